/**
 * How the canvas looks with its decorations.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { ATTRIBUTE, Grid } from "../../../../shared/raster/grid.ts";
import { compose } from "../../../screen/compositor.ts";
import { drawing, type Hands } from "../../../testing/hands.ts";
import { decorationsOf } from "../decorations.ts";

/** The canvas with its decorations. */
export function grid(hands: Pick<Hands, "model" | "session">): Grid {
  const canvas = hands.session.render().grid;
  const target = new Grid(canvas.columns, canvas.rows);
  compose(target, {
    chrome: new Grid(canvas.columns, canvas.rows),
    canvas: { grid: canvas, column: 0, row: 0 },
    panels: [],
    decorations: decorationsOf(hands.model, canvas, hands.session.touching),
  });
  return target;
}

/** Holds the canvas with its decorations against a picture. */
export function looks(hands: Hands, expected: string): Grid {
  const cells = grid(hands);
  const lines = Array.from(
    { length: cells.rows },
    (_, row) => cells.rowText(row).trimEnd(),
  );
  assertEquals(`\n${lines.join("\n").trimEnd()}\n`, `\n${drawing(expected)}\n`);
  return cells;
}

/** Columns and rows of the cells that are shown inverse. */
export function inverse({ attributes, columns }: Grid): string[] {
  return [...attributes].flatMap((bits, at) =>
    bits & ATTRIBUTE.inverse
      ? [`${at % columns},${Math.floor(at / columns)}`]
      : []
  );
}
