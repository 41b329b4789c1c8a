import { assert, assertEquals, assertRejects } from "@std/assert";
import { Emulator } from "../screen/testing/emulator.ts";
import type { TerminalEvent } from "./events.ts";
import { settle, SettlingClock } from "./testing/settling_clock.ts";
import { FakeStreams } from "./testing/fake_streams.ts";
import { openTerminal, type Terminal, unfit } from "./terminal.ts";

const DA1 = "\x1b[?62;22c";
const READY = "\x1b[0n";

interface Bench {
  readonly streams: FakeStreams;
  readonly clock: SettlingClock;
  readonly terminal: Terminal;
  readonly events: TerminalEvent[];
  /** Says something and lets it be read. */
  say(text: string): Promise<void>;
}

async function open(streams = new FakeStreams()): Promise<Bench> {
  const clock = new SettlingClock(), events: TerminalEvent[] = [];
  const terminal = await openTerminal(streams, {
    clock,
    onEvent: (event) => events.push(event),
  });
  await settle();
  const say = async (text: string) => {
    streams.say(text);
    await settle();
  };
  return { streams, clock, terminal, events, say };
}

const keysOf = (events: TerminalEvent[]) =>
  events.map((event) => event.type === "key" ? event.key : event.type);

/** Modes that text switches: number → on or off, the last word counting. */
function modes(text: string): Map<number, boolean> {
  const found = new Map<number, boolean>();
  // deno-lint-ignore no-control-regex
  for (const [, mode, word] of text.matchAll(/\x1b\[\?(\d+)([hl])/g)) {
    found.set(Number(mode), word === "h");
  }
  return found;
}

Deno.test("[T30] alternate screen, no cursor, mouse, paste and focus reports", async () => {
  const { streams } = await open();
  const on = modes(streams.output);
  for (const mode of [1049, 1002, 1006, 2004, 1004]) {
    assertEquals(on.get(mode), true, `mode ${mode}`);
  }
  assertEquals(on.get(25), false);
  assertEquals(streams.raw, true);
});

Deno.test("[T30] queries go out in one write that ends with DA1", async () => {
  const streams = new FakeStreams(), writes: string[] = [];
  streams.onWrite = (text) => void writes.push(text);
  await open(streams);
  assertEquals(writes.length, 1);
  assert(writes[0]!.endsWith("\x1b[?2026$p\x1b[>0q\x1b[5n\x1b[c"));
});

Deno.test("[T40] opening waits for no answer", async () => {
  const { terminal, clock } = await open();
  assertEquals(terminal.capabilities.answers, false);
  let learned = false;
  void terminal.learned.then(() => learned = true);
  await clock.pass(499);
  assertEquals(learned, false);
  await clock.pass(1);
  assertEquals(learned, true);
});

Deno.test("[T30] the answer to DA1 ends the wait", async () => {
  const { terminal, clock, say } = await open();
  await clock.pass(7);
  await say(`\x1b[?2026;2$y\x1bP>|foot(1.16)\x1b\\${DA1}`);
  assertEquals(await terminal.learned, {
    answers: true,
    answersReady: false,
    latency: 7,
    synchronizedOutput: true,
    version: "foot(1.16)",
  });
});

Deno.test.each([
  ["\x1b[?2026;0$y", false],
  ["\x1b[?2026;4$y", false],
  ["\x1b[?2026;1$y", true],
  ["\x1b[?1016;2$y", false],
  ["", false],
])("[R42] after %j synchronized output is known: %s", async (answer, known) => {
  const { terminal, say } = await open();
  await say(answer + DA1);
  assertEquals((await terminal.learned).synchronizedOutput, known);
});

Deno.test("[R42] forged answers, after the wait, teach nothing", async () => {
  const { terminal, say } = await open();
  await say(DA1);
  await say(`\x1b[?2026;2$y${DA1}`);
  assertEquals(terminal.capabilities.synchronizedOutput, false);
});

Deno.test("[T31] what was switched on is switched off, what was hidden is shown", async () => {
  const { streams, terminal, clock } = await open();
  const before = modes(streams.output);
  const closing = terminal.close();
  await clock.pass(250);
  await closing;
  const after = modes(streams.output);
  assertEquals([...after.keys()].toSorted(), [...before.keys()].toSorted());
  for (const [mode, on] of before) {
    if (mode !== 2026) assertEquals(after.get(mode), !on, `mode ${mode}`);
  }
  assertEquals([streams.raw, streams.listeners], [false, 0]);
});

Deno.test("[T31] mouse modes are reset once more after leaving the screen", async () => {
  const { streams, terminal, clock } = await open();
  void terminal.close();
  await clock.pass(250);
  const left = streams.output.split("\x1b[?1049l");
  assertEquals(left.length, 2);
  for (const part of left) assert(part.includes("\x1b[?1006l\x1b[?1002l"));
});

for (const way of ["close", "closeSync"] as const) {
  Deno.test(`[T31] ${way}: a real terminal is as it was, the earlier screen intact`, async () => {
    const emulator = new Emulator(40, 6), fresh = new Emulator(40, 6);
    for (const each of [emulator, fresh]) await each.feed("$ inkroom draw\r\n");
    const { streams, terminal, clock } = await open(new FakeStreams(40, 6));
    await terminal.write(
      new TextEncoder().encode("\x1b[2J\x1b[31;1mdrawn\x1b[3"),
    );
    await emulator.feed(streams.output);
    assertEquals(emulator.screen, "alternate");
    const sofar = streams.output.length;
    const closing = terminal[way]();
    await clock.pass(250);
    await closing;
    await emulator.feed(streams.output.slice(sofar));
    assertEquals(emulator.screen, "normal");
    assertEquals(emulator.modes, fresh.modes);
    for (const each of [emulator, fresh]) await each.feed("$ ");
    assertEquals(emulator.grid(), fresh.grid());
  });
}

Deno.test("[T31] closing twice is closing once", async () => {
  const { streams, terminal, clock } = await open();
  const both = Promise.all([terminal.close(), terminal.close()]);
  await clock.pass(250);
  await both;
  const output = streams.output;
  terminal.closeSync();
  await terminal.close();
  assertEquals(streams.output, output);
  assertEquals(output.split("\x1b[?1049l").length, 2);
});

Deno.test("[T31] closing reads the answers that are under way, so that no shell gets them", async () => {
  const { streams, terminal, clock, say } = await open();
  await say(DA1);
  let closed = false;
  void terminal.close().then(() => closed = true);
  await settle();
  assert(streams.output.endsWith("\x1b[c"));
  await clock.pass(100);
  // The mouse, and the answer to the last frame: not yet ours.
  await say(`\x1b[<35;1;1M${READY}`);
  assertEquals([closed, streams.raw], [false, true]);
  await say(DA1);
  assertEquals([closed, streams.raw], [true, false]);
});

Deno.test("[T31] closed at once, it waits for the answer to the first questions too", async () => {
  const { terminal, say } = await open();
  let closed = false;
  void terminal.close().then(() => closed = true);
  await say(DA1);
  assertEquals(closed, false);
  await say(DA1);
  assertEquals(closed, true);
});

Deno.test("[T31] a terminal that never answered is not waited for", async () => {
  const { streams, terminal, clock } = await open();
  await clock.pass(500);
  let closed = false;
  void terminal.close().then(() => closed = true);
  await settle();
  assertEquals([closed, streams.output.endsWith("\x1b[c")], [true, false]);
});

Deno.test("[T31] a terminal that takes nothing is left within 250 ms", async () => {
  const { streams, terminal, clock } = await open();
  streams.onWrite = () => new Promise<void>(() => {});
  void terminal.write(new Uint8Array(100));
  let closed = false;
  void terminal.close().then(() => closed = true);
  await clock.pass(250);
  // The line is left as it is: setting it would wait for the output.
  assertEquals([closed, streams.raw], [true, true]);
});

Deno.test("[T31] of a long frame only what is on its way is still written", async () => {
  const { streams, terminal, clock } = await open();
  const writes: number[] = [];
  let take = () => {};
  streams.onWrite = (text) => {
    writes.push(text.length);
    return new Promise<void>((done) => take = done);
  };
  void terminal.write(new Uint8Array(100_000).fill(0x78));
  await settle();
  void terminal.close();
  take();
  await settle();
  assertEquals(writes.length, 2);
  assertEquals(streams.output.match(/x+/)?.[0].length, writes[0]);
  assert(streams.output.includes("\x1b[?1049l"));
  take();
  await clock.pass(250);
});

Deno.test("[T31] nothing is told after closing", async () => {
  const { terminal, events, clock, streams, say } = await open();
  void terminal.close();
  await say("q\x1b[<0;1;1M");
  await clock.pass(250);
  streams.hangUp();
  await settle();
  assertEquals(events, []);
});

Deno.test("[T32] the end of the input is a hang-up, told once", async () => {
  const { streams, events } = await open();
  streams.hangUp();
  await settle();
  assertEquals(events, [{ type: "hangup" }]);
});

Deno.test("[T32] a write that fails is a hang-up, and closing then takes no time", async () => {
  const { streams, events, terminal } = await open();
  streams.onWrite = () =>
    Promise.reject(new Error("Input/output error (os error 5)"));
  await terminal.write(new Uint8Array(1));
  await terminal.write(new Uint8Array(1));
  assertEquals(events, [{ type: "hangup" }]);
  await terminal.close();
});

Deno.test("[T32] a hang-up while closing ends the wait for answers", async () => {
  const { streams, terminal, events } = await open();
  let closed = false;
  void terminal.close().then(() => closed = true);
  await settle();
  assertEquals(closed, false);
  streams.hangUp();
  await settle();
  assertEquals([closed, events], [true, []]);
});

Deno.test("[T37] ESC alone is the Escape key 50 ms after it reached us", async () => {
  const { events, clock, say } = await open();
  await say("\x1b");
  await clock.pass(49);
  assertEquals(events, []);
  await clock.pass(1);
  assertEquals(keysOf(events), ["escape"]);
});

Deno.test("[T37] what follows ESC in time belongs to it", async () => {
  const { events, clock, say } = await open();
  await say("\x1b");
  await clock.pass(49);
  await say("[");
  await clock.pass(900);
  await say("A");
  await clock.pass(1_000);
  assertEquals(keysOf(events), ["up"]);
});

Deno.test("[T37] a mouse report split over two reads is one click", async () => {
  const { events, clock, say } = await open();
  await say("\x1b[<0;1");
  await clock.pass(300);
  await say("0;5M");
  assertEquals(
    events.map((event) =>
      event.type === "mouse" && [event.action, event.column, event.row]
    ),
    [["down", 9, 4]],
  );
});

Deno.test("[T37] everything in the order in which it came", async () => {
  const { events, say } = await open();
  await say("a\x1b[<0;1;1M\r\x1b[200~q\x1b[201~\x1b[Ib👍");
  assertEquals(keysOf(events), [
    "a",
    "mouse",
    "enter",
    "paste",
    "focus",
    "b",
    "👍",
  ]);
});

Deno.test("[T30] the mouse is always inside of the screen", async () => {
  const { events, say } = await open(new FakeStreams(80, 24));
  await say("\x1b[<0;0;0M\x1b[<0;99999;99999M");
  assertEquals(
    events.map((event) => event.type === "mouse" && [event.column, event.row]),
    [[0, 0], [79, 23]],
  );
});

Deno.test("[T38] a resize is told with the new size, and only if there is one", async () => {
  const { streams, events, terminal } = await open();
  streams.resize(20, 6);
  streams.resize(20, 6);
  streams.resize(200, 50);
  assertEquals(events, [
    { type: "resize", columns: 20, rows: 6 },
    { type: "resize", columns: 200, rows: 50 },
  ]);
  assertEquals([terminal.columns, terminal.rows], [200, 50]);
});

Deno.test.each([
  [0, 0, 80, 24],
  [65_535, 65_535, 1_000, 500],
  [1, 1, 1, 1],
  [-5, 10, 80, 10],
])(
  "[T38] a terminal of %d × %d is painted as %d × %d",
  async (columns, rows, wide, high) => {
    const { terminal } = await open(new FakeStreams(columns, rows));
    assertEquals([terminal.columns, terminal.rows], [wide, high]);
  },
);

Deno.test.each([
  [{ isTTY: false, env: { TERM: "xterm" } }, "not a terminal"],
  [{ isTTY: true, env: { TERM: "dumb" } }, "TERM is dumb"],
])(
  "[T39] %j: not a byte is written, and the reason is told",
  async (kind, reason) => {
    const streams = Object.assign(new FakeStreams(), kind);
    await assertRejects(() => open(streams), TypeError, reason);
    assertEquals([streams.output, streams.raw], ["", false]);
    assert(unfit(streams)!.includes(reason));
  },
);

Deno.test("[R43] answers to ESC[5n are told to who asked; the first one is our own", async () => {
  const { terminal, say } = await open();
  let ready = 0;
  terminal.onReady(() => ready++);
  await say(READY + DA1);
  assertEquals([ready, (await terminal.learned).answersReady], [0, true]);
  await say(READY + READY);
  assertEquals(ready, 2);
});

Deno.test("[R43] a terminal that answers DA1, but not ESC[5n, is known at once", async () => {
  const { terminal, say } = await open();
  await say(DA1);
  const { answers, answersReady } = await terminal.learned;
  assertEquals([answers, answersReady], [true, false]);
});
