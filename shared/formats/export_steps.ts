/**
 * Large drawings out, bit by bit: for programs that have something else to do meanwhile.
 *
 * @module
 */

import type { Document } from "../document/document.ts";
import { Scene } from "../raster/scene.ts";
import { refuseTooMany, renderSvg } from "../raster/svg_output.ts";
import { textInSteps } from "../raster/text_output.ts";
import type { Shape } from "../schema/shape.ts";
import { documentInSteps } from "./document_of.ts";
import type { ExportFormat, ExportOptions } from "./formats.ts";
import { jsonInSteps } from "./json.ts";
import { type Part, takeInSteps } from "./take.ts";

/** How a drawing is written bit by bit. */
export interface StepOptions extends Pick<ExportOptions, "charset"> {
  /** Is told how far the work has come, in its own measure. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Takes a part of a drawing, and writes it: what `exportShapes(format, takeShapes(document, part))`
 * writes, in parts, some of which are empty. The drawing of all of a room takes no step that is
 * longer than some 10 ms, however many shapes there are.
 *
 * @throws {RangeError} if that would be too large.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { EMPTY_DOCUMENT } from "../document/document.ts";
 * import { exportInSteps } from "./export_steps.ts";
 *
 * const parts = exportInSteps("json", EMPTY_DOCUMENT);
 * assertEquals([...parts].join(""), '{"inkroom":1,"shapes":[\n]}\n');
 * ```
 */
export function* exportInSteps(
  format: ExportFormat,
  document: Document,
  part: Part = {},
  { charset = "unicode", onProgress = () => {} }: StepOptions = {},
): Generator<string, void> {
  switch (format) {
    case "json":
      return yield* jsonInSteps(counted(document, part, onProgress));
    case "svg": {
      const shapes = yield* taken(document, part);
      refuseTooMany(shapes.length);
      const scene = yield* indexed(yield* documentInSteps(shapes));
      let done = 0;
      for (const text of renderSvg(scene)) {
        onProgress(Math.min(++done, shapes.length), shapes.length);
        yield text;
      }
      return;
    }
    case "txt":
    case "ans": {
      const scene = yield* sceneOf(document, part);
      const options = { charset, color: format === "ans" };
      return yield* textInSteps(scene, options, onProgress);
    }
  }
}

function* counted(
  document: Document,
  part: Part,
  onProgress: (done: number, total: number) => void,
): Generator<Shape, void> {
  const total = document.shapes.size;
  let done = 0;
  for (const shape of takeInSteps(document, part)) {
    onProgress(++done, total);
    yield shape;
  }
}

function* taken(document: Document, part: Part): Generator<"", Shape[]> {
  const shapes: Shape[] = [];
  for (const shape of takeInSteps(document, part)) {
    shapes.push(shape);
    yield "";
  }
  return shapes;
}

/** Shapes that are indexed at a time. */
const INDEXED = 200;

function* sceneOf(document: Document, part: Part): Generator<"", Scene> {
  if (part.ids !== undefined || part.box !== undefined) {
    const shapes = yield* taken(document, part);
    return yield* indexed(yield* documentInSteps(shapes));
  }
  return yield* indexed(document);
}

function* indexed(document: Document): Generator<"", Scene> {
  const scene = new Scene();
  let ids: string[] = [], done = 0;
  const { size } = document.shapes;
  for (const id of document.shapes.keys()) {
    ids.push(id);
    if (++done < size && ids.length < INDEXED) continue;
    scene.update(document, ids);
    ids = [];
    yield "";
  }
  return scene;
}
