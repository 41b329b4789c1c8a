import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { guard, type ProcessEdge } from "./lifecycle.ts";
import { settle } from "./testing/settling_clock.ts";

interface Ending {
  readonly status: number | null;
  readonly ms: number;
  readonly output: string;
  readonly restored?: boolean;
  readonly leftover?: string;
}

const here = (name: string) => fromFileUrl(new URL(name, import.meta.url));

async function python(): Promise<string | null> {
  try {
    const { success } = await new Deno.Command("python3", {
      args: ["-c", "import pty, termios"],
      stderr: "null",
    }).output();
    return success ? null : "python3 has no pty module here";
  } catch {
    return "there is no python3 here";
  }
}
const missing = await python();

const FIXTURE = [
  Deno.execPath(),
  "run",
  "--no-prompt",
  "--no-check",
  "--ignore-env",
  "--allow-env=NODE_ENV,TERM,COLORTERM,NO_COLOR,FORCE_COLOR",
  here("./testing/guarded_fixture.ts"),
];

async function run(
  action: string,
  { answers = true, command = FIXTURE } = {},
): Promise<Ending> {
  const { stdout, stderr } = await new Deno.Command("python3", {
    args: [
      here("./testing/on_pseudo_terminal.py"),
      answers ? "yes" : "no",
      action,
      ...command,
    ],
    env: { TERM: "xterm-256color" },
  }).output();
  const text = new TextDecoder().decode(stdout);
  if (text === "") throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(text);
}

/** A test on a real pseudo-terminal; where python3 can't make one, it is reported as ignored. */
function onPty(title: string, check: () => Promise<void>): void {
  const name = missing === null ? title : `${title} (not run: ${missing})`;
  Deno.test({ name, ignore: missing !== null, fn: check });
}

/** What was written after the terminal had been left. */
function after(output: string): string {
  assertEquals(output.split("\x1b[?1049h").length, 2, "entered once");
  const [, left, ...more] = output.split("\x1b[?1049l");
  assertEquals(more, [], "left once");
  // deno-lint-ignore no-control-regex
  return left!.replaceAll(/\x1b\[(?:\?[\d;]+[hl]|c)/g, "");
}

function assertClean(ending: Ending, status: number): void {
  assertEquals(ending.status, status, JSON.stringify(ending));
  assertEquals(ending.restored, true, "line settings");
  // On a machine so busy that an answer takes longer, it is not waited for.
  if (ending.ms < 200) assertEquals(ending.leftover, "", "left for the shell");
  for (const mode of ["1002l", "1006l", "1004l", "2004l", "25h", "7h"]) {
    assert(ending.output.includes(`\x1b[?${mode}`), mode);
  }
}

for (
  const [action, status] of [
    ["signal:TERM", 143],
    ["signal:HUP", 129],
    ["signal:INT", 130],
    ["signal:QUIT", 131],
    ["type:q", 0],
  ] as const
) {
  onPty(
    `[T31] ${action}: the terminal is clean, the status ${status}`,
    async () => {
      const ending = await run(action);
      assertClean(ending, status);
      assertEquals(after(ending.output), "");
    },
  );
}

onPty(
  "[T31] an uncaught error is told after the terminal is clean",
  async () => {
    const ending = await run("type:t");
    assertClean(ending, 1);
    assert(
      after(ending.output).startsWith("Error: thrown \\x1b[31mon purpose"),
    );
  },
);

onPty("[T31] so is a rejection that nobody caught", async () => {
  const ending = await run("type:r");
  assertClean(ending, 1);
  assert(after(ending.output).startsWith("Error: rejected on purpose"));
});

onPty(
  "[T31] a process that just exits leaves a clean terminal too",
  async () => {
    const ending = await run("type:x");
    assertEquals([ending.status, ending.restored], [7, true]);
    assertEquals(after(ending.output), "");
  },
);

onPty(
  "[T31] a terminal that answers nothing is given back all the same",
  async () => {
    const ending = await run("signal:TERM", { answers: false });
    assertClean(ending, 143);
  },
);

onPty(
  "[T31] a terminal that takes nothing does not keep the process",
  async () => {
    assertEquals((await run("stall:TERM")).status, 143);
  },
);

onPty("[T31] under deno task as well", async () => {
  const words = FIXTURE.map((word) => `'${word}'`).join(" ");
  const command = [Deno.execPath(), "task", "--quiet", "--eval", words];
  assertClean(await run("signal:TERM", { command }), 143);
});

onPty("[T32] hang-up: the process is gone", async () => {
  assertEquals((await run("hangup")).status, 129);
});

// What follows needs no terminal.

class FakeEdge implements ProcessEdge {
  readonly log: string[] = [];
  readonly signals = new Map<string, () => void>();
  uncaught: ((error: unknown) => void) | null = null;
  unload: (() => void) | null = null;

  onSignal(signal: string, listener: () => void): () => void {
    this.signals.set(signal, listener);
    return () => this.signals.delete(signal);
  }

  onUncaught(listener: (error: unknown) => void): () => void {
    this.uncaught = listener;
    return () => this.uncaught = null;
  }

  onExit(listener: () => void): () => void {
    this.unload = listener;
    return () => this.unload = null;
  }

  complain(text: string): Promise<void> {
    this.log.push(text.split("\n")[0]!);
    return Promise.resolve();
  }

  exit(status: number): never {
    this.log.push(`exit ${status}`);
    return undefined as never;
  }
}

function watched(beforeExit?: () => void | Promise<void>) {
  const edge = new FakeEdge();
  const terminal = {
    close: () => {
      edge.log.push("close");
      return Promise.resolve();
    },
    closeSync: () => void edge.log.push("closeSync"),
  };
  return { edge, life: guard(terminal, { edge, beforeExit }) };
}

Deno.test("[T31] first the terminal, then the error, then the status", async () => {
  const { edge } = watched();
  edge.uncaught!(new TypeError("no such shape"));
  await settle();
  assertEquals(edge.log, ["close", "TypeError: no such shape", "exit 1"]);
});

Deno.test("[T31] a program ends once, by what came first", async () => {
  const { edge, life } = watched();
  edge.signals.get("SIGTERM")!();
  edge.signals.get("SIGINT")!();
  edge.uncaught!(new Error("too late"));
  void life.exit(0);
  await settle();
  assertEquals(edge.log, ["close", "exit 143"]);
});

Deno.test("[T31] last things are done before the end, and their failure is told", async () => {
  const { edge, life } = watched(() => Promise.reject(new Error("disk full")));
  void life.exit(0);
  await settle();
  assertEquals(edge.log, ["close", "Error: disk full", "exit 0"]);
});

Deno.test("[T31] what is no error is told as well", async () => {
  const { edge, life } = watched();
  void life.fail("just a text\x07");
  await settle();
  assertEquals(edge.log, ["close", "just a text\\x07", "exit 1"]);
});

Deno.test("[T31] released, it watches no more", () => {
  const { edge, life } = watched();
  life.release();
  assertEquals([edge.signals.size, edge.uncaught, edge.unload], [
    0,
    null,
    null,
  ]);
});
