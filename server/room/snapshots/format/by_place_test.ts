import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  arbitrarySteps,
  TestRoom,
} from "../../../../shared/document/testing/arbitraries.ts";
import { Scene } from "../../../../shared/raster/scene.ts";
import type { Op } from "../../../../shared/schema/op.ts";
import {
  readChunk,
  readContents,
  SNAPSHOT_FORMAT,
  snapshotChunks,
} from "../snapshot_format.ts";
import { byPlace } from "./by_place.ts";

const roomy = { opsPerTx: 10_000, shapesPerRoom: 10_000 };

/** A room of 64 × 64 circles, two in each square, in an order that has nothing to do with it. */
function field(): TestRoom {
  const room = new TestRoom(roomy);
  const ops = Array.from({ length: 4_096 }, (_, i): Op => {
    const n = i * 1_237 % 4_096;
    const x = (n % 64 - 32) * 90, y = (Math.floor(n / 64) - 32) * 90;
    return { op: "create", shape: { id: `c${n}`, type: "circle", x, y } };
  });
  room.send("u_ana", ops);
  return room;
}

Deno.test("[P3] shapes are written in the order of their places, each once, a few at a step", () => {
  const { document } = field();
  const steps = [...byPlace(document)];
  assertEquals(steps.filter((step) => step === null).length, 4);
  const places = steps.filter((step) => step !== null);
  const records = new Set(places.map(({ record }) => record));
  assertEquals([places.length, records.size], [4_096, 4_096]);
  assert(document.shapes.every((record) => records.has(record)));
  const strides = places.slice(1).map(({ box }, i) =>
    Math.hypot(box.x - places[i]!.box.x, box.y - places[i]!.box.y)
  );
  const mean = strides.reduce((sum, stride) => sum + stride) / strides.length;
  assert(mean < 180, `a shape lies ${mean} from the one before it`);
});

Deno.test("[P3] whatever lies in a box is in the chunks whose boxes meet it", () => {
  const box = fc.record({
    x: fc.integer({ min: -500, max: 500 }),
    y: fc.integer({ min: -500, max: 500 }),
    width: fc.integer({ min: 0, max: 400 }),
    height: fc.integer({ min: 0, max: 400 }),
  });
  fc.assert(fc.property(arbitrarySteps, box, (steps, box) => {
    const { document } = TestRoom.of(steps);
    const texts = [...snapshotChunks(document)].filter((text) => text !== null);
    const contents = readContents(SNAPSHOT_FORMAT, texts.pop()!)!;
    assertEquals(contents.shapes, document.shapes.size);
    assertEquals(contents.boxes.length, texts.length);
    const near = texts.filter((_, i) => {
      const { x, y, width, height } = contents.boxes[i] ??
        { x: Infinity, y: 0, width: 0, height: 0 };
      return x <= box.x + box.width && box.x <= x + width &&
        y <= box.y + box.height && box.y <= y + height;
    });
    const ids = new Set(
      near.flatMap((text) =>
        readChunk(SNAPSHOT_FORMAT, text).records.map(({ shape }) => shape.id)
      ),
    );
    for (const id of new Scene(document).idsIn(box)) assert(ids.has(id));
  }));
});

Deno.test("[P3] what is looked at in a large room is in a few of its chunks", () => {
  const texts = [...snapshotChunks(field().document)]
    .filter((text) => text !== null);
  const { boxes } = readContents(SNAPSHOT_FORMAT, texts.pop()!)!;
  const met = boxes.filter((box) =>
    box !== null && box.x <= 320 && box.x + box.width >= -320 &&
    box.y <= 176 && box.y + box.height >= -176
  );
  assert(boxes.length >= 8 && met.length <= boxes.length / 2, `${met.length}`);
});
