import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { EMPTY_DOCUMENT } from "../document/document.ts";
import { sketch } from "../raster/testing/arbitrary.ts";
import { documentOf } from "../raster/testing/picture.ts";
import type { ShapeInput } from "../schema/shape.ts";
import { castInSteps, writeCast } from "./cast.ts";
import { exportInSteps } from "./export_steps.ts";
import { EXPORT_FORMATS, exportShapes, takeShapes } from "./formats.ts";

const drawing = fc.array(sketch, { maxLength: 8 }).map(documentOf);

for (const format of EXPORT_FORMATS) {
  Deno.test(`[R50] .${format} bit by bit is the same file, of a room and of a part of it`, () => {
    fc.assert(fc.property(drawing, fc.boolean(), (document, isPart) => {
      const part = isPart
        ? { ids: [...document.shapes.keys()].filter((_, at) => at % 2 === 0) }
        : {};
      const parts = [...exportInSteps(format, document, part)];
      const whole = exportShapes(format, takeShapes(document, part));
      assertEquals(parts.join(""), whole);
    }));
  });
}

/** Boxes one below the other: more than one step of any kind. */
function tower(boxes: number) {
  return documentOf(
    Array.from({ length: boxes }, (_, at): ShapeInput => ({
      id: `b${at}`,
      type: "rectangle",
      x: 0,
      y: at * 64,
      width: 808,
      height: 48,
    })),
  );
}

for (const format of EXPORT_FORMATS) {
  Deno.test(`[R50] a tall .${format} comes in parts, is the same, and tells how far it is`, () => {
    const document = tower(450);
    const told: string[] = [];
    const parts = [...exportInSteps(format, document, {}, {
      onProgress: (done, total) => told.push(`${done} of ${total}`),
    })];
    const whole = exportShapes(format, takeShapes(document));
    assertEquals(parts.join(""), whole);
    assertEquals(parts.length > 10, true);
    const [, done, total] = /^(\d+) of (\d+)$/.exec(told.at(-1)!)!;
    assertEquals(done, total);
  });
}

Deno.test("[R50] nothing is seen of the places where a tall text was divided", () => {
  const row = (left: string, middle: string, right: string) =>
    `${left}${middle.repeat(99)}${right}\n`;
  const box = row("┌", "─", "┐") + row("│", " ", "│") + row("└", "─", "┘");
  assertEquals(
    [...exportInSteps("txt", tower(450))].join(""),
    Array.from({ length: 450 }, () => box).join("\n"),
  );
});

Deno.test("[R50] more shapes than a picture takes are refused before any is drawn", () => {
  assertThrows(
    () => [...exportInSteps("svg", tower(20_001))],
    RangeError,
    "Cannot draw 20001 shapes as SVG, the limit is 20000",
  );
});

Deno.test("[R50] between the parts of a film there is time for something else", () => {
  const box = { id: "a", type: "rectangle", x: 0, y: 0 } as const;
  const { shape } = documentOf([box]).shapes.get("a")!;
  const events = Array.from({ length: 40 }, (_, at) => ({
    seq: at + 1,
    userId: "u_ana",
    at: 0,
    ops: at === 0
      ? [{ op: "create" as const, shape }]
      : [{ op: "move" as const, ids: ["a"], dx: 8, dy: 0 }],
  }));
  const parts = [...castInSteps(EMPTY_DOCUMENT, events)];
  assertEquals(parts.filter((part) => part === "").length, 80);
  assertEquals(
    parts.filter((part) => part !== ""),
    [...writeCast(EMPTY_DOCUMENT, events)],
  );
});
