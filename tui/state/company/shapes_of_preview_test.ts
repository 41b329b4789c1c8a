import { assertEquals } from "@std/assert";
import type { Op } from "../../../shared/schema/op.ts";
import { TestRoom } from "../../../shared/document/testing/arbitraries.ts";
import { resolvedPoints } from "../../../shared/document/bindings.ts";
import type { PathShape } from "../../../shared/schema/shape.ts";
import { shapesOf } from "./shapes_of_preview.ts";

Deno.test("[P7] an arrow that is dragged off starts from where it is drawn, though its target has moved", () => {
  const room = new TestRoom();
  const end = { id: "box", side: "left", ratio: 0.5 } as const;
  const create: Op[] = [
    { op: "create", shape: { id: "box", type: "rectangle", x: 160, y: 160 } },
    { op: "create", shape: { id: "d", type: "arrow", end } },
  ];
  room.send("u_ana", create);
  room.send("u_ben", [{ op: "move", ids: ["box"], dx: 80, dy: -80 }]);
  const { document } = room;
  const points = resolvedPoints(
    document,
    document.shapes.get("d")!.shape as PathShape,
  );
  const carried = { ids: ["d"], dx: 8, dy: 16 };
  const parts = {
    parts: [{ id: "d", props: { x: 8, y: 16, end: null } }],
  };
  for (const preview of [carried, parts]) {
    const [arrow] = shapesOf(preview, document) as PathShape[];
    assertEquals([arrow!.x, arrow!.y, arrow!.end], [8, 16, null]);
    assertEquals(arrow!.points, points);
  }
});
