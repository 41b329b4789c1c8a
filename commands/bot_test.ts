/**
 * The bot against the real server, and as a program of its own.
 */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { withServer } from "../server/scenarios/testing/test_server.ts";
import { FakeWorld } from "../shared/client/testing/fake_world.ts";
import { type CommandLine, readCommandLine } from "./bot/config.ts";
import { opsOfLine } from "./bot/ops_of_line.ts";
import { type BotStreams, runBot } from "./bot/run.ts";

interface Told {
  readonly type: string;
  readonly line?: number;
  readonly seq?: number;
  readonly code?: string;
  readonly path?: string;
}

interface Run {
  readonly code: number;
  readonly out: readonly Told[];
  readonly complaints: readonly string[];
}

const config = (server: string, follow = false) => ({
  room: "lobby",
  server: server.replace("http:", "ws:"),
  name: "bot",
  color: "default" as const,
  follow,
  wait: 10,
});

async function* bytesOf(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const line of lines) yield await encode(`${line}\n`);
}

const encode = (text: string) =>
  Promise.resolve(new TextEncoder().encode(text));

function streams(
  input: BotStreams["input"],
): { streams: BotStreams; out: Told[]; complaints: string[] } {
  const out: Told[] = [], complaints: string[] = [];
  return {
    out,
    complaints,
    streams: {
      input,
      write: (text) => Promise.resolve(void out.push(JSON.parse(text))),
      complain: (text) => void complaints.push(text),
    },
  };
}

async function run(server: string, lines: Iterable<string>): Promise<Run> {
  const { streams: given, out, complaints } = streams(bytesOf(lines));
  const code = await runBot(config(server), given);
  return { code, out, complaints };
}

Deno.test("[T4] ops in, acks and events out; it ends when the input ends and all is acked", async () => {
  await withServer(async ({ server, store }) => {
    const { code, out } = await run(server.url, [
      '{"op":"create","shape":{"id":"sun","type":"circle","x":100,"y":100}}',
      '[{"op":"move","ids":["sun"],"dx":8,"dy":0},{"op":"set","id":"sun","props":{"color":"red"}}]',
      "",
      '{"id":"sun","type":"circle","radius":60}',
      '{"op":"delete","ids":["nobody"]}',
    ]);
    assertEquals(code, 0);
    const of = (type: string) => out.filter((told) => told.type === type);
    assertEquals(of("ack").map(({ line }) => line), [1, 2, 4, 5]);
    assertEquals(of("event").map(({ seq }) => seq), [1, 2, 3]);
    const ops = (await store.readAfter("lobby", 0, 10))
      .map((event) => event.ops.map(({ op }) => op));
    assertEquals(ops, [["create"], ["move", "set"], ["set"]]);
  });
});

Deno.test("[T4] what is refused, by the server or before, is told with its line, and the exit code is 1", async () => {
  await withServer(async ({ server }) => {
    const { code, out, complaints } = await run(server.url, [
      '{"id":"sun","type":"circle"}',
      "junk",
      '{"op":"fly"}',
      '{"id":"sun","type":"circle","radius":-1}',
      '{"op":"set","id":"sun","props":{"width":3}}',
      '{"id":"moon","type":"circle"}',
    ]);
    assertEquals(code, 1);
    assertEquals(complaints.map((text) => text.split(":")[0]), [
      "line 2",
      "line 3",
      "line 4",
    ]);
    assertStringIncludes(complaints[2]!, "radius");
    const nacks = out.filter(({ type }) => type === "nack");
    assertEquals(nacks.map(({ line, code }) => `${line} ${code}`), [
      "5 invalid",
    ]);
    assertEquals(out.filter(({ type }) => type === "ack").length, 2);
  });
});

Deno.test("[T4] events of others are told as well, also those that came while the line was broken", async () => {
  const w = new FakeWorld();
  const ben = w.client("ben");
  w.settle();
  const input = new TransformStream<Uint8Array, Uint8Array>();
  const writer = input.writable.getWriter();
  const { streams: given, out } = streams(input.readable);
  const done = runBot(config("ws://fake"), given, {
    clock: w.clock,
    connect: w.network.connect,
  });
  const draw = (id: string) => {
    ben.submit([{ op: "create", shape: { id, type: "circle" } }]);
    w.network.lines[0]!.deliverUp();
  };
  w.settle();
  draw("a");
  w.settle();
  w.network.last.cut();
  draw("b");
  draw("c");
  w.settle();
  draw("d");
  await writer.close();
  assertEquals(await w.until(done), 0);
  await given.write('{"type":"end"}');
  assertEquals(out.map(({ seq }) => seq), [1, 2, 3, 4, undefined]);
});

Deno.test("[T4] no more of the input is read than can be on its way", async () => {
  const w = new FakeWorld();
  let read = 0;
  const endless = async function* () {
    while (true) {
      read += 1;
      yield await encode(`{"op":"delete","ids":["a"]}\n`);
    }
  };
  const { streams: given, complaints } = streams(endless());
  const done = runBot(config("ws://fake"), given, {
    clock: w.clock,
    connect: w.network.connect,
  });
  // A macrotask: all that can run without a server has run.
  await new Promise((resolve) => setTimeout(resolve));
  w.clock.advance(9_999);
  assertEquals(complaints, []);
  w.clock.advance(1);
  assertEquals(await done, 1);
  assertEquals(read, 256);
  assertEquals(complaints, [
    "giving up: no server at ws://fake for 10 s: the server does not answer; lines without an answer: 256",
  ]);
});

const wrong: [args: string[], env: Record<string, string>, message: string][] =
  [
    [[], {}, "inkroom: missing required argument 'room'; see --help"],
    [
      ["LOBBY"],
      {},
      "inkroom: room: a room id is 1 to 32 characters of a-z 0-9 -, and does not begin with -",
    ],
    [
      ["lobby", "--nmae", "x"],
      {},
      "inkroom: unknown option '--nmae' (Did you mean --name?); see --help",
    ],
    [
      ["lobby", "--server", "http://x"],
      {},
      "inkroom: --server: must be ws://host:port or wss://host:port",
    ],
    [
      ["lobby"],
      { INKROOM_SERVER: "x" },
      "inkroom: --server: must be ws://host:port or wss://host:port",
    ],
    [
      ["lobby", "--wait", "soon"],
      {},
      "inkroom: --wait: must be a number of seconds",
    ],
    [
      ["lobby", "plans"],
      {},
      "inkroom: too many arguments. Expected 1 argument but got 2: lobby, plans; see --help",
    ],
    [
      ["lobby", "--name", "\u001b[2J"],
      {},
      "inkroom: --name: character U+001B at index 0 is not allowed in text",
    ],
  ];
for (const [args, env, message] of wrong) {
  Deno.test(`[T5] a wrong flag gets one clear line: ${JSON.stringify([args, env])}`, () => {
    assertEquals(
      readCommandLine(args, (name) => env[name]),
      {
        kind: "wrong",
        message,
      } satisfies CommandLine,
    );
  });
}

Deno.test("[T5] flags have environment variables; the flag wins", () => {
  const env: Record<string, string> = {
    INKROOM_SERVER: "ws://box:1",
    INKROOM_NAME: "env",
  };
  const command = readCommandLine(
    ["lobby", "--name", "flag"],
    (name) => env[name],
  );
  assert(command.kind === "run");
  assertEquals(command.config.server, "ws://box:1");
  assertEquals(command.config.name, "flag");
});

const refusedLines: [line: string, path: string][] = [
  ["null", ""],
  ["[]", ""],
  ["[[]]", "0"],
  ['{"id":"a"}', ""],
  ['{"op":"create","shape":{"id":"a","type":"circle","x":1e400}}', "shape.x"],
  ['{"op":"create","shape":{"id":"../a","type":"circle"}}', "shape.id"],
  ['{"__proto__":{"op":"delete"}}', "__proto__"],
  ["[".repeat(100_000), ""],
];
for (const [line, path] of refusedLines) {
  Deno.test(`[T4] a line that is no operation is refused, with the place: ${line.slice(0, 60)}`, () => {
    const parsed = opsOfLine(line);
    assertEquals(parsed.ok ? "accepted" : parsed.path, path);
  });
}

/** Runs a shell script in which `bot` is the program, and `draw 7` an input for it. */
function shell(server: string, script: string): Promise<Deno.CommandOutput> {
  const flags = "--no-prompt --allow-net --ignore-env --allow-env=INKROOM_*";
  const prelude = `
    bot() { "$DENO" run ${flags} "$BOT" "$@"; }
    draw() { for i in $@; do echo '{"id":"s'$i'","type":"circle"}'; done; }`;
  return new Deno.Command("sh", {
    args: ["-c", `${prelude}\n${script}`],
    env: {
      DENO: Deno.execPath(),
      BOT: fromFileUrl(import.meta.resolve("./bot.ts")),
      INKROOM_SERVER: server.replace("http:", "ws:"),
    },
    stdin: "null",
  }).output();
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("[T4, T5] the program tells by its exit code: 0 all accepted, 1 something refused, 2 a wrong flag", async () => {
  await withServer(async ({ server }) => {
    const [fine, refused, flag, help] = await Promise.all([
      shell(server.url, "draw 1 | bot lobby"),
      shell(server.url, "echo nonsense | bot lobby"),
      shell(server.url, "bot lobby --colour red"),
      shell(server.url, "bot --help"),
    ]);
    const codes = [fine, refused, flag, help].map(({ code }) => code);
    assertEquals(codes, [0, 1, 2, 0]);
    assertStringIncludes(textOf(fine.stdout), '"type":"ack"');
    assertEquals(textOf(refused.stderr), "line 1: this is not JSON\n");
    assertEquals(textOf(flag.stderr).trim().split("\n").length, 1);
    assertStringIncludes(textOf(help.stdout), "Examples:");
  });
});

Deno.test("[T4] when there is no server, the program says so before it ends, each time", async () => {
  const script = "for i in 1 2 3 4; do bot lobby --wait 0.1; done";
  const { code, stderr } = await shell("http://127.0.0.1:1", script);
  const lines = textOf(stderr).trim().split("\n");
  assertEquals([code, lines.length], [1, 4], textOf(stderr));
  for (const line of lines) assertStringIncludes(line, "giving up: no server");
});

Deno.test("[T4] when nobody reads any more, the input is delivered all the same, and nothing is complained of", async () => {
  await withServer(async ({ server, store }) => {
    const script = "draw 1 2 3 4 5 6 7 8 9 | bot lobby | head -n 1";
    const { stderr } = await shell(server.url, script);
    assertEquals(textOf(stderr), "");
    assertEquals((await store.readAfter("lobby", 0, 20)).length, 9);
  });
});

Deno.test("[T4] with --follow it goes on after the input ended, until nobody reads any more", async () => {
  await withServer(async ({ server }) => {
    // `exec` closes our end of the pipe: what happens after that, nobody reads.
    const reader = `
      read ack; read event
      draw 2 | bot lobby > /dev/null; head -n 1
      exec < /dev/null
      draw 3 | bot lobby > /dev/null`;
    const script = `draw 1 | bot lobby --follow | (${reader})`;
    const { stdout } = await shell(server.url, script);
    const event = JSON.parse(textOf(stdout));
    assertEquals([event.type, event.seq], ["event", 2]);
  });
});
