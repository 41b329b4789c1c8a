import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Op } from "../../../shared/schema/op.ts";
import { colorOfPerson } from "../../view/member_color.ts";
import { Hands } from "../../testing/hands.ts";
import { PastRoom } from "../../testing/past_room.ts";
import { presenceOf } from "../company/presence.ts";
import { nextTick } from "../update.ts";

const box = (id: string, text: string, x = 0): Op => ({
  op: "create",
  shape: { id, type: "rectangle", x, y: 16, width: 64, height: 48, text },
});
const move = (id: string, dx: number, dy = 0): Op => ({
  op: "move",
  ids: [id],
  dx,
  dy,
});

const STORY: Op[][] = [
  [box("a", "web")],
  [box("b", "db", 96)],
  [move("a", 0, 16)],
  [{ op: "set", id: "b", props: { color: "red" } }],
  [{ op: "delete", ids: ["b"] }],
];

const then = () => PastRoom.after(...STORY);

Deno.test("[T15] T goes back in time; arrows, Home and End step through it", async () => {
  const room = await then();
  await room.do("T");
  assertMatch(room.words, /^event 5 of 5, ben, .*deleted rectangle 'db'$/);
  await room.do("left");
  assertMatch(room.words, /^event 4 of 5, .*colored rectangle 'db' red$/);
  room.hands.looks(`
    |
    |            ┌──────┐
    |┌──────┐    │  db  │
    |│ web  │    └──────┘
    |└──────┘
    |`);
  await room.do("home");
  assertEquals(room.words, "the beginning");
  assertEquals(room.hands.picture, "");
  await room.do("right");
  assertMatch(room.words, /^event 1 of 5, .*drew rectangle 'web'$/);
  await room.do("end");
  assertMatch(room.words, /^event 5 of 5/);
});

Deno.test("[T15] a number goes to that event", async () => {
  const room = await then();
  await room.do("T", "1", "2", "backspace");
  assertMatch(room.words, /^go to event 1/);
  await room.do("escape", "2", "enter");
  assertMatch(room.words, /^event 2 of 5/);
  await room.do(":", "type:history 3", "enter");
  assertMatch(room.words, /^event 3 of 5/);
  await room.do("9", "9", "enter");
  assertMatch(room.words, /^event 5 of 5/);
});

Deno.test("[T15] Shift goes by bursts: what one did without a pause", async () => {
  const room = await then();
  await room.do("b", "escape", "T", "shift+left");
  assertMatch(room.words, /^event 1 of 5/);
  await room.do("shift+right");
  assertMatch(room.words, /^event 5 of 5/);
});

Deno.test("[T15] the present goes on: it is counted, and there on coming back", async () => {
  const room = await then();
  await room.do("right*7", "down*4", "T", "home");
  await room.draw([box("c", "new", 96)]);
  await room.draw([move("c", 0, 16)]);
  assertMatch(room.words, /^the beginning, 2 new$/);
  assertEquals(room.hands.picture, "");
  await room.do("end");
  assertMatch(room.words, /^event 7 of 7, .*moved rectangle 'new'$/);
  await room.do("home", "escape");
  const { model } = room.hands;
  assertEquals([model.past, model.cursor], [null, { column: 7, row: 4 }]);
  room.hands.looks(`
    |
    |
    |┌──────┐    ┌──────┐
    |│ web  │    │ new  │
    |└──────┘    └──────┘
    |`);
});

Deno.test("[T15] what would draw is refused in the past, and nothing is sent", async () => {
  const room = await then();
  const sent = () => room.server.log.length;
  await room.do("T", "left");
  for (const key of ["x", "r", "space", "space", "delete", "u", "]", "t"]) {
    await room.do(key);
  }
  await room.do("paste:hello", "press@2,2", "drag@9,9", "release@9,9");
  assertEquals(sent(), 5);
  room.hands.hear({ type: "act", action: "delete" });
  await room.rest();
  assertEquals(sent(), 5);
  const { notices } = room.hands.model;
  assertMatch(notices.at(-1)!.text, /^This is the past: T goes back to now/);
});

Deno.test("[T15] a deleted shape comes back as it was then; one undo takes that back", async () => {
  const room = await then();
  await room.do("T", "2", "enter", "click@13,2", "R");
  assertEquals(
    room.hands.model.notices.at(-1)?.text,
    "Rectangle 'db': back.",
  );
  const { shape } = room.server.document.shapes.get("b")!;
  assertEquals([shape.color, shape.x], ["default", 96]);
  await room.do("escape", "escape", "u");
  assertEquals(room.server.document.shapes.has("b"), false);
});

Deno.test("[T15] of a living shape, the properties that differ are put back", async () => {
  const room = await PastRoom.after(
    [box("a", "web")],
    [move("a", 80)],
    [{ op: "set", id: "a", props: { color: "red", text: "edge" } }],
  );
  await room.do("T", "1", "enter", "tab", "enter");
  assertEquals(
    room.hands.model.notices.at(-1)?.text,
    "Rectangle 'web': 3 properties put back.",
  );
  assertEquals(room.server.log.at(-1)!.ops, [{
    op: "set",
    id: "a",
    props: { x: 0, y: 16, text: "web", color: "default" },
  }]);
  await room.do("R");
  assertMatch(room.hands.model.notices.at(-1)!.text, /^Nothing to bring back/);
});

Deno.test("[T15] R without a selection asks; y makes the whole room as it was", async () => {
  const room = await then();
  await room.do("T", "2", "enter", "R");
  assertEquals(
    room.hands.model.notices.at(-1)?.text,
    "y makes the room as it was at event 2: 1 shape back, 1 shape changed.",
  );
  await room.do("left", "right", "y");
  assertEquals(room.server.log.length, 5);
  await room.do("R", "y");
  const { shapes } = room.server.document;
  assertEquals(shapes.get("a")!.shape.y, 16);
  assertEquals(shapes.get("b")!.shape.color, "default");
  await room.do("escape", "u");
  assertEquals(room.server.document.shapes.has("b"), false);
  assertEquals(room.server.document.shapes.get("a")!.shape.y, 32);
});

Deno.test("[T15] Space plays at the pace of the past, without its pauses, and pauses", async () => {
  const room = await then();
  await room.do("T", "home", "space");
  assertEquals(room.chrome.timeline?.isPlaying, true);
  const seen: number[] = [];
  for (let step = 0; step < 14; step++) {
    await room.wait(20);
    seen.push(room.hands.model.past!.at);
  }
  assertEquals(seen.at(-1), 3);
  assertEquals([...seen].sort(), seen);
  await room.do("space");
  await room.wait(10_000);
  assertEquals(room.hands.model.past!.at, 3);
  await room.do("+", "+", "-", "space");
  assertEquals(room.hands.model.past!.speed, 2);
  await room.wait(1_000);
  assertEquals(room.hands.model.past!.at, 5);
  assertEquals(room.chrome.timeline?.isPlaying, false);
});

Deno.test("[T15] [T34] who pauses in the past is not woken, and draws no frame", async () => {
  const room = await then();
  await room.do("T", "left");
  await room.wait(15_000);
  assertEquals(nextTick(room.hands.model), null);
  const { changes } = room.hands;
  await room.wait(60_000);
  assertEquals(room.hands.changes, changes);
});

Deno.test("[T15] [T20] the mouse seeks on the bar, and selects what was there", async () => {
  const room = await then();
  // The canvas has 11 rows now, and the bar lies under it, from column 4 to 78.
  await room.do("T", "press@4,11");
  assertEquals(room.words, "the beginning");
  await room.do("drag@78,11", "release@78,11");
  assertMatch(room.words, /^event 5 of 5/);
  await room.do("press@70,11", "drag@34,11", "release@34,11", "click@13,2");
  assertMatch(room.words, /^event 2 of 5/);
  assertEquals(room.hands.model.selection, ["b"]);
});

Deno.test("[T15] the view goes to where something has changed", async () => {
  const room = await PastRoom.after([box("a", "web")], [
    move("a", 8_000, 1_600),
  ]);
  await room.do("T");
  assertMatch(room.hands.picture, /web/);
  await room.do("left");
  assertMatch(room.hands.picture, /web/);
  await room.do("escape");
  assertEquals(room.hands.model.view.column, 0);
});

Deno.test("[T15] others are told that one looks at nothing of theirs", async () => {
  const room = await then();
  await room.do("tab");
  assertEquals(presenceOf(room.hands.model).selection, ["a"]);
  await room.do("T");
  const { cursor, selection, viewport } = presenceOf(room.hands.model);
  assertEquals([cursor, selection, viewport], [null, [], null]);
});

Deno.test("[T15] where history begins is told when the room's past was trimmed", async () => {
  const room = await then();
  room.horizon = 2;
  await room.do("T");
  assertEquals(
    room.hands.model.notices.at(-1)?.text,
    "History is kept from event 2 on.",
  );
  await room.do("home");
  assertEquals(room.words, "as of event 2");
  await room.do("1", "enter");
  assertEquals(room.words, "as of event 2");
  assertMatch(room.hands.picture, /web/);
});

Deno.test("[T15] where the past can't be read, that is told, and one stays where one is", async () => {
  const room = await then();
  room.trouble = "Cannot read history: not connected";
  await room.do("T");
  assertEquals(room.hands.model.past, null);
  assertEquals(
    room.hands.model.notices.at(-1)?.text,
    "Cannot read history: not connected. This is now.",
  );
  const empty = await PastRoom.after();
  await empty.do("T");
  assertMatch(empty.hands.model.notices.at(-1)!.text, /^Nothing has happened/);
});

Deno.test("[T15] c copies the room as it was into an empty room", async () => {
  const room = await then();
  await room.do("T", "3", "enter", "c");
  assertEquals(room.chrome.panel?.field?.field.text, "lobby-at-3");
  await room.do("enter");
  assertEquals([...room.other.document.shapes.keys()].sort(), ["a", "b"]);
  assertEquals(room.other.document.shapes.get("a")!.shape.y, 32);
  assertEquals(room.server.log.length, 5);
  assertEquals(room.chrome.panel?.title, "The copy is there: lobby-at-3");
  await room.do("enter");
  assertEquals(room.hands.asked, ["join lobby-at-3"]);
  assertEquals(room.hands.model.past, null);
});

Deno.test("[T15] a copy goes into no room in which something is drawn, nor one with a wrong name", async () => {
  const room = await then();
  await room.do("T", "3", "enter", "c", "enter", "escape");
  assertEquals(room.hands.asked, []);
  await room.do("c", "enter");
  assertMatch(
    room.hands.model.notices.at(-1)!.text,
    /^Cannot copy into lobby-at-3: there is a drawing/,
  );
  await room.do("c", "type:!", "enter");
  assertMatch(room.hands.model.notices.at(-1)!.text, /^Cannot copy: a room id/);
  assertEquals(room.hands.model.panel?.kind, "copy-room");
  await room.do("backspace*20", "type:lobby", "enter");
  assertMatch(room.hands.model.notices.at(-1)!.text, /itself/);
});

Deno.test("[T15] B tells who made a shape what it is; Enter goes to that moment", async () => {
  const room = await then();
  await room.draw([{ op: "set", id: "a", props: { color: "blue" } }]);
  await room.do("tab", "B");
  const { panel } = room.chrome;
  assertEquals(panel?.title, "rectangle 'web'");
  assertMatch(panel!.word, /^drawn by ben/);
  const lines = panel!.lines.map(({ spans }) =>
    spans.map(({ text }) => text).join("").replaceAll(/ +/g, " ")
  );
  assertEquals(lines, [
    "ben just now event 6 color blue",
    "ben just now event 3 position 0,32",
    "ben just now event 1 drew it; the rest is as drawn",
  ]);
  await room.do("down", "enter");
  assertMatch(room.words, /^event 3 of 6, .*moved rectangle 'web'$/);
  await room.do("B");
  assertEquals(room.chrome.panel?.lines.length, 2);
});

Deno.test("[T15] B without a shape says what to do; what is gone is told", async () => {
  const room = await then();
  await room.do("right*70", "B");
  assertMatch(room.hands.model.notices.at(-1)!.text, /Select a shape/);
  room.trouble = "Cannot read history: not connected";
  await room.do("tab", "B");
  assertEquals(
    room.chrome.panel?.lines[0]?.spans[0]?.text,
    "Cannot read history: not connected",
  );
});

Deno.test("[T15] who has left is still known by name", async () => {
  const room = await then();
  room.hands.hear({ type: "members", members: [], memberId: "m2" });
  await room.do("T");
  assertMatch(room.words, /^event 5 of 5, ben/);
  room.hands.hear({ type: "met", userId: "u_zoe", name: "zoe" });
  assertEquals(room.hands.model.people.get("u_zoe")?.name, "zoe");
});

Deno.test("[T15] [L5] who left before we came is known by the name that the server remembers", async () => {
  const room = await then();
  room.known = [
    { userId: "u_zoe", name: "zoe", color: "red" },
    { userId: "u_z2", name: "Zoe", color: "default" },
  ];
  const wroteOver = (userId: string) => ({
    id: "web",
    register: "color" as const,
    seq: 2,
    userId,
    value: { color: "red" as const },
  });
  const conflicts = () =>
    room.chrome.panel!.lines.map(({ spans }) =>
      spans.map(({ text }) => text).join("").trim().split(" ")[0]
    );
  room.trouble = "the server does not answer";
  room.hands.hear({
    type: "overrode",
    registers: [wroteOver("u_zoe"), wroteOver("u_eve")],
  });
  await room.do("W");
  assertEquals(conflicts(), ["somebody's", "somebody's"]);
  // It is asked again, and nobody has to wait for it.
  room.trouble = null;
  await room.wait(5_000);
  assertEquals(conflicts(), ["somebody's", "zoe's"]);
  assertEquals(colorOfPerson(room.hands.model, "u_zoe"), "red");
  // Two who are gone can be taken for each other as well.
  room.hands.hear({ type: "overrode", registers: [wroteOver("u_z2")] });
  await room.rest();
  assertEquals(conflicts(), ["Zoe#z2's", "somebody's", "zoe#zoe's"]);
});

Deno.test("[T15] where no server has answered yet, that is why there is no past", () => {
  const hands = new Hands().do("T");
  assertEquals(
    hands.model.notices.at(-1)!.text,
    "The past is with the server, which has not answered yet.",
  );
});

Deno.test("[T15] [T20] what can be done stands in the top bar, and a click there does it", async () => {
  const room = await then();
  await room.do("T");
  const chips = () => room.chrome.strip!.chips.map(({ text }) => text);
  assertEquals(chips(), [
    "Left",
    "Right step",
    "Space play",
    "R bring back",
    "c copy",
    "Esc now",
  ]);
  room.hands.hear({ type: "act", action: "past-back" });
  await room.rest();
  assertMatch(room.words, /^event 4 of 5/);
  room.hands.hear({ type: "resize", columns: 40, rows: 10 });
  await room.do("4", "tab");
  // What Esc does next is what the bar says, and what a click on it does.
  const last = () => room.chrome.strip!.chips.at(-1)!;
  const done: string[] = [];
  for (const key of ["click", "escape", "click"]) {
    done.push(last().text);
    if (key === "escape") await room.do(key);
    else room.hands.hear({ type: "act", action: last().action });
  }
  assertEquals(done, ["Esc clear", "Esc deselect", "Esc now"]);
  assertEquals(room.hands.model.past, null);
});

Deno.test("[T15] a large room made as it was is one undo, in however many transactions", async () => {
  const many = Array.from(
    { length: 300 },
    (_, at) => box(`s${at}`, "", at * 80),
  );
  const room = await PastRoom.after(many.slice(0, 150), many.slice(150));
  await room.draw([{ op: "delete", ids: many.map((_, at) => `s${at}`) }]);
  await room.do("T", "2", "enter", "R", "y");
  assertEquals(room.server.document.shapes.size, 300);
  assert(room.server.log.length > 4);
  await room.do("escape", "u");
  assertEquals(room.server.document.shapes.size, 0);
});

Deno.test("[T15] [T12] that the server is gone is seen in the past, too; what was read stays", async () => {
  const room = await then();
  await room.do("T", "left");
  room.hands.hear({
    type: "status",
    status: { state: "offline", unsent: 0, readOnly: false },
  });
  room.trouble = "Cannot read history: the server does not answer";
  await room.do("left");
  assertMatch(room.words, /^event 3 of 5, .*moved rectangle 'web', offline$/);
});

Deno.test("[E24, T15] a restored backup ends the past, which is no more, and says so", async () => {
  const room = await then();
  await room.do("T", "home", "c");
  room.server.restoreBackup(2, {});
  room.network.lines.forEach((line) => line.cut());
  await room.wait(2_000);
  const { model } = room.hands;
  assertEquals([model.past, model.panel], [null, null]);
  assertEquals(
    model.notices.at(-1)?.text,
    "The server was put back, or began anew: this is the room as it has it.",
  );
  room.hands.looks(`
    |
    |┌──────┐    ┌──────┐
    |│ web  │    │  db  │
    |└──────┘    └──────┘
    |`);
});

Deno.test("[T15] with something selected, Esc deselects it; T and q go back to now", async () => {
  const room = await then();
  await room.do("T", "A", "tab", "escape");
  assertEquals(room.hands.model.selection, []);
  assert(room.hands.model.past !== null);
  for (const leave of ["T", "q"]) {
    if (room.hands.model.past === null) await room.do("T");
    await room.do("tab", leave);
    assertEquals(room.hands.model.past, null);
  }
});
