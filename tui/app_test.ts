import { assert, assertEquals, assertMatch } from "@std/assert";
import { FakeClock as ClientClock } from "../shared/client/testing/fake_clock.ts";
import { httpPast } from "../shared/client/past/http_past.ts";
import type { Op } from "../shared/schema/op.ts";
import { runApp } from "./app.ts";
import { openScreen } from "./opening.ts";
import { Emulator } from "./screen/testing/emulator.ts";
import { keymap } from "./state/input/keymap.ts";
import { settle, SettlingClock } from "./terminal/testing/settling_clock.ts";
import { FakeStreams } from "./terminal/testing/fake_streams.ts";
import type { Terminal } from "./terminal/terminal.ts";
import { NO_ROOMS } from "./testing/hands.ts";
import { memoryFiles } from "./testing/memory_files.ts";
import type { RoomClient } from "../shared/client/room_client.ts";
import type { Visit } from "./session/visits.ts";
import { offlineClient } from "./testing/offline_client.ts";

const visitOf = (room: string, client: RoomClient): Visit => ({
  room,
  client,
  past: httpPast({ server: "ws://127.0.0.1:9", roomId: room, client }),
});

/** The whole client on a terminal emulator; `others` are the clients of other rooms. */
async function start(
  columns = 40,
  rows = 12,
  others: (room: string) => RoomClient = () => offlineClient(),
) {
  const streams = new FakeStreams(columns, rows), clock = new SettlingClock();
  const emulator = new Emulator(columns, rows);
  emulator.onAnswer((answer) => streams.say(answer));
  let fed: Promise<void> = Promise.resolve();
  streams.onWrite = (text) => fed = emulator.feed(text);
  const clientClock = new ClientClock();
  const client = offlineClient(clientClock);
  let terminal: Terminal | null = null, seed = 1;
  const keys = keymap();
  const opening = await openScreen({
    streams,
    depth: "256",
    clock,
    room: "lobby",
    keyOf: (action) => keys.keysOf.get(action)?.[0],
    onTerminal: (opened) => terminal = opened,
  });
  const ended = runApp({
    opening,
    visit: visitOf("lobby", client),
    goTo: (room) => Promise.resolve(visitOf(room, others(room))),
    rooms: NO_ROOMS,
    files: memoryFiles(),
    openRoom: () => offlineClient(clientClock),
    server: "ws://127.0.0.1:4650",
    keys,
    charset: "unicode",
    clock,
    now: () => clientClock.now(),
    random: () => (seed = seed * 16_807 % 0x7fff_ffff) / 0x7fff_ffff,
  });
  const rest = async () => {
    for (let turn = 0; turn < 4; turn++) {
      await settle();
      await clock.pass(40);
      await fed;
    }
  };
  await rest();
  return {
    streams,
    emulator,
    client,
    ended,
    rest,
    /** What is written from here on until `rest`, and how many frames that is. */
    async during(say: string) {
      const from = streams.output.length;
      streams.say(say);
      await rest();
      const text = streams.output.slice(from);
      return { text, frames: text.split("\x1b[5n").length - 1 };
    },
    seen() {
      const grid = emulator.grid();
      return Array.from(
        { length: grid.rows },
        (_, row) => grid.rowText(row).trimEnd(),
      );
    },
    async close() {
      const closed = terminal?.close();
      await rest();
      await closed;
      // Its line never opened, so nobody says that it is closed.
      void client.close();
    },
  };
}

const mouse = (code: number, column: number, row: number, up = false) =>
  `\x1b[<${code};${column + 1};${row + 1}${up ? "m" : "M"}`;

Deno.test("[T20] keys and mouse draw on a real terminal's screen", async () => {
  const app = await start();
  await app.during(
    "r" + mouse(0, 2, 2) + mouse(32, 9, 4) + mouse(0, 9, 4, true),
  );
  await app.during("api\r");
  await app.during("\x1b");
  const seen = app.seen();
  assertEquals(seen.slice(2, 5), [
    "  ╭──────╮",
    "  │ api  │",
    "  ╰──────╯",
  ]);
  assertMatch(seen.at(-1)!, /SELECT/);
  await app.during("qq");
  assertEquals(await app.ended, "left");
  await app.close();
});

Deno.test("[T20] the mouse alone takes a tool and draws", async () => {
  const app = await start();
  const tool = app.seen()[0]!.indexOf("r c");
  await app.during(mouse(0, tool, 0) + mouse(0, tool, 0, true));
  assertMatch(app.seen().at(-1)!, /RECT/);
  await app.during(mouse(0, 2, 2) + mouse(32, 9, 4) + mouse(0, 9, 4, true));
  assertEquals(app.seen()[2], "  ╭──────╮");
  await app.close();
});

Deno.test("[T35] one cell of a drawing changes at 200×50: at most 64 bytes in all", async () => {
  const app = await start(200, 50);
  const text = { id: "t", type: "text", x: 1_204, y: 408, text: "x" };
  void app.client.submit([{ op: "create", shape: text } as Op]);
  await app.rest();
  const from = app.streams.output.length;
  void app.client.submit([{ op: "set", id: "t", props: { text: "o" } }]);
  await app.rest();
  const bytes = new TextEncoder().encode(app.streams.output.slice(from));
  assert(bytes.length > 0 && bytes.length <= 64, `${bytes.length} bytes`);
  await app.close();
});

Deno.test("[T18, L12] I shows the command that joins, and sends it to the clipboard", async () => {
  const app = await start(80, 24);
  const { text } = await app.during("I");
  const command = "deno task draw lobby --server ws://127.0.0.1:4650";
  assert(app.seen().some((line) => line.trim() === command), command);
  assert(text.includes(`\x1b]52;c;${btoa(command)}\x07`));
  await app.close();
});

const CLIPBOARD = "\x1b]52";

Deno.test("[T22, L12] y writes the selection as text to the terminal, once; P, D and undo write nothing", async () => {
  const app = await start(80, 24);
  await app.during("r  gr\u00fc\u00df\x1b");
  await app.rest();
  const { text } = await app.during("y");
  const picture = "╭──────────╮\n│   grüß   │\n╰──────────╯\n";
  const bytes = new TextEncoder().encode(picture);
  const coded = btoa(String.fromCharCode(...bytes));
  assert(text.includes(`${CLIPBOARD};c;${coded}\x07`));
  assertEquals(text.split(CLIPBOARD).length, 2);
  for (const key of ["P", "D", "u"]) {
    assert(!(await app.during(key)).text.includes(CLIPBOARD), key);
  }
  await app.close();
});

Deno.test("[L12] whatever others draw, also if it was stored unclean, nothing goes to the clipboard", async () => {
  const app = await start(80, 24);
  const evil = "\x1b]52;c;ZXZpbA==\x07\x9d52;c;ZXZpbA==\x9c";
  const draw = (shape: object) =>
    void app.client.submit([{ op: "create", shape } as Op]);
  draw({ id: "t", type: "text", x: 80, y: 80, text: evil });
  draw({ id: "r", type: "rectangle", x: 80, y: 160, width: 400, text: evil });
  await app.rest();
  assert(app.seen().join("\n").includes("]52;c;"));
  assert(!app.streams.output.includes(CLIPBOARD));
  assert(!app.streams.output.includes("\x9d"));
  await app.close();
});

Deno.test("[T37] 200 mouse reports in one read: the last cell, no stray text, one paint", async () => {
  const app = await start(120, 30);
  await app.during("r");
  let reports = mouse(0, 1, 1);
  for (let n = 0; n < 198; n++) {
    reports += mouse(32, 1 + n % 100, 1 + n % 20);
  }
  const { frames } = await app.during(reports + mouse(32, 90, 20));
  assertEquals(frames, 1);
  const seen = app.seen();
  assertEquals(seen[1]!.length, 91);
  assertEquals(seen[20]!.length, 91);
  assertEquals(seen[21], "");
  await app.close();
});

Deno.test("[T37] eight keys in one read are eight keys and one paint", async () => {
  const app = await start();
  const { frames } = await app.during("l \x1b[C\x1b[C\x1b[C\x1b[C\x1b[C ");
  assertEquals(frames, 1);
  const drawn = app.seen().filter((line) => line.includes("──────"));
  assertEquals(drawn.length, 1);
  await app.close();
});

Deno.test("[T34] where nothing happens nothing is written", async () => {
  const app = await start();
  await app.during("Q");
  // The line that tells of Q goes after a while, and then there is silence.
  for (let n = 0; n < 5; n++) await app.rest();
  const { text } = await app.during("");
  assertEquals(text, "");
  await app.close();
});

Deno.test("[T38] after a resize every row is where it belongs", async () => {
  const app = await start(80, 24);
  await app.during("r\x1b[A ");
  app.emulator.resize(40, 10);
  app.streams.resize(40, 10);
  await app.rest();
  const seen = app.seen();
  assertEquals(seen.length, 10);
  assertMatch(seen[0]!, /^ lobby/);
  assertMatch(seen[8]!, /arrows to the other corner/);
  assertMatch(seen[9]!, /^ RECT/);
  await app.close();
});

Deno.test("[T38] a storm of sizes, impossible ones among them, ends in the right picture", async () => {
  const app = await start(80, 24);
  await app.during("r" + mouse(0, 2, 2) + mouse(0, 12, 5, true));
  const sizes = [[0, 0], [1, 1], [65_535, 65_535], [20, 6], [7, 300], [0, 10]];
  for (const [columns, rows] of [...sizes, ...sizes.toReversed()]) {
    // As a terminal would be that says so: absurd sizes are taken for what can be painted.
    app.emulator.resize(
      Math.min(columns! || 80, 1_000),
      Math.min(rows! || 24, 500),
    );
    app.streams.resize(columns!, rows!);
    app.streams.say("\x1b[C\x1b[D");
  }
  app.emulator.resize(60, 20);
  app.streams.resize(60, 20);
  await app.rest();
  const seen = app.seen();
  assertMatch(seen[0]!, /^ lobby/);
  assertMatch(seen[19]!, /^ \S/);
  assertEquals(seen.filter((line) => line.includes("╭")).length, 1);
  // Painted anew, every cell is what it was.
  await app.during("\x0c");
  assertEquals(app.seen(), seen);
  await app.close();
});

Deno.test("[T37] answers that nobody asked for change nothing, and are no keys", async () => {
  const app = await start();
  const before = app.seen(), { shapes } = app.client.document;
  const { text } = await app.during(
    "\x1b[0n\x1b[?62;22c\x1b[?2026;2$y\x1bP>|r\x1b\\\x1b]11;rgb:q/q/q\x07"
      .repeat(50),
  );
  assertEquals([text, app.client.document.shapes], ["", shapes]);
  assertEquals(app.seen(), before);
  await app.close();
});

Deno.test("[T32] a hang-up ends it", async () => {
  const app = await start();
  app.streams.hangUp();
  assertEquals(await app.ended, "hung up");
  await app.close();
});

Deno.test("[T22] a bracketed paste is a text, never keys", async () => {
  const app = await start();
  // A paste that begins once more inside is still one text.
  await app.during("\x1b[200~qqq\nx\x1b[200~q\x1b[201~");
  assert(app.seen().some((line) => line.includes("qqq")));
  assertEquals(app.client.document.shapes.size, 1);
  await app.close();
});

Deno.test("[T13] another room is joined without leaving the terminal; style and clipboard come along", async () => {
  const plans = offlineClient();
  void plans.submit([{
    op: "create",
    shape: { id: "p", type: "text", x: 16, y: 32, text: "the plans" },
  }]);
  const asked: string[] = [];
  const app = await start(60, 14, (room) => {
    asked.push(room);
    return plans;
  });
  await app.during("sh:join plans\r");
  assertEquals(asked, ["plans"]);
  const seen = app.seen();
  assertMatch(seen[0]!, /^ plans /);
  assert(seen.some((line) => line.includes("the plans")), seen.join("\n"));
  assertMatch(seen.at(-2)!, /You are in plans\./);
  assertMatch(seen.at(-1)!, /SELECT +heavy/);
  // The old room no longer hears the keys, and the new one does.
  await app.during(
    "r" + mouse(0, 30, 5) + mouse(32, 40, 8) + mouse(0, 40, 8, true),
  );
  await app.during("\x1b");
  assertEquals([app.client.document.shapes.size, plans.document.shapes.size], [
    0,
    2,
  ]);
  await app.close();
  void plans.close();
});

Deno.test("[T13] whoever leaves a room hears no more of it", async () => {
  const plans = offlineClient();
  let listeners = 0;
  const on = plans.on.bind(plans);
  plans.on = (event, handler) => {
    const off = on(event, handler);
    listeners++;
    return () => {
      listeners--;
      off();
    };
  };
  const app = await start(
    60,
    14,
    (room) => room === "plans" ? plans : offlineClient(),
  );
  await app.during(":join plans\r");
  assert(listeners > 0);
  await app.during(":join attic\r");
  assertMatch(app.seen()[0]!, /^ attic /);
  assertEquals(listeners, 0);
  await app.close();
  void plans.close();
});
