/**
 * What is typed on behind work of one's own that is still to be decided, and may be decided otherwise
 * (E12). Letters look alike: nothing can be found out by looking.
 */

import { assertEquals } from "@std/assert";
import type { Op, TextEdit } from "../../schema/op.ts";
import { FakeWorld } from "../testing/fake_world.ts";
import { textOf } from "../testing/typists.ts";
import type { RoomClient } from "../room_client.ts";

const edit = (id: string, ...parts: TextEdit): Op => ({
  op: "text",
  id,
  edit: parts,
});

/** Two labels of equal letters, and two people who see them. */
function room() {
  const w = new FakeWorld();
  const ana = w.client("ana"), ben = w.client("ben");
  w.settle();
  const text = "aaaa";
  ben.submit(["t", "u"].map((id): Op => ({
    op: "create",
    shape: { id, type: "text", text },
  })));
  w.settle();
  const told: Record<string, TextEdit>[] = [];
  ana.on("change", ({ edits }) => {
    if (edits.size > 0) told.push(Object.fromEntries(edits));
  });
  return { w, ana, ben, told };
}

/** What ben does reaches ana at one stroke; what she did stays on its way. */
function benDoes(w: FakeWorld, ben: RoomClient, works: readonly Op[][]): void {
  const [line, bens] = w.network.lines;
  for (const ops of works) {
    ben.submit(ops);
    while (bens!.deliverUp());
    while (bens!.deliverDown());
  }
  const events = line!.down.splice(0).flatMap((parcel) =>
    parcel.kind === "text" ? JSON.parse(parcel.text).events : []
  );
  line!.send({ type: "events", roomId: "lobby", events });
  line!.deliverDown();
}

/** Lets promises run on that wait for nothing else. */
async function ticks(): Promise<void> {
  for (let i = 0; i < 30; i++) await Promise.resolve();
}

const all = (...clients: RoomClient[]) =>
  clients.map((client) => [textOf(client, "t"), textOf(client, "u")]);

Deno.test("[E12] [E19] what is typed on behind an undo goes with its letters, whatever others do meanwhile, and that is told", async () => {
  const { w, ana, ben, told } = room();
  ana.submit([edit("t", 2, "b"), edit("u", 3, "b")]);
  w.settle();
  void ana.undo();
  await ticks();
  ana.submit([edit("t", 3, "x")]);
  assertEquals(all(ana), [["aaaxa", "aaaa"]]);
  benDoes(w, ben, [
    [edit("t", { d: 1 })],
    [edit("t", { d: 1 }), edit("u", "c")],
  ]);
  assertEquals(all(ana), [["axa", "caaaa"]]);
  assertEquals(told, [{ t: [{ d: 2 }], u: ["c"] }]);
  w.settle();
  assertEquals(all(ana, ben), Array(2).fill(["axa", "caaaa"]));
});

Deno.test("[E9] what others type in a text that one replaces is neither seen nor told, and goes with that text", () => {
  const { w, ana, ben, told } = room();
  ana.submit([{ op: "set", id: "t", props: { text: "b" } }]);
  ana.submit([edit("t", 1, "x")]);
  benDoes(w, ben, [[edit("t", 4, "a")]]);
  assertEquals([all(ana)[0]![0], told], ["bx", []]);
  w.settle();
  assertEquals(all(ana, ben).map(([t]) => t), ["bx", "bx"]);
});

const REPLACED: [what: string, own: Op, refusal: "invalid" | null][] = [
  ["that is refused", {
    op: "set",
    id: "t",
    props: { text: "aaa" },
  }, "invalid"],
  ["that another has made meanwhile", {
    op: "create",
    shape: { id: "v", type: "text", text: "aaa" },
  }, null],
];

for (const [what, own, refusal] of REPLACED) {
  Deno.test(`[E12] who types on in a text ${what} deletes nothing of what stands there`, () => {
    const { w, ana, ben } = room();
    const id = own.op === "create" ? own.shape.id! : "t";
    w.network.lines[0]!.cut();
    ana.submit([own]);
    ana.submit([edit(id, 1, { d: 1 }, "x")]);
    if (refusal === null) {
      ben.submit([{ op: "create", shape: { id, type: "text", text: "aaaa" } }]);
      w.network.settle();
    } else {
      w.server.refusals.push({ code: refusal, message: "not this one" });
    }
    w.settle();
    for (const client of [ana, ben]) {
      assertEquals([...textOf(client, id)!].sort().join(""), "aaaax");
    }
  });
}

Deno.test("[E12] a letter that was typed where nobody tells how the text came about, and deleted before it has its place, is gone wherever it comes to stand", () => {
  const { w, ana, ben } = room();
  ana.submit([edit("t", 2, "a")]);
  w.network.lines[0]!.cut();
  for (const text of ["b", "aaaa"]) {
    ben.submit([{ op: "set", id: "t", props: { text } }]);
    w.network.settle();
  }
  w.server.losesPast = true;
  while (ana.status.state !== "synced") {
    w.clock.advance(500);
    const { up } = w.network.last;
    while (w.network.last.deliverDown());
    if (up[0]?.includes('"tx"') === false) w.network.last.deliverUp();
  }
  ana.submit([edit("t", 2, { d: 1 }, "x")]);
  w.settle();
  assertEquals(all(ana, ben).map(([t]) => t), ["aaaax", "aaaax"]);
});
