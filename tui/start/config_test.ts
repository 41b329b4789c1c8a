import { assert, assertEquals, assertMatch } from "@std/assert";
import { type DrawConfig, readCommandLine } from "./config.ts";

const read = (args: string[], env: Record<string, string> = {}) =>
  readCommandLine(args, { env: (name) => env[name], random: () => 0.5 });

const USUAL: DrawConfig = {
  room: "lobby",
  server: "ws://127.0.0.1:4650",
  name: "ana",
  color: "default",
  charset: "unicode",
  keys: null,
  screenReader: false,
};

for (
  const [what, args, env, changed] of [
    ["nothing", [], {}, {}],
    ["a room", ["plans"], {}, { room: "plans" }],
    ["a room by its number, as the first design had it", ["1"], {}, {
      room: "1",
    }],
    [
      "every flag",
      ["--server=wss://box", "--name", "ben", "--color", "#FF0000"]
        .concat("--charset", "ascii", "--keys", "vim", "--screen-reader"),
      {},
      {
        server: "wss://box",
        name: "ben",
        color: "#ff0000",
        charset: "ascii",
        keys: "vim",
        screenReader: true,
      },
    ],
    [
      "every variable",
      [],
      {
        INKROOM_ROOM: "plans",
        INKROOM_SERVER: "ws://box:1",
        INKROOM_NAME: "ben",
        INKROOM_COLOR: "red",
        INKROOM_CHARSET: "ascii",
        INKROOM_KEYS: "vim",
        INKROOM_SCREEN_READER: "1",
      },
      {
        room: "plans",
        server: "ws://box:1",
        name: "ben",
        color: "red",
        charset: "ascii",
        keys: "vim",
        screenReader: true,
      },
    ],
    ["a flag over its variable", ["--name", "ben"], { INKROOM_NAME: "eve" }, {
      name: "ben",
    }],
    ["a user name that may not be shown", [], { USER: "a\u001b[2J" }, {
      name: "guest-i000",
    }],
  ] as [string, string[], Record<string, string>, Partial<DrawConfig>][]
) {
  Deno.test(`[T3] draw is told ${what}`, () => {
    assertEquals(read(args, { USER: "ana", ...env }), {
      kind: "draw",
      config: { ...USUAL, ...changed },
    });
  });
}

for (
  const [args, message] of [
    [["--colr", "red"], /unknown option '--colr'/],
    [["--color", "reddish"], /--color: must be/],
    [["--name", ""], /--name: /],
    [["--name", "a\u202eb"], /--name: character U\+202E/],
    [["--server", "http://box"], /--server: must be ws:/],
    [["--charset", "latin"], /--charset: must be unicode or ascii/],
    [["--keys", "emacs"], /--keys: must be usual, vim, or a file/],
    [["Not A Room"], /room: a room id is/],
    [["one", "two"], /too many arguments/],
  ] as [string[], RegExp][]
) {
  Deno.test(`[T5] ${JSON.stringify(args)} gets one clear line`, () => {
    const answer = read(args);
    assert(answer.kind === "wrong");
    assertMatch(answer.message, message);
    assertMatch(answer.message, /^[^\n]+$/);
  });
}

Deno.test("[T5] --help shows every flag and examples", () => {
  const answer = read(["--help"]);
  assert(answer.kind === "tell");
  for (const flag of ["server", "name", "color", "charset", "keys"]) {
    assert(answer.text.includes(`--${flag}`));
  }
  assert(answer.text.includes("deno task draw plans --name ana"));
  for (const line of answer.text.split("\n")) assert(line.length <= 80, line);
});
