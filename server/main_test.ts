/** The program `serve`, as its own process. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { serveArgs } from "./scenarios/testing/serve_args.ts";

/** Runs `serve` with the permissions it needs and no more. */
function serve(...args: string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), serveOptions(args));
}

function serveOptions(args: string[]): Deno.CommandOptions {
  return {
    args: serveArgs(args),
    stdout: "piped",
    stderr: "piped",
  };
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("[T5] a wrong flag: one line on stderr, nothing on stdout, exit code 2", async () => {
  const { code, stdout, stderr } = await serve("--prot", "1").output();
  assertEquals([code, textOf(stdout)], [2, ""]);
  assertMatch(textOf(stderr), /^inkroom: unknown option '--prot'.*\n$/);
});

Deno.test("[T5] a variable is read, and a wrong one told like a flag", async () => {
  const env = { INKROOM_PORT: "many" };
  const command = new Deno.Command(Deno.execPath(), {
    ...serveOptions([]),
    env,
  });
  const { code, stderr } = await command.output();
  assertEquals([code, textOf(stderr)], [
    2,
    "inkroom: --port must be a number from 0 to 65535, not many\n",
  ]);
});

Deno.test("[T5] --help on stdout, exit code 0", async () => {
  const { code, stdout, stderr } = await serve("--help").output();
  assertEquals([code, textOf(stderr)], [0, ""]);
  assertStringIncludes(textOf(stdout), "Examples:");
});

Deno.test("[T2] one line when it listens; a port in use is told clearly; SIGTERM ends it with code 0", async () => {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  try {
    const db = (name: string) => join(folder, name);
    const child = serve("--port", "0", "--db", db("a.db")).spawn();
    const decoder = new TextDecoderStream();
    const reader = child.stdout.pipeThrough(decoder).getReader();
    let said = "";
    while (!said.includes("\n")) said += (await reader.read()).value ?? "\n";
    const [, port] = /^inkroom listening on http:\/\/127\.0\.0\.1:(\d+)\n$/
      .exec(said)!;

    const second = await serve("--port", port!, "--db", db("b.db")).output();
    assertEquals([second.code, textOf(second.stdout)], [1, ""]);
    assertEquals(
      textOf(second.stderr),
      `inkroom: port ${port} is in use; stop what listens there, or choose another with --port\n`,
    );

    child.kill("SIGTERM");
    const { value, done } = await reader.read();
    assertEquals([value, done], [undefined, true]);
    const [{ code }, stderr] = await Promise.all([
      child.status,
      new Response(child.stderr).text(),
    ]);
    assertEquals([code, stderr], [0, ""]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("[E24] a file that is not a database is refused at start, with what to do", async () => {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  try {
    const db = join(folder, "notes.db");
    await Deno.writeTextFile(db, "these are my notes\n".repeat(500));
    const { code, stdout, stderr } = await serve("--port", "0", "--db", db)
      .output();
    assertEquals([code, textOf(stdout)], [1, ""]);
    assertMatch(textOf(stderr), /^inkroom: .*notes\.db.*\n$/);
    assertStringIncludes(await Deno.readTextFile(db), "my notes");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("[T5] an address that is not this machine's is told as such", async () => {
  const folder = await Deno.makeTempDir();
  const { code, stderr } = await serve(
    ...["--host", "192.0.2.1", "--insecure", "--port", "0"],
    ...["--db", join(folder, "a.db")],
  ).output();
  await Deno.remove(folder, { recursive: true });
  assertEquals(code, 1);
  assertStringIncludes(
    textOf(stderr),
    "192.0.2.1 is not an address of this machine; choose another with --host",
  );
});
