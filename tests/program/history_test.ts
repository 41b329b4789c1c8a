// First: loaded after the server, the emulator's package never ends to load under Deno.
import { Emulator } from "../../tui/screen/testing/emulator.ts";
import { assertEquals, assertMatch } from "@std/assert";
import { deadline } from "@std/async";
import { httpPast } from "../../shared/client/past/http_past.ts";
import { RoomClient } from "../../shared/client/room_client.ts";
import type { Op } from "../../shared/schema/op.ts";
import { withServer } from "../../server/scenarios/testing/test_server.ts";
import { runApp } from "../../tui/app.ts";
import { openScreen } from "../../tui/opening.ts";
import { keymap } from "../../tui/state/input/keymap.ts";
import { systemClock } from "../../shared/client/clock.ts";
import { NO_ROOMS } from "../../tui/testing/hands.ts";
import { memoryFiles } from "../../tui/testing/memory_files.ts";
import { FakeStreams } from "../../tui/terminal/testing/fake_streams.ts";

/** A screen that does not change for so long will not change any more, in milliseconds. */
const PATIENCE = 10_000;

/** The whole client on an emulated terminal, in a room of a real server. */
async function open(server: string, roomId: string) {
  const streams = new FakeStreams(80, 24);
  const emulator = new Emulator(80, 24);
  emulator.onAnswer((answer) => streams.say(answer));
  let painted = Promise.withResolvers<void>();
  streams.onWrite = async (text) => {
    await emulator.feed(text);
    painted.resolve();
    painted = Promise.withResolvers();
  };
  const join = (roomId: string) =>
    new RoomClient({ server, roomId, name: "ana" });
  const client = join(roomId);
  const keys = keymap();
  const opening = await openScreen({
    streams,
    depth: "256",
    clock: systemClock,
    room: roomId,
    keyOf: (action) => keys.keysOf.get(action)?.[0],
  });
  const ended = runApp({
    opening,
    visit: {
      room: roomId,
      client,
      past: httpPast({ server, roomId, client }),
    },
    goTo: () => Promise.reject(new Error("stay here")),
    rooms: NO_ROOMS,
    files: memoryFiles(),
    openRoom: join,
    server,
    keys,
    charset: "unicode",
    clock: systemClock,
    now: Date.now,
    random: Math.random,
  });
  const rows = () => {
    const grid = emulator.grid();
    return Array.from({ length: 24 }, (_, row) => grid.rowText(row).trimEnd());
  };
  return {
    /** Says something, and waits until the screen shows a text. */
    async say(keys: string, shows: RegExp): Promise<string[]> {
      streams.say(keys);
      while (!shows.test(rows().join("\n"))) {
        await deadline(painted.promise, PATIENCE);
      }
      return rows();
    },
    async close() {
      streams.say("\x1bq");
      assertEquals(await ended, "left");
      await opening.terminal.close();
      await client.close();
    },
  };
}

Deno.test("[T15] [P9] [P26] back in time in a room of 2,500 events, on a terminal, with a real server", async () => {
  await withServer(async ({ server }) => {
    const url = server.url.replace("http", "ws");
    const ben = new RoomClient({ server: url, roomId: "plans", name: "ben" });
    await ben.synced();
    const box: Op = {
      op: "create",
      shape: { id: "a", type: "rectangle", x: 8, y: 16, text: "gateway" },
    };
    void ben.submit([box]);
    for (let n = 0; n < 2_497; n++) {
      void ben.submit([{ op: "move", ids: ["a"], dx: n % 2 ? -8 : 8, dy: 0 }]);
    }
    void ben.submit([{ op: "set", id: "a", props: { text: "edge" } }]);
    void ben.submit([{ op: "delete", ids: ["a"] }]);
    await ben.idle();

    const app = await open(url, "plans");
    await app.say("", /synced/);
    const last = await app.say(
      "T",
      /event 2500 of 2500 .*deleted rectangle 'edge'/,
    );
    assertMatch(last.join("\n"), /xxxxx/);
    const edge = await app.say("\x1b[D", /event 2499 of 2500 .* ben .*text of/);
    assertMatch(edge.join("\n"), /│ +edge +│/);
    await app.say("\x1b[H", /the beginning/);
    const first = await app.say("\x1b[C", /event 1 of .*drew rectangle/);
    assertMatch(first.join("\n"), /│ +gateway +│/);
    await app.say("1200\r", /event 1200 of 2500 .*moved rectangle 'gateway'/);
    await app.say("\x1b[6~", /event 1325 of 2500/);

    // What was deleted comes back as it was.
    await app.say("\tR", /Rectangle 'gateway': back/);
    await app.say("c", /room plans-at-1325/);
    await app.say("\r", /deno task draw plans-at-1325/);
    const copy = await (await fetch(`${server.url}/rooms/plans-at-1325.json`))
      .json();
    assertEquals(copy.shapes.map(({ id }: { id: string }) => id), ["a"]);
    const now = await app.say("T", /synced/);
    assertMatch(now.join("\n"), /│ +gateway +│/);
    const blame = await app.say("\tB", /ana .*event 250\d/);
    assertMatch(blame.join("\n"), /rectangle 'gateway' {2}drawn by ben/);
    await app.close();
    await ben.close();
  }, { flags: ["--unlimited"] });
});
