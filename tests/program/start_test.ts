import { assertEquals, assertStringIncludes } from "@std/assert";
import { retry } from "@std/async";
import { join } from "@std/path";
import { missingTool, Tmux } from "./testing/tmux.ts";
import { freePort, task } from "./testing/world.ts";

const reason = missingTool("tmux");
const test = (title: string, fn: () => Promise<void>) =>
  Deno.test({
    name: reason === null ? title : `${title} (ignored: ${reason})`,
    ignore: reason !== null,
    fn,
  });

/** A folder for a database, and a port. */
async function place(): Promise<
  AsyncDisposable & { folder: string; port: number; flags: string[] }
> {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  const port = freePort();
  return {
    folder,
    port,
    flags: ["--port", `${port}`, "--db", join(folder, "rooms.db")],
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

test("[T1] start serves and draws; a second start joins it, and serves when the first one leaves", async () => {
  await using here = await place();
  await using tmux = new Tmux();
  const start = (who: string) =>
    tmux.open(
      `${task("start", "plans", "--name", who, ...here.flags)}; echo exit=$?`,
      80,
      24,
      {
        XDG_STATE_HOME: here.folder,
      },
    );
  const ana = await start("ana");
  await ana.waitFor(/plans[\s\S]*synced/);
  const ben = await start("ben");
  await ben.waitFor(/2 here +synced/);
  await ana.keys("r");
  await ana.drag([5, 5], [15, 9]);
  await ana.keys("Escape", "Escape");
  await ben.waitFor(/╭─────────╮/);
  // Ana leaves, and her server with her. Ben's client serves the same file from now on.
  await ana.keys("q");
  await ana.waitFor(/exit=0/);
  await ben.waitFor(/1 here +synced/, 30_000);
  // He may have seen her leave before her server did.
  const url = `http://127.0.0.1:${here.port}/rooms/plans.json`;
  const reply = await retry(() => fetch(url), { maxAttempts: 10 });
  const shapes = await reply.json();
  assertEquals(shapes.length ?? shapes.shapes.length, 1);
  const cyd = await start("cyd");
  await cyd.waitFor(/2 here +synced/, 30_000);
  await cyd.waitFor(/╭─────────╮/);
});

Deno.test("[T1] without a terminal start serves, and says how to connect", async () => {
  await using here = await place();
  const command = ["-c", task("start", "plans", ...here.flags)];
  const process = new Deno.Command("sh", {
    args: command,
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream())
    .getReader();
  let said = "";
  while (!said.includes("deno task draw")) {
    const { value, done } = await reader.read();
    if (done) break;
    said += value;
  }
  assertStringIncludes(
    said,
    `inkroom listening on http://127.0.0.1:${here.port}`,
  );
  assertStringIncludes(
    said,
    `deno task draw plans --server ws://127.0.0.1:${here.port}`,
  );
  assertEquals(
    await (await fetch(`http://127.0.0.1:${here.port}/healthz`)).text(),
    "ok\n",
  );
  await new Deno.Command("pkill", {
    args: ["-TERM", "-f", `plans --port ${here.port}`],
  }).output();
  await reader.cancel();
  await process.status;
});

Deno.test("[T1] [T5] a port at which another program listens is told, and what to do", async () => {
  await using other = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response("not inkroom"),
  );
  const { port } = other.addr;
  const folder = await Deno.makeTempDir();
  const flags = ["--port", `${port}`, "--db", `${folder}/a.db`];
  const { code, stderr } = await new Deno.Command("sh", {
    args: ["-c", task("start", ...flags)],
    stdin: "null",
  }).output();
  await Deno.remove(folder, { recursive: true });
  assertEquals(code, 1);
  assertStringIncludes(
    new TextDecoder().decode(stderr),
    `Cannot start: port ${port} is in use; stop what listens there, or choose another with --port\n`,
  );
});

Deno.test("[T5] start --help has an example; a wrong flag is one line and exit code 2", async () => {
  const run = async (...args: string[]) => {
    const output = await new Deno.Command("sh", {
      args: ["-c", task("start", ...args)],
    }).output();
    const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return {
      code: output.code,
      out: decode(output.stdout),
      error: decode(output.stderr),
    };
  };
  const help = await run("--help");
  assertEquals(help.code, 0);
  assertStringIncludes(help.out, "Examples:");
  for (
    const wrong of [["--prot", "1"], ["--port", "x"], ["UPPER"], [
      "--charset",
      "ebcdic",
    ]]
  ) {
    const { code, error } = await run(...wrong);
    assertEquals(code, 2, wrong.join(" "));
    assertEquals(error.trim().split("\n").length, 1, error);
  }
});
