import { assert, assertEquals, assertMatch } from "@std/assert";
import type { MemberPresence } from "../../../shared/schema/presence.ts";
import { chromeFrame } from "../../testing/chrome_frame.tsx";
import { Hands } from "../../testing/hands.ts";
import { PastRoom } from "../../testing/past_room.ts";
import { presenceOf } from "./presence.ts";

const member = (memberId: string, name: string) => ({
  memberId,
  userId: `u_${name}`,
  name,
  color: "default" as const,
});

const ANA = member("m_1", "ana"), BEN = member("m_2", "ben");
const CLEO = member("m_3", "cleo"), BOT = member("m_4", "clock");

function looking(
  memberId: string,
  presence: Partial<MemberPresence> = {},
): [string, MemberPresence] {
  return [memberId, {
    memberId,
    userId: "u",
    cursor: { x: 4, y: 8 },
    tool: "rectangle",
    selection: [],
    preview: null,
    viewport: { x: 0, y: 0, width: 320, height: 192 },
    zoom: 100,
    ...presence,
  }];
}

/** Ana at a canvas of 40 × 12, with others; the clock is a script. */
function room(...others: (typeof ANA)[]): Hands {
  const hands = new Hands()
    .hear({ type: "members", memberId: "m_1", members: [ANA, ...others] });
  return see(
    hands,
    ...others.filter((other) => other !== BOT)
      .map(({ memberId }) => looking(memberId)),
  );
}

function see(hands: Hands, ...all: [string, MemberPresence][]): Hands {
  return hands.hear({ type: "presences", presences: new Map(all) });
}

/** Ben sees the part of the world from this cell on, in 40 × 12 cells. */
const at = (column: number, row: number) => ({
  viewport: { x: 8 * column, y: 16 * row, width: 320, height: 192 },
  cursor: { x: 8 * column + 4, y: 16 * row + 8 },
});

const told = (hands: Hands) => hands.model.notices.at(-1)?.text;

Deno.test("[T11] f follows the only other: the view goes with theirs, and says so", () => {
  const hands = see(room(BEN), looking("m_2", at(100, 50))).do("f");
  assertEquals(hands.model.view, { column: 100, row: 50, zoom: 100 });
  assertEquals(told(hands), "You follow ben until you move yourself.");
  const status = chromeFrame({
    ...hands.model,
    screen: { columns: 80, rows: 14 },
  }).at(-1)!;
  assert(status.includes("following ben"), status);
  see(hands, looking("m_2", at(-7, 3)));
  assertEquals(hands.model.view, { column: -7, row: 3, zoom: 100 });
});

Deno.test("[T11] following goes to their zoom, too", () => {
  const hands = room(BEN).do("f");
  see(
    hands,
    looking("m_2", {
      viewport: { x: 640, y: 320, width: 640, height: 384 },
      zoom: 50,
    }),
  );
  assertEquals(hands.model.view, { column: 40, row: 10, zoom: 50 });
});

Deno.test("[T11] who sees less stands in the middle of our screen", () => {
  const hands = room(BEN).do("f");
  see(
    hands,
    looking("m_2", { viewport: { x: 800, y: 800, width: 160, height: 96 } }),
  );
  assertEquals(hands.model.view, { column: 90, row: 47, zoom: 100 });
});

Deno.test("[T11] of who sees more, we see where their cursor is, and move no more than that takes", () => {
  const wide = { x: 0, y: 0, width: 1600, height: 192 };
  const hands = room(BEN).do("f");
  const columnFor = (x: number) =>
    see(hands, looking("m_2", { viewport: wide, cursor: { x, y: 8 } }))
      .model.view.column;
  assertEquals(columnFor(4), 0);
  assertEquals(columnFor(39 * 8), 0);
  assertEquals(columnFor(41 * 8), 21);
  assertEquals(columnFor(60 * 8), 21);
  assertEquals(columnFor(199 * 8), 160);
});

Deno.test("[T11] our cursor comes along at the rim, so that others see where we look", () => {
  const hands = see(room(BEN), looking("m_2", at(100, 50))).do("f");
  assertEquals(hands.model.cursor, { column: 100, row: 50 });
});

for (
  const [what, ...keys] of [
    ["moving the cursor", "right"],
    ["the wheel", "wheel-down@3,3"],
    ["zooming", "+"],
    ["a press", "press@3,3"],
    ["a tool", "r"],
    ["another f", "f"],
  ] as const
) {
  Deno.test(`[T11] ${what} ends following, and that is told once`, () => {
    const hands = room(BEN).do("f", ...keys);
    assertEquals(hands.model.following, null);
    assertEquals(told(hands), "You no longer follow ben.");
    const { view } = hands.model;
    see(hands, looking("m_2", at(300, 90)));
    assertEquals(hands.model.view, view);
  });
}

for (
  const [what, ...keys] of [
    ["reading the help", "?", "down", "escape"],
    ["the list of members", "m", "escape"],
    ["chatting", "i", "type:see it", "enter", "escape"],
  ] as const
) {
  Deno.test(`[T11] ${what} does not end following`, () => {
    const hands = see(room(BEN), looking("m_2", at(100, 50)))
      .do("f", ...keys);
    assertEquals(hands.model.following?.memberId, "m_2");
    assertEquals(hands.model.view, { column: 100, row: 50, zoom: 100 });
  });
}

Deno.test("[T11] with the chat beside it, the canvas shows the middle of what they see", () => {
  const hands = see(room(BEN), looking("m_2", at(100, 50))).do("f", "i");
  const { cursor } = looking("m_2", at(100, 50))[1];
  const { view } = hands.model;
  assertEquals(view.column, 100);
  assert(view.row <= cursor!.y / 16 && cursor!.y / 16 < view.row + 6);
});

Deno.test("[T11] opening and closing the chat moves the view, and does not end following", () => {
  const hands = room(BEN).hear({ type: "resize", columns: 120, rows: 14 });
  see(hands.do("f"), looking("m_2", at(100, 50)));
  assertEquals(hands.model.view.column, 60);
  // Our own cursor is at the right rim now, where the chat will be.
  see(hands, looking("m_2", at(-300, 50)));
  assertEquals(hands.model.view.column, -340);
  assertEquals(hands.do("i").model.view.column, -317);
  assertEquals(hands.do("escape").model.view.column, -340);
  assertEquals(hands.model.following?.memberId, "m_2");
});

Deno.test("[T11, T15] who goes into the past follows nobody", async () => {
  const { hands } = await PastRoom.after([{
    op: "create",
    shape: { id: "a", type: "rectangle" },
  }]);
  hands.hear({ type: "members", memberId: "m_1", members: [ANA, BEN] });
  see(hands, looking("m_2")).do("f");
  assertEquals(hands.model.following?.memberId, "m_2");
  hands.do("T");
  assert(hands.model.past !== null);
  assertEquals(hands.model.following, null);
});

Deno.test("[T11] the list tells a script that has a cursor from somebody in the past", () => {
  const hands = room(BEN, CLEO);
  hands.hear({ type: "resize", columns: 80, rows: 24 });
  see(
    hands,
    looking("m_2", { viewport: null }),
    looking("m_3", { viewport: null, cursor: null }),
  ).do("m");
  assertEquals(
    chromeFrame(hands.model).slice(20, 22).map((line) =>
      line.slice(0, 44).trim()
    ),
    [
      "* ben                       script     at 4,8",
      "* cleo                      in the past",
    ]
      .map((line) => line.slice(0, 43)),
  );
});

Deno.test("[T11, T44] who listens to a screen reader is no script, and has no view to follow", () => {
  const hands = room(BEN);
  hands.hear({ type: "resize", columns: 80, rows: 24 });
  const listens = looking("m_2", {
    ...{ viewport: null, cursor: null, tool: "reader" },
  });
  see(hands, listens).do("m");
  assertMatch(chromeFrame(hands.model)[21]!, /^ \* ben +reader +/);
  hands.do("enter");
  assertEquals(hands.model.following, null);
});

Deno.test("[T11] a terminal that is resized goes on following", () => {
  const hands = room(BEN).do("f");
  see(hands, looking("m_2", at(100, 50)));
  hands.hear({ type: "resize", columns: 44, rows: 16 });
  assertEquals(hands.model.view, { column: 98, row: 49, zoom: 100 });
  assertEquals(hands.model.following?.memberId, "m_2");
});

Deno.test("[T11] who is followed leaves: that is told, and the view stays", () => {
  const hands = see(room(BEN), looking("m_2", at(100, 50))).do("f");
  hands.hear({ type: "members", memberId: "m_1", members: [ANA] });
  assertEquals(told(hands), "ben left: you no longer follow anybody.");
  assertEquals(hands.model.following, null);
  assertEquals(hands.model.view.column, 100);
});

Deno.test("[T11, T41] following outlasts a server that goes away and comes back", () => {
  const hands = see(room(BEN), looking("m_2", at(100, 50))).do("f");
  see(hands).hear({
    type: "members",
    memberId: "m_7",
    members: [{ ...ANA, memberId: "m_7" }],
  });
  const back = { ...BEN, memberId: "m_8" };
  hands.hear({
    type: "members",
    memberId: "m_7",
    members: [{ ...ANA, memberId: "m_7" }, back],
  });
  see(hands, looking("m_8", at(7, 7)));
  assertEquals(hands.model.view, { column: 7, row: 7, zoom: 100 });
});

Deno.test("[T11] nobody to follow is told; a script is nobody", () => {
  assertEquals(
    told(room(BOT).do("f")),
    "Nobody else is here whose view you could follow.",
  );
});

Deno.test("[T11, T16] with several there, f asks whom: a list with tool, place and rest", () => {
  const hands = room(BEN, CLEO, BOT);
  hands.hear({ type: "resize", columns: 80, rows: 24 });
  hands.clock.advance(5_000);
  see(
    hands,
    looking("m_2"),
    looking("m_3", { tool: "pencil", cursor: { x: 804, y: 8 } }),
  );
  hands.do("f");
  assertEquals(chromeFrame(hands.model).slice(18, 23), [
    " Here  you and 3 more",
    " * ben                       rectangle  at 4,8          5 s ago",
    " * cleo                      pencil     at 804,8        just now",
    " * clock                     script",
    " Enter follows   g goes there   arrows: others   Esc closes",
  ]);
  assertEquals(hands.do("down", "enter").model.following?.memberId, "m_3");
  hands.do("m");
  assert(chromeFrame(hands.model)[20]!.endsWith("followed"));
});

Deno.test("[T16] g in the list goes to where somebody is", () => {
  const hands = room(BEN, CLEO);
  see(hands, looking("m_2"), looking("m_3", { cursor: { x: 8004, y: 8 } }));
  hands.do("m", "down", "g");
  assertEquals(hands.model.cursor, { column: 1000, row: 0 });
  assertEquals(hands.model.following, null);
});

Deno.test("[T11, T17] follow takes a name", () => {
  const hands = room(BEN, CLEO).do(":", "type:follow cle", "enter");
  assertEquals(hands.model.following?.memberId, "m_3");
  assertEquals(
    told(room(BEN).do(":", "type:follow zoe", "enter")),
    'Nobody here is called "zoe".',
  );
});

Deno.test("[T11] two who follow each other come to rest, whatever their screens", () => {
  const sizes = [[40, 14], [61, 23], [40, 23], [81, 9]] as const;
  for (const [columns, rows] of sizes) {
    const ana = room(BEN).do("f");
    const ben = new Hands({ columns, rows }).hear({
      type: "members",
      memberId: "m_2",
      members: [ANA, BEN],
    });
    see(ben, looking("m_1", at(30, 7))).do("f");
    for (let turn = 0; turn < 6; turn++) exchange(ana, ben);
    const views = [ana.model.view, ben.model.view];
    exchange(ana, ben);
    assertEquals([ana.model.view, ben.model.view], views);
  }
});

function exchange(ana: Hands, ben: Hands): void {
  const told = (hands: Hands, memberId: string): [string, MemberPresence] => [
    memberId,
    { memberId, userId: "u", ...presenceOf(hands.model) },
  ];
  see(ana, told(ben, "m_2"));
  see(ben, told(ana, "m_1"));
}
