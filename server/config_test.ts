import { assert, assertEquals, assertThrows } from "@std/assert";
import { DEFAULT_LIMITS } from "../shared/schema/limits.ts";
import { HelpRequest, parseConfig, UsageError } from "./config.ts";

Deno.test("[T2] without flags: loopback, port 4650, inkroom.db, fully synchronous, the usual limits", () => {
  assertEquals(parseConfig([], {}), {
    host: "127.0.0.1",
    port: 4650,
    db: "inkroom.db",
    synchronous: "full",
    retainEvents: null,
    allowedOrigins: [],
    limits: DEFAULT_LIMITS,
  });
});

Deno.test("[T5] a flag goes before its variable, a variable before what is usual", () => {
  const env = {
    INKROOM_PORT: "1",
    INKROOM_DB: "env.db",
    INKROOM_TX_PER_SECOND: "7",
    INKROOM_ALLOW_ORIGIN: "https://a.test,https://b.test",
    INKROOM_SYNCHRONOUS: "",
    OTHER: "x",
  };
  const config = parseConfig(["--port", "2"], env);
  assertEquals([config.port, config.db, config.limits.txPerSecond], [
    2,
    "env.db",
    7,
  ]);
  assertEquals(config.allowedOrigins, ["https://a.test", "https://b.test"]);
  assertEquals(config.synchronous, "full");
});

Deno.test("[E22] the log is kept whole unless it is said how much of it to retain", () => {
  assertEquals(parseConfig(["--retain-events", "500"], {}).retainEvents, 500);
  const env = { INKROOM_RETAIN_EVENTS: "9" };
  assertEquals(parseConfig([], env).retainEvents, 9);
});

Deno.test("[limits] every limit has a flag; --unlimited lifts those on speed and numbers, and a flag goes before it", () => {
  for (const name of Object.keys(DEFAULT_LIMITS)) {
    const flag = name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
    const { limits } = parseConfig([`--${flag}`, "3"], {});
    assertEquals(limits, { ...DEFAULT_LIMITS, [name]: 3 });
  }
  const { limits } = parseConfig(["--unlimited", "--sockets", "9"], {});
  assert(limits.txPerSecond >= 1e9);
  assertEquals([limits.sockets, limits.frameBytes], [9, 65_536]);
});

const WRONG: [args: string[], env: Record<string, string>, words: string][] = [
  [["--prot", "1"], {}, "--prot"],
  [["extra"], {}, "argument"],
  [["--port"], {}, "--port"],
  [["--port", "x"], {}, "--port must be a number from 0 to 65535, not x"],
  [["--port", "65536"], {}, "65536"],
  [[], { INKROOM_PORT: "-1" }, "not -1"],
  [["--retain-events", "0"], {}, "a whole number above 0, not 0"],
  [["--retain-events", "some"], {}, "leave it out to keep all"],
  [["--synchronous", "off"], {}, "full or normal, not off"],
  [["--tx-per-second", "0"], {}, "--tx-per-second must be a positive number"],
  [["--ops-per-tx", "1.5"], {}, "--ops-per-tx"],
  [["--allow-origin", "example.org"], {}, "not example.org"],
  [["--host", "0.0.0.0"], {}, "--insecure"],
  [["--host", "::"], {}, "--insecure"],
  [[], { INKROOM_HOST: "10.0.0.1", INKROOM_INSECURE: "0" }, "--insecure"],
];

for (const [args, env, words] of WRONG) {
  Deno.test(`[T5] ${JSON.stringify(args)} ${JSON.stringify(env)}: one clear line, exit code 2`, () => {
    const error = assertThrows(() => parseConfig(args, env), UsageError, words);
    assertEquals([error.exitCode, error.message.includes("\n")], [2, false]);
  });
}

Deno.test("[L1] elsewhere than on loopback only with --insecure", () => {
  for (const host of ["127.0.0.2", "localhost", "::1"]) {
    assertEquals(parseConfig(["--host", host], {}).host, host);
  }
  assertEquals(
    parseConfig(["--host", "0.0.0.0", "--insecure"], {}).host,
    "0.0.0.0",
  );
  assertEquals(
    parseConfig([], { INKROOM_HOST: "0.0.0.0", INKROOM_INSECURE: "1" }).host,
    "0.0.0.0",
  );
});

Deno.test("[T5] --help tells every flag on a line, with examples", () => {
  const help = assertThrows(() => parseConfig(["--help"], {}), HelpRequest);
  for (
    const words of ["--port <number>", "--tx-burst", "Examples:", "INKROOM_"]
  ) {
    assert(help.message.includes(words), words);
  }
  for (const line of help.message.split("\n")) assert(line.length <= 100, line);
});
