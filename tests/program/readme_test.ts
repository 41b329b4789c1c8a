import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { missingTool } from "./testing/tmux.ts";
import { World } from "./testing/world.ts";

const readme = await Deno.readTextFile(
  fromFileUrl(new URL("../../README.md", import.meta.url)),
);

/** The code blocks of the README in one language. */
function blocks(language: string): string[] {
  return [
    ...readme.matchAll(
      new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"),
    ),
  ]
    .map((match) => match[1]!);
}

async function run(
  command: string,
  args: string[],
  input: string,
): Promise<number> {
  const process = new Deno.Command(command, {
    args,
    stdin: "piped",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  return (await process.status).code;
}

const python = missingTool("python3", "--version");

Deno.test({
  name: "[P15] the README's ten lines of Python draw" +
    (python === null ? "" : ` (ignored: ${python})`),
  ignore: python !== null,
  async fn() {
    await using world = await World.open();
    const [code] = blocks("python");
    assert(code !== undefined);
    assertEquals(
      await run("python3", ["-"], code.replace("4650", `${world.port}`)),
      0,
    );
    const shapes = await world.waitForShapes(
      "lobby",
      (shapes) => shapes.length === 24,
    );
    assert(shapes.every(({ type }) => type === "circle"));
  },
});

Deno.test("[P1] [P5] the README's JavaScript draws", async () => {
  await using world = await World.open();
  const [code] = blocks("js");
  assert(code !== undefined);
  const args = [
    "run",
    "--quiet",
    "--no-prompt",
    "--no-config",
    "--allow-net",
    "-",
  ];
  assertEquals(
    await run(Deno.execPath(), args, code.replace("4650", `${world.port}`)),
    0,
  );
  const shapes = await world.waitForShapes(
    "lobby",
    (shapes) => shapes.length === 1,
  );
  assertEquals(shapes[0]!.text, "hello");
});
