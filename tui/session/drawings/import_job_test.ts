import { assertEquals, assertRejects } from "@std/assert";
import { EMPTY_DOCUMENT } from "../../../shared/document/document.ts";
import { DEFAULT_LIMITS } from "../../../shared/schema/limits.ts";
import type { Op } from "../../../shared/schema/op.ts";
import type { ShapeInput } from "../../../shared/schema/shape.ts";
import { drawn } from "./import_job.ts";

/** Draws shapes in a room with such limits; what was submitted. */
async function submitted(
  shapes: readonly ShapeInput[],
  limits: Partial<typeof DEFAULT_LIMITS>,
): Promise<Op[][]> {
  const work: Op[][] = [];
  const client = {
    limits: { ...DEFAULT_LIMITS, ...limits },
    document: EMPTY_DOCUMENT,
    submit(ops: readonly Op[]) {
      work.push([...ops]);
      return new Promise<never>(() => {});
    },
  };
  const shift = {
    now: () => 0,
    pause: () => Promise.resolve(),
    isStopped: () => false,
  };
  await drawn(shapes, { client, group: "g", onProgress() {} }, shift);
  return work;
}

const box = (id: string): ShapeInput => ({ id, type: "rectangle", x: 0, y: 0 });

Deno.test("[T23] what the room can't hold is refused before any of it is drawn", async () => {
  const shapes = [box("a"), box("b"), box("c")];
  await assertRejects(
    () => submitted(shapes, { shapesPerRoom: 2 }),
    Error,
    "3 shapes are too many: the room holds 0, and 2 at most",
  );
  assertEquals((await submitted(shapes, { shapesPerRoom: 3 })).length, 1);
});

Deno.test("[T23] an arrow is bound to a box of a later transaction when that is there", async () => {
  const end = { id: "b", side: "left", ratio: 0.5 } as const;
  const start = { ...end, id: "a" };
  const arrow: ShapeInput = { id: "to", type: "arrow", x: 0, y: 0, start, end };
  const work = await submitted([box("a"), arrow, box("b")], { opsPerTx: 2 });
  assertEquals(work.map((ops) => ops.length), [2, 2]);
  assertEquals(work[0]![1], { op: "create", shape: { ...arrow, end: null } });
  assertEquals(work[1]![1], { op: "set", id: "to", props: { end } });
});
