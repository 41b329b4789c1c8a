import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { completions } from "./completions.ts";
import { SHELLS } from "./completions/config.ts";
import { allTasks } from "./completions/tasks.ts";
import { call, runTask } from "./testing/run_command.ts";

const scriptFor = async (shell: string) =>
  (await call(completions, [shell])).out;

Deno.test("[T5] every task of deno.json that is a command can be completed", async () => {
  const { tasks } = JSON.parse(
    await Deno.readTextFile(new URL("../deno.json", import.meta.url)),
  );
  const names = Object.entries(tasks as Record<string, { command?: string }>)
    .filter(([, task]) =>
      /(commands\/\w+|server\/main|tui\/main)\.ts$/.test(task.command ?? "")
    ).map(([name]) => name);
  assertEquals(allTasks().map(({ name }) => name).sort(), names.sort());
});

Deno.test("[T5] completions know every flag, its values, and whether it takes any", () => {
  const flag = (task: string, name: string) =>
    allTasks().find((one) => one.name === task)!.flags
      .find((one) => one.name === name)!;
  assertEquals(flag("export", "--format").choices, [
    "txt",
    "ans",
    "svg",
    "json",
    "cast",
  ]);
  assertEquals(flag("import", "--dry-run").value, null);
  assertEquals(flag("start", "--port").value, "number");
  assertEquals(flag("start", "--server"), undefined);
  assert(flag("serve", "--tx-per-second") !== undefined);
});

/** What bash completes a line to, with the cursor at its end. */
async function inBash(line: string[], before = ""): Promise<string[]> {
  const script = `${before}\n${await scriptFor("bash")}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _inkroom deno
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { code, stdout, stderr } = await new Deno.Command("bash", {
    args: ["--norc", "-c", script, "bash", ...line],
    cwd: new URL("..", import.meta.url),
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assertEquals([code, text(stderr)], [0, ""]);
  return text(stdout).split("\n").filter((word) => word !== "");
}

const LINES: [line: string[], words: string[]][] = [
  [["deno", "task", "ex"], ["export"]],
  [["deno", "task", "re"], ["replay", "restore"]],
  [["deno", "task", "export", "lobby", "--m"], ["--max-gap"]],
  [["deno", "task", "export", "lobby", "--format", "s"], ["svg"]],
  [["deno", "task", "export", "--server", "--"], []],
  [["deno", "task", "import", "lobby", "READ"], ["README.md"]],
  [["deno", "task", "replay", "READ"], []],
  [["deno", "task", "completions", ""], ["bash", "zsh", "fish"]],
  [["deno", "task", "nothing", "--"], []],
  [["deno", "ru"], []],
];

for (const [line, words] of LINES) {
  Deno.test(`[T5] bash completes: ${line.join(" ")}`, async () => {
    assertEquals(await inBash(line), words);
  });
}

Deno.test("[T5] bash: what is not ours is completed as before, also after sourcing twice", async () => {
  const before =
    `_deno() { COMPREPLY=(run); }\ncomplete -F _deno deno\n${await scriptFor(
      "bash",
    )}`;
  assertEquals(await inBash(["deno", "ru"], before), ["run"]);
  assertEquals(await inBash(["deno", "task", "ver"], before), ["verify"]);
});

for (const shell of SHELLS) {
  Deno.test(`[T5] ${shell}: every command and flag, in quotes that end`, async () => {
    const script = await scriptFor(shell);
    for (const { name, flags } of allTasks()) {
      assertStringIncludes(script, name);
      for (const flag of flags) {
        assertStringIncludes(
          script,
          shell === "fish" ? `-l ${flag.name.slice(2)} ` : flag.name,
        );
      }
    }
    for (
      const line of script.split("\n").filter((line) => !line.startsWith("#"))
    ) {
      const quotes = line.replace(/\\'|'\\''/g, "").match(/'/g) ?? [];
      assertEquals(quotes.length % 2, 0, line);
    }
  });
}

Deno.test("[T5] another shell is refused in one line; the task needs no rights", async () => {
  const { code, err } = await call(completions, ["tcsh"]);
  assertEquals([code, err.split("\n").length], [2, 2]);
  const said = await runTask("completions", "bash");
  assertEquals(said, { code: 0, out: await scriptFor("bash"), err: "" });
});
