import { assertEquals } from "@std/assert";
import { MAX_BOUND_LINES } from "../../schema/limits.ts";
import type { Op } from "../../schema/op.ts";
import { TestRoom } from "../testing/arbitraries.ts";

const end = { id: "box", side: "left" as const, ratio: 0.5 };
const arrow = (i: number): Op => ({
  op: "create",
  shape: { id: `a${i}`, type: "arrow", end },
});

Deno.test("[E3] a shape holds so many lines and no more, and lets them all go at once", () => {
  const room = new TestRoom({ opsPerTx: 2_000, shapesPerRoom: 2_000 });
  room.send("u_ana", [{ op: "create", shape: { id: "box", type: "circle" } }]);
  room.send(
    "u_ana",
    Array.from({ length: MAX_BOUND_LINES }, (_, i) => arrow(i)),
  );
  const tooMany = room.send("u_ana", [arrow(MAX_BOUND_LINES)]);
  assertEquals(tooMany.kind === "refuse" && tooMany.nack.code, "limit");
  // Those that hold on to it already may change.
  const change: Op = {
    op: "set",
    id: "a0",
    props: { end: { ...end, ratio: 1 } },
  };
  assertEquals(room.send("u_ana", [change]).kind, "commit");
  const gone = room.send("u_ana", [{ op: "delete", ids: ["box"] }]);
  assertEquals(
    gone.kind === "commit" && gone.event.ops.length,
    MAX_BOUND_LINES + 1,
  );
  assertEquals(room.document.bound.size, 0);
});
