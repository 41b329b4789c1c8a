import { assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import type { PathShape } from "../../schema/shape.ts";
import { TestRoom } from "../testing/arbitraries.ts";
import { inverse } from "./inverse.ts";

const [ANA, BEN] = ["u_ana", "u_ben"] as const;
const binding = { id: "box", side: "left", ratio: 0.5 } as const;
const box: Op = { op: "create", shape: { id: "box", type: "rectangle" } };

Deno.test("[E19] what lines are tied to comes back before them", () => {
  const room = new TestRoom();
  const line: Op = {
    op: "create",
    shape: { id: "line", type: "line", end: binding },
  };
  room.send(ANA, [box, line]);
  room.send(ANA, [{ op: "delete", ids: ["line", "box"] }]);
  const { ops } = inverse(room.states[1]!, room.events[1]!, room.document);
  assertEquals(ops.map((op) => op.op === "restore" && op.id), ["box", "line"]);
});

for (const end of ["start", "end"] as const) {
  Deno.test(`[E19] a shape that another has tied a ${end} to, where it lay already, is not uncreated`, () => {
    const room = new TestRoom();
    room.send(ANA, [
      { op: "create", shape: { id: "line", type: "line" } },
    ]);
    room.send(ANA, [box]);
    // Ana ties it and lets it go, so that Ben's tying moves nothing.
    const tie = (to: typeof binding | null) => ({
      op: "set" as const,
      id: "line",
      props: { [end]: to },
    });
    room.send(ANA, [tie(binding)]);
    room.send(ANA, [tie(null)]);
    room.send(BEN, [tie(binding)]);
    assertEquals(room.events.at(-1)!.ops, [tie(binding)]);
    const { ops, skipped } = inverse(
      room.states[1]!,
      room.events[1]!,
      room.document,
    );
    assertEquals(ops, []);
    assertEquals(skipped, [{ id: "box", registers: [] }]);
    const line = room.document.shapes.get("line")!.shape as PathShape;
    assertEquals(line[end], binding);
  });
}
