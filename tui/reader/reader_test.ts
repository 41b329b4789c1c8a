import { assertEquals, assertMatch } from "@std/assert";
import { FakeWorld } from "../../shared/client/testing/fake_world.ts";
import type { Op } from "../../shared/schema/op.ts";
import type { Member } from "../../shared/schema/presence.ts";
import { offlineClient } from "../testing/offline_client.ts";
import { roomOf } from "../testing/hands.ts";
import { serverPast } from "../testing/server_past.ts";
import { Reader, type ToldRoom } from "./reader.ts";

/** Ana listens; ben draws as others do. */
function open(first: readonly Op[] = []) {
  const w = new FakeWorld();
  const ben = w.client("ben");
  w.settle();
  if (first.length > 0) void ben.submit([...first]);
  w.settle();
  const ana = w.client("ana");
  const told: string[] = [];
  const joined: string[] = [];
  let left = false, made = 0;
  let rooms = (): Promise<ToldRoom[]> => Promise.resolve([]);
  const reader = new Reader({
    client: ana,
    room: "lobby",
    server: "ws://fake:1",
    tell: (line) => told.push(line),
    newId: () => `ana_${++made}`,
    after: (ms, task) => w.clock.after(ms, task),
    past: serverPast(w.server, ana),
    now: () => w.clock.now(),
    rooms: () => rooms(),
    export: (name, replace) =>
      Promise.resolve(`Wrote ${name}${replace ? " again" : ""}.`),
    onJoin: (room) => joined.push(room),
    onQuit: () => left = true,
  });
  const line = w.network.last;
  const members = (joined: readonly Member[], left: readonly string[] = []) =>
    line.send({ type: "members", roomId: "lobby", joined, left });
  const [hers] = ben.members;
  ana.on("status", ({ state }) => state === "loading" && members([hers!]));
  w.settle();
  return {
    ...{ members, line, w, ana, ben, told, reader, joined },
    /** What the server says of its rooms. */
    say(list: () => Promise<ToldRoom[]>) {
      rooms = list;
    },
    /** What is told when a command is typed, in the end. */
    async typed(line: string): Promise<string[]> {
      const from = told.length;
      reader.line(line);
      for (let turn = 0; turn < 400; turn++) {
        w.network.settle();
        await Promise.resolve();
      }
      w.settle();
      return told.slice(from);
    },
    get left() {
      return left;
    },
    /** What is told when something is done. */
    during(work: () => unknown): string[] {
      const from = told.length;
      work();
      w.settle();
      return told.slice(from);
    },
  };
}

const box = (id: string, text = ""): Op => ({
  op: "create",
  shape: { id, type: "rectangle", x: 96, y: 80, width: 160, height: 64, text },
});

Deno.test("[T44, T11] the others see that somebody listens", () => {
  const client = offlineClient(), shown: unknown[] = [];
  const { past } = roomOf(client);
  client.setPresence = ({ tool, viewport }) => shown.push([tool, viewport]);
  new Reader({
    ...{ client, room: "lobby", server: "ws://fake:1" },
    ...{ tell() {}, onQuit() {}, newId: () => "a", after: () => () => {} },
    ...{ past, now: () => 0, onJoin() {}, rooms: () => Promise.resolve([]) },
    export: () => Promise.resolve(""),
  });
  assertEquals(shown, [["reader", null]]);
});

Deno.test("[T44] at the beginning it tells where one is, what is there, and who", () => {
  const { told } = open([box("a", "gateway")]);
  assertEquals(told, [
    "Room lobby on ws://fake:1.",
    "Connected.",
    "1 person here: ana.",
    '1: rectangle "gateway" at 12,5, 20 by 4.',
    "Type help for what you can do.",
    "ben came in.",
  ]);
});

Deno.test("[T44] each thing that others do is one line", () => {
  const room = open([box("a")]);
  const { ben } = room;
  const heard = (op: Op) => room.during(() => ben.submit([op]));
  assertEquals(heard(box("b", "db")), [
    'ben drew 2: rectangle "db" at 12,5, 20 by 4.',
  ]);
  assertEquals(heard({ op: "set", id: "b", props: { color: "red" } }), [
    'ben changed 2: color "red".',
  ]);
  assertEquals(heard({ op: "set", id: "b", props: { x: 8, y: 16 } }), [
    'ben moved 2: rectangle "db" at 1,1, 20 by 4, red.',
  ]);
  assertEquals(heard({ op: "move", ids: ["a", "b"], dx: 16, dy: -16 }), [
    "ben moved 1, 2 by 2 columns, -1 row.",
  ]);
  assertEquals(heard({ op: "order", ids: ["a"], to: "front" }), [
    "ben restacked 1.",
  ]);
  assertEquals(heard({ op: "delete", ids: ["b"] }), [
    'ben deleted 2: rectangle "db" at 3,0, 20 by 4, red.',
  ]);
  assertEquals(heard({ op: "restore", id: "b" }).length, 1);
});

Deno.test("[T44] typed letters are told together, and at the latest before something else", () => {
  const room = open([box("a")]);
  const type = (at: number, letter: string) =>
    room.ben.submit([{
      op: "text",
      id: "a",
      base: room.ben.head,
      edit: [...(at > 0 ? [at] : []), letter],
    }]);
  assertEquals(
    room.during(() => {
      type(0, "a");
      room.w.network.settle();
      type(1, "p");
    }),
    ['ben wrote in 1: "ap".'],
  );
  assertEquals(
    room.during(() => {
      type(2, "i");
      void room.ben.submit([{ op: "delete", ids: ["a"] }]);
    }).map((line) => line.split(":")[0]),
    ["ben wrote in 1", "ben deleted 1"],
  );
});

Deno.test("[T44] steps of one way are told together, also when others go on meanwhile", () => {
  const room = open([box("a"), box("b")]);
  const cyd = room.w.client("cyd");
  room.w.settle();
  const step = (client: typeof cyd, id: string, dx: number) =>
    void client.submit([{ op: "move", ids: [id], dx, dy: 0 }]);
  const told = room.during(() => {
    for (let turn = 0; turn < 4; turn++) {
      step(room.ben, "a", 8);
      step(cyd, "b", turn % 2 === 0 ? 8 : -8);
      room.w.network.settle();
    }
  });
  assertEquals(told.map((line) => line.replace(/^\S+ /, "")), [
    "moved 1 by 4 columns.",
    "moved 2 and back.",
  ]);
});

Deno.test("[T44] who never pauses is told of after a while", () => {
  const room = open([box("a")]);
  const from = room.told.length;
  for (let turn = 0; turn < 12; turn++) {
    void room.ben.submit([{ op: "move", ids: ["a"], dx: 8, dy: 0 }]);
    room.w.network.settle();
    room.w.clock.advance(500);
  }
  assertEquals(room.told.slice(from), ["ben moved 1 by 10 columns."]);
});

Deno.test("[T44] what is typed is done, and told when the server has it", () => {
  const room = open();
  const typed = (line: string) => room.during(() => room.reader.line(line));
  assertEquals(typed('draw rectangle 12 5 20 4 "gateway"'), [
    'You drew 1: rectangle "gateway" at 12,5, 20 by 4.',
  ]);
  assertEquals(typed("draw ellipse 0 0 10 4"), [
    "You drew 2: ellipse at 0,0, 10 by 4.",
  ]);
  assertEquals(typed("draw arrow 1 2 9 7"), [
    "You drew 3: arrow from 1,2 to 9,7.",
  ]);
  assertEquals(typed("text 3 4 hi"), ['You drew 4: text "hi" at 3,4.']);
  assertEquals(typed("label 2 db"), ['You wrote in 2: "db".']);
  assertEquals(typed("color 2 red"), ['You changed 2: color "red".']);
  assertEquals(typed("move 2 1 1"), ["You moved 2 by 1 column, 1 row."]);
  assertEquals(typed("delete 3"), [
    "You deleted 3: arrow from 1,2 to 9,7.",
  ]);
  assertEquals(typed("delete 3"), ["There is no shape 3. Type list."]);
  assertEquals(typed("move 99 1 1"), ["There is no shape 99. Type list."]);
  assertEquals(typed("list").length, 3);
  assertMatch(typed("show").join("\n"), /gateway/);
  assertEquals(typed("who"), ["2 people here: ana, ben."]);
  assertEquals(typed("draw circus"), [
    "Draw what? rectangle, ellipse, diamond, line or arrow.",
  ]);
  assertEquals(room.left, false);
  typed("quit");
  assertEquals(room.left, true);
});

Deno.test("[T44] undo and redo are told", async () => {
  const room = open();
  room.during(() => room.reader.line("draw rectangle 1 1 5 3"));
  for (
    const [line, told] of [["undo", /You deleted 1/], [
      "redo",
      /You .* 1/,
    ]] as const
  ) {
    const from = room.told.length;
    room.reader.line(line);
    for (let turn = 0; turn < 20; turn++) {
      await Promise.resolve();
      room.w.settle();
    }
    assertMatch(room.told.slice(from).join("\n"), told);
  }
});

Deno.test("[T44] who comes and who goes is told; so is a connection that is lost", () => {
  const room = open();
  const cyd: Member = {
    memberId: "m9",
    userId: "u_cyd",
    name: "cyd",
    color: "default",
  };
  assertEquals(room.during(() => room.members([cyd])), ["cyd came in."]);
  assertEquals(room.during(() => room.members([], ["m9"])), ["cyd left."]);
  assertEquals(room.during(() => room.line.cut()), [
    "Offline: the connection is gone (1006). What you draw is kept.",
    "Connected again.",
  ]);
});

Deno.test("[T44] [R45] nothing that strangers wrote becomes a control character or a second line", () => {
  const room = open([box("a", "two\nlines\u200d")]);
  for (const line of room.told) {
    // deno-lint-ignore no-control-regex
    assertEquals(/[\x00-\x1f\x7f-\x9f]/.test(line), false, line);
  }
});

Deno.test("[E24, T44] a restored backup is told", () => {
  const { during, w, ana } = open([box("a")]);
  assertEquals(
    during(() => {
      w.server.restoreBackup(0, {});
      w.network.lines.forEach((line) => line.cut());
      w.settle();
      for (let turn = 0; turn < 10; turn++) {
        w.clock.advance(1_000);
        w.settle();
      }
    }).filter((line) => line.startsWith("The server")),
    ["The server was put back, or began anew. Type list for what it has."],
  );
  assertEquals(ana.document.shapes.size, 0);
});

Deno.test("[L5, T44] names that sound alike are told apart in whatever is told", () => {
  const room = open();
  const twin = {
    memberId: "m_x",
    userId: "u_x1y2z3",
    name: "Ben",
    color: "red",
  };
  assertEquals(room.during(() => room.members([twin as Member])), [
    "Ben#x1y2 came in.",
  ]);
  const said = room.during(() =>
    room.line.send({
      ...{ type: "said", roomId: "lobby", id: 1, at: 0 },
      ...{ userId: twin.userId, name: twin.name, text: "hello" },
    })
  );
  assertEquals(said, ["Ben#x1y2 says: hello"]);
  const [drawn] = room.during(() => void room.ben.submit([box("a")]));
  assertMatch(drawn!, /^ben#\S{4} drew 1: rectangle/);
  const [who] = room.during(() => room.reader.line("who"));
  assertMatch(who!, /^3 people here: ana, ben#\S{4}, Ben#x1y2\.$/);
  assertEquals(room.during(() => room.members([], ["m_x"])), [
    "Ben#x1y2 left.",
  ]);
});

Deno.test("[T44] [T15] history tells who did what, ten events at a time", async () => {
  const room = open([box("a", "gateway")]);
  assertEquals(await room.typed("history"), [
    "Event 1, ben, 1 min ago: drew rectangle 'gateway'.",
  ]);
  for (let time = 0; time < 10; time++) {
    room.ben.submit([{ op: "move", ids: ["a"], dx: 8, dy: 0 }]);
  }
  room.w.settle();
  const last = await room.typed("history");
  assertEquals([last.length, last.at(-1)], [11, "What was before: history 1."]);
  assertMatch(last[9]!, /^Event 11, ben, .* ago: moved rectangle 'gateway'/);
  assertEquals((await room.typed("history 1")).length, 1);
  assertEquals(await room.typed("history 12"), [
    "Cannot tell that: the last event is 11.",
  ]);
  assertEquals(await open().typed("history"), [
    "Cannot tell that: nothing has happened in this room yet.",
  ]);
});

Deno.test("[T44] [T15] the room as it was, and what of it is brought back", async () => {
  const room = open([box("a", "gateway")]);
  room.ben.submit([{ op: "set", id: "a", props: { color: "red" } }]);
  room.ben.submit([{ op: "delete", ids: ["a"] }]);
  room.w.settle();
  assertEquals(await room.typed("then 2"), [
    "After event 2: 1 shape.",
    '1: rectangle "gateway" at 12,5, 20 by 4, red.',
  ]);
  assertEquals(await room.typed("bring 1 1"), [
    'You brought back 1: rectangle "gateway" at 12,5, 20 by 4, red.',
    'You changed 1: rectangle "gateway" at 12,5, 20 by 4.',
  ]);
  assertEquals(await room.typed("bring 1 1"), [
    "Nothing to bring back: it is now as it was then.",
  ]);
  assertEquals(await room.typed("blame 1"), [
    "Shape 1 was drawn by ben.",
    "Event 4, you: position, size, text, stroke, color, fill, cross, group, locked, order.",
  ]);
  assertEquals((await room.typed("bring all 2")).length, 1);
  assertEquals(await room.typed("bring 9 2"), [
    "There is no shape 9. Type list.",
  ]);
});

Deno.test("[T44] [E18] what was written over is listed, and put back", async () => {
  const room = open([box("a")]);
  const { ana, ben, w, told } = room;
  assertEquals(await room.typed("conflicts"), ["No conflicts."]);
  room.line.cut();
  ben.submit([{ op: "set", id: "a", props: { color: "red" } }]);
  ana.submit([{ op: "set", id: "a", props: { color: "blue" } }]);
  w.settle();
  assertEquals(
    told.filter((line) => line.startsWith("Conflict")),
    ["Conflict: you wrote over ben's color of 1. put back 1 puts that back."],
  );
  assertEquals(await room.typed("conflicts"), ["1: ben's color of 1."]);
  assertEquals(await room.typed("put back 2"), [
    "There is no conflict 2. Type conflicts.",
  ]);
  assertEquals(await room.typed("put back 1"), ['You changed 1: color "red".']);
  assertEquals(await room.typed("conflicts"), ["No conflicts."]);
});

Deno.test("[T44] [T13] rooms are listed and gone to; a drawing is exported", async () => {
  const room = open();
  room.say(() =>
    Promise.resolve([
      { roomId: "plans", shapes: 1, members: 2 },
      { roomId: "lobby", shapes: null, members: 0 },
    ])
  );
  assertEquals(await room.typed("rooms"), [
    "plans, 1 shape, 2 here.",
    "lobby, 0 here.",
    "join and a name goes to a room, or makes one.",
  ]);
  room.say(() => Promise.reject(new Error("the server does not answer")));
  assertEquals(await room.typed("rooms"), [
    "No list of rooms: the server does not answer.",
  ]);
  await room.typed("join plans");
  assertEquals(room.joined, ["plans"]);
  assertEquals(await room.typed("export plan.svg"), ["Wrote plan.svg."]);
  assertEquals(await room.typed("export my plan.svg replace"), [
    "Wrote my plan.svg again.",
  ]);
});
