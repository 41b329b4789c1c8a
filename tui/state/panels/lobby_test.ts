import { assert, assertEquals, assertMatch } from "@std/assert";
import { FakeClock } from "../../../shared/client/testing/fake_clock.ts";
import { chromeFrame } from "../../testing/chrome_frame.tsx";
import { Hands, NO_ROOMS } from "../../testing/hands.ts";
import type { RoomsSource } from "../../session/rooms_over_http.ts";
import { offlineClient } from "../../testing/offline_client.ts";
import { lobbyLines, type RoomFacts } from "../rooms/lobby.ts";

const START = new FakeClock().now();

const facts = (roomId: string, changedAt: number, members = 0): RoomFacts => ({
  roomId,
  changedAt: START + changedAt,
  members,
  shapes: null,
});

/** A screen whose server has these rooms; what is asked of it is noted. */
function lobby(
  rooms: Partial<RoomsSource> = {},
  columns = 80,
): Hands & { calls: string[] } {
  const calls: string[] = [];
  const pages = [
    { rooms: [facts("attic", 1_000), facts("lobby", 9_000, 1)], next: "lobby" },
    { rooms: [facts("plans", 5_000, 3)], next: null },
  ];
  const hands = new Hands({
    columns,
    rows: 24,
    room: (clock) => ({
      client: offlineClient(clock),
      past: null!,
      openRoom: null!,
      rooms: {
        list(after) {
          calls.push(`list ${after}`);
          return Promise.resolve(pages[after === null ? 0 : 1]!);
        },
        picture(roomId, columns, rows) {
          calls.push(`picture ${roomId} ${columns}x${rows}`);
          return Promise.resolve([`<${roomId}>`, "\x1b[31mred\u202e"]);
        },
        ...rooms,
      },
    }),
  });
  return Object.assign(hands, { calls });
}

/** What the list says. */
function lines(hands: Hands): string[] {
  const { panel } = hands.model;
  assert(panel?.kind === "lobby");
  return lobbyLines(hands.model, panel).map((line) =>
    line.kind === "room"
      ? line.facts.roomId
      : line.kind === "new"
      ? `+${line.roomId}`
      : line.why
  );
}

Deno.test("[T13] O lists the rooms of the server, all pages: the one changed last first, our own last", async () => {
  const hands = lobby();
  await hands.do("O").rest();
  assertEquals(hands.calls.slice(0, 3), [
    "list null",
    "picture attic 38x19",
    "list lobby",
  ]);
  assertEquals(lines(hands), ["plans", "attic", "lobby"]);
});

Deno.test("[T13] a room is seen small beside the list, without what a terminal would obey", async () => {
  const hands = lobby();
  hands.clock.advance(5 * 60_000 + 5_000);
  await hands.do("O").rest();
  const frame = chromeFrame(hands.model);
  assertEquals(frame.slice(1, 3), [
    " Rooms  3 on ws://127.0.0.1:4650",
    " room",
  ]);
  assertMatch(frame[3]!, /^ plans +3 here {5}\d min ago {2}<plans>$/);
  assertMatch(frame[4]!, /^ attic +\d min ago {2}\[31mred$/);
  assertMatch(frame[5]!, /^ lobby +1 here {2}you are here$/);
  assert(
    !frame.join("").includes("\x1b") && !frame.join("").includes("\u202e"),
  );
});

Deno.test("[T13] [P21] of a room that nobody is in, the list tells how much is in it", async () => {
  const counts: [string, number | null][] = [
    ["a", null],
    ["b", 0],
    ["c", 1],
    ["d", 12_345],
  ];
  const hands = lobby({
    list: () =>
      Promise.resolve({
        rooms: counts.map(([roomId, shapes]) => ({
          ...facts(roomId, 0),
          shapes,
        })),
        next: null,
      }),
  });
  await hands.do("O").rest();
  const told = chromeFrame(hands.model).slice(3, 7).map((line) =>
    line.replace(/just now.*/, "").trim().replace(/ +/, ": ")
  );
  assertEquals(told, ["a", "b: empty", "c: 1 shape", "d: 12345 shapes"]);
});

Deno.test("[T13] typing filters, Enter joins", async () => {
  const hands = lobby();
  await hands.do("O", "type:tic").rest();
  assertEquals(lines(hands), ["attic", "+tic"]);
  assertEquals(hands.do("enter").asked, ["join attic"]);
  assertEquals(hands.model.panel, null);
});

Deno.test("[T13] a new name makes a room; one that can't be says why", async () => {
  const hands = lobby();
  await hands.do("O", "type:Cellar").rest();
  assertEquals(lines(hands), ["+cellar"]);
  assertEquals(hands.do("enter").asked, ["join cellar"]);
  await hands.do("O", "type:no room").rest();
  assertMatch(lines(hands)[0]!, /a room id is/);
  hands.do("enter");
  assertMatch(hands.model.notices.at(-1)!.text, /^Cannot join: a room id is/);
  assertEquals(hands.asked, ["join cellar"]);
});

Deno.test("[T13] pictures are asked for one at a time, for the room at hand, and once", async () => {
  const waiting: (() => void)[] = [];
  const calls: string[] = [];
  const hands = lobby({
    picture(roomId) {
      calls.push(roomId);
      return new Promise((settle) => waiting.push(() => settle([roomId])));
    },
  });
  await hands.do("O").rest();
  hands.do("down", "down", "up");
  assertEquals(calls, ["attic"]);
  waiting.shift()!();
  await hands.rest();
  // The room at hand is that one: it has its picture.
  assertEquals(calls, ["attic"]);
  hands.do("up");
  assertEquals(calls, ["attic", "plans"]);
});

Deno.test("[T13] a server that does not answer is told; a room can be joined by its name all the same", async () => {
  let fails = true;
  const hands = lobby({
    list: () =>
      fails
        ? Promise.reject(new Error("the server does not answer"))
        : NO_ROOMS.list(null),
  });
  await hands.do("O", "type:plans").rest();
  assertMatch(
    chromeFrame(hands.model)[1]!,
    /^ Rooms {2}no list: the server does not answer\. Ctrl\+R asks again/,
  );
  assertEquals(lines(hands), ["+plans"]);
  fails = false;
  await hands.do("ctrl+r").rest();
  assertMatch(chromeFrame(hands.model)[1]!, /^ Rooms {2}0 on/);
  assertEquals(hands.do("enter").asked, ["join plans"]);
});

Deno.test("[T13] our own room is not joined again; :join takes a name", async () => {
  const hands = lobby();
  await hands.do("O", "type:lobby", "enter").rest();
  assertEquals(hands.model.notices.at(-1)?.text, "You are in lobby already.");
  hands.do(":", "type:join plans", "enter");
  assertEquals(hands.asked, ["join plans"]);
});

Deno.test("[T13] a narrow screen has the list alone; Esc closes", async () => {
  const hands = lobby({}, 50);
  await hands.do("O").rest();
  assertEquals(hands.calls, ["list null", "list lobby"]);
  assertEquals(hands.do("escape").model.panel, null);
});

Deno.test("[T20] a click on a room joins it", async () => {
  const hands = lobby();
  await hands.do("O").rest();
  assertEquals(hands.hear({ type: "pick", line: 1 }).asked, ["join attic"]);
});
