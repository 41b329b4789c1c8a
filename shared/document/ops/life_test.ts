/** How shapes die, and come back (E13, E14). */

import { assertEquals } from "@std/assert";
import { TestRoom } from "../testing/arbitraries.ts";
import { restorable } from "../decide.ts";
import {
  deletion,
  rectangle,
  restore,
  results,
  room,
  shapeOf,
} from "../testing/small_room.ts";

Deno.test("[E13] two people delete one shape: one deletion, success for both", () => {
  const at = room();
  const base = at.document.seq;
  const first = at.send("u_ana", [deletion("a")], { base });
  const second = at.send("u_ben", [deletion("a")], { base });
  assertEquals([results(first), results(second)], [["ok"], ["ok"]]);
  assertEquals([first.kind, second.kind], ["commit", "nothing"]);
  assertEquals(at.document.tombstones.get("a")?.by, "u_ana");
});

Deno.test("[E13] a deletion wins over concurrent edits", () => {
  const at = room();
  const base = at.document.seq;
  at.send("u_ana", [deletion("a")], { base });
  const late = at.send("u_ben", [
    { op: "set", id: "a", props: { color: "red" } },
    { op: "move", ids: ["a"], dx: 1, dy: 1 },
    rectangle("a"),
  ], { base });
  assertEquals(results(late), ["dropped", "ok", "deleted"]);
  assertEquals(late.kind, "nothing");
});

Deno.test("[E13] a tombstone has no payload; the decision hands it to the log", () => {
  const at = room();
  const former = shapeOf(at, "a");
  const decision = at.send("u_ben", [deletion("a")]);
  assertEquals(Object.keys(at.document.tombstones.get("a")!).sort(), [
    "by",
    "other",
    "seq",
  ]);
  assertEquals(decision.kind === "commit" && decision.removed, [former]);
});

Deno.test("[E14] a restore brings back what was, stamps it anew, and counts on", () => {
  const at = room();
  at.send("u_ben", [{ op: "set", id: "a", props: { color: "red", x: 7 } }]);
  at.send("u_ben", [deletion("a")]);
  assertEquals(restorable(at.document, [restore("a"), restore("a")]), [
    { id: "a", seq: 4 },
  ]);
  at.send("u_eve", [restore("a")]);
  const { color, x, version, seq, createdBy, updatedBy } = shapeOf(at, "a");
  assertEquals(
    [color, x, version, seq, createdBy, updatedBy],
    ["red", 7, 3, 5, "u_ana", "u_eve"],
  );
  const record = at.document.shapes.get("a")!;
  assertEquals([record.born.seq, record.stamps], [5, {}]);
});

Deno.test("[E14] a restore finds its place again; a key in use gets the next one", () => {
  const at = room();
  at.send("u_ana", [rectangle("new")]); // it takes the dead one's key, a3
  at.send("u_ana", [deletion("d")]);
  at.send("u_ana", [restore("d"), deletion("a")]);
  at.send("u_ana", [restore("dead")]);
  assertEquals([...at.document.order].map(({ id, z }) => `${id}:${z}`), [
    "b:a1",
    "d:a2",
    "new:a3",
    "dead:a4",
  ]);
});

Deno.test("[E14] a restore to a place that is free is one operation", () => {
  const at = room();
  at.send("u_ana", [restore("dead")]);
  assertEquals(at.events.at(-1)!.ops.map(({ op }) => op), ["restore"]);
});

Deno.test("[E14] what a transaction deletes it can restore", () => {
  const at = room();
  const decision = at.send("u_ana", [deletion("a"), restore("a")]);
  assertEquals(results(decision), ["ok", "ok"]);
  assertEquals(shapeOf(at, "a").version, 2);
});

Deno.test("[E14] what a transaction restores, changes and deletes comes back as changed", () => {
  const at = room();
  const former = shapeOf(at, "a");
  at.send("u_ana", [deletion("a")]);
  const decision = at.send("u_ana", [
    restore("a"),
    { op: "set", id: "a", props: { fill: "#" } },
    deletion("a"),
    restore("a"),
  ]);
  assertEquals(results(decision), ["ok", "ok", "ok", "ok"]);
  assertEquals(shapeOf(at, "a").fill, "#");
  assertEquals(shapeOf(at, "a").version, former.version + 3);
});

Deno.test("[E14] without its payload from the log a restore is dropped", () => {
  const at = room();
  const stranger = new TestRoom();
  stranger.states[0] = at.document;
  assertEquals(results(stranger.send("u_ana", [restore("dead")])), ["dropped"]);
});
