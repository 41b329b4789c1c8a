import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { FakeClock } from "../shared/client/testing/fake_clock.ts";
import { httpPast } from "../shared/client/past/http_past.ts";
import { runApp } from "./app.ts";
import { openScreen } from "./opening.ts";
import { Emulator } from "./screen/testing/emulator.ts";
import { FIRST_KEYS } from "./state/actions/first_keys.ts";
import { type KeyChanges, KEYMAPS } from "./state/input/key_changes.ts";
import { keymap } from "./state/input/keymap.ts";
import { FakeStreams } from "./terminal/testing/fake_streams.ts";
import { settle, SettlingClock } from "./terminal/testing/settling_clock.ts";
import { NO_ROOMS } from "./testing/hands.ts";
import { memoryFiles } from "./testing/memory_files.ts";
import { offlineClient } from "./testing/offline_client.ts";

/** A screen that shows its first frame; `enter` loads the room. */
async function open(columns: number, rows: number, changes: KeyChanges = {}) {
  const streams = new FakeStreams(columns, rows), clock = new SettlingClock();
  const emulator = new Emulator(columns, rows);
  emulator.onAnswer((answer) => streams.say(answer));
  let fed: Promise<void> = Promise.resolve();
  streams.onWrite = (text) => fed = emulator.feed(text);
  const opening = await openScreen({
    streams,
    depth: "256",
    clock,
    room: "lobby",
    keyOf: (action) => (changes[action] ?? FIRST_KEYS[action])?.[0],
  });
  const rest = async () => {
    for (let turn = 0; turn < 4; turn++) {
      await settle();
      await clock.pass(40);
      await fed;
    }
  };
  await rest();
  const client = offlineClient(new FakeClock());
  const server = "ws://127.0.0.1:9";
  let ended: Promise<unknown> = Promise.resolve();
  return {
    streams,
    emulator,
    rest,
    seen() {
      const grid = emulator.grid();
      return Array.from({ length: grid.rows }, (_, row) => grid.rowText(row));
    },
    async enter() {
      ended = runApp({
        opening,
        visit: {
          room: "lobby",
          client,
          past: httpPast({ server, roomId: "lobby", client }),
        },
        goTo: () => Promise.reject(new Error("stay here")),
        rooms: NO_ROOMS,
        files: memoryFiles(),
        openRoom: () => offlineClient(),
        server,
        keys: keymap(changes),
        charset: "unicode",
        clock,
        now: () => 0,
        random: () => 0.5,
      });
      await rest();
    },
    get ended() {
      return ended;
    },
    async close() {
      const closed = opening.terminal.close();
      await rest();
      await closed;
      void client.close();
    },
  };
}

for (
  const [columns, rows] of [[80, 24], [200, 50], [50, 12], [20, 6], [
    10,
    3,
  ]] as [
    number,
    number,
  ][]
) {
  for (const [keys, changes] of Object.entries(KEYMAPS)) {
    Deno.test(`[T40] the first frame stays as it is when the room comes: ${columns}x${rows}, ${keys} keys`, async () => {
      const app = await open(columns, rows, changes);
      const first = app.seen();
      assertNotEquals(first.join("").trim(), "");
      await app.enter();
      assertEquals(app.seen(), first);
      await app.close();
    });
  }
}

Deno.test("[T40] what is typed while the room is loaded is done when it is there", async () => {
  const app = await open(80, 24);
  app.streams.say("r");
  await app.rest();
  assertMatch(app.seen().at(-1)!, /SELECT/);
  await app.enter();
  assertMatch(app.seen().at(-1)!, /RECT/);
  app.streams.say("\x1bqq");
  await app.rest();
  assertEquals(await app.ended, "left");
  await app.close();
});

Deno.test("[T40, T38] a terminal that is resized while the room is loaded gets a frame of its size", async () => {
  const app = await open(80, 24);
  app.emulator.resize(40, 10);
  app.streams.resize(40, 10);
  await app.rest();
  const first = app.seen();
  assertMatch(first.at(-1)!, /^ SELECT .*keys/);
  await app.enter();
  assertEquals(app.seen(), first);
  await app.close();
});
