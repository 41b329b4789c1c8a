/**
 * Our own clipboard, and what goes to the terminal's (T22).
 *
 * @module
 */

import { EMPTY_DOCUMENT } from "../../../shared/document/document.ts";
import { resolved } from "../../../shared/document/bindings.ts";
import { asDrawn, documentOf } from "../../../shared/formats/document_of.ts";
import { renderText } from "../../../shared/raster/text_output.ts";
import {
  cellHeight,
  cellsOfBox,
  cellWidth,
} from "../../../shared/raster/view.ts";
import {
  boxOf,
  type Shape,
  type ShapeInput,
} from "../../../shared/schema/shape.ts";
import { utf8Length } from "../../../shared/schema/utf8.ts";
import { contentsOf, copiesOf } from "../../tools/shapes/copies.ts";
import { sameCell } from "../../tools/geometry/cells.ts";
import type { Cell } from "../../tools/tool.ts";
import type { Effect } from "../effect.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { deleteSelection } from "./selection.ts";
import { submit } from "../work/submit.ts";
import { takeTool } from "../tool_step.ts";
import { pure, then, type Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** Shapes that were copied. */
export interface Clipboard {
  /** From back to front. */
  readonly shapes: readonly ShapeInput[];
  /** Where they were pasted last, and how often there. */
  readonly pasted: { readonly at: Cell; readonly times: number } | null;
}

/**
 * Bytes of text that terminals take: many drop a sequence of more than 100,000 bytes, which
 * base64 and seven bytes around it make of this many.
 */
export const MAX_COPY = 74_994;

/** Cells by which a copy is apart from its original. */
const APART = { columns: 2, rows: 1 } as const;

/** Copies what is selected: as text to the terminal, as shapes to our own clipboard. */
export function copySelection(model: Model, world: World): Update {
  const text = textOf(model, world);
  return sent(kept(model), world, text, "text");
}

/** The same, as JSON that can be pasted anywhere as shapes. */
export function copyAsJson(model: Model, world: World): Update {
  const shapes = contentsOf(model.document, model.selection);
  return sent(kept(model), world, `${JSON.stringify({ shapes })}\n`, "JSON");
}

/** Copies what is selected, and deletes it. */
export function cutSelection(model: Model, world: World): Update {
  return then(
    copySelection(model, world),
    (next) => deleteSelection(next, world),
  );
}

/** Pastes our own clipboard at the cursor; again at the same place, a little apart. */
export function pasteClipboard(model: Model, world: World): Update {
  const { clipboard, cursor } = model;
  if (clipboard === null) {
    const text = "Nothing was copied yet: y copies what is selected.";
    return pure(notify(model, text, "info", world.now));
  }
  const last = clipboard.pasted;
  const times = last !== null && sameCell(last.at, cursor) ? last.times + 1 : 0;
  const next: Model = {
    ...model,
    clipboard: { ...clipboard, pasted: { at: cursor, times } },
  };
  return pasteShapes(next, world, clipboard.shapes, {
    column: cursor.column + times * APART.columns,
    row: cursor.row + times * APART.rows,
  });
}

/** Creates copies of shapes, their top left at a cell, and selects them. */
export function pasteShapes(
  model: Model,
  world: World,
  shapes: readonly ShapeInput[],
  at: Cell,
): Update {
  const { zoom } = model.view;
  // A program may have left it to us where the ends of a bound arrow are.
  const drawn = contentsOf(
    documentOf(asDrawn(shapes)),
    shapes.map(({ id }) => id),
  );
  const cells = drawn.map((shape) => cellsOfBox(boxOf(shape as Shape), zoom));
  const column = Math.min(...cells.map((each) => each.column));
  const row = Math.min(...cells.map((each) => each.row));
  return copied(model, world, drawn, {
    dx: (at.column - column) * cellWidth(zoom),
    dy: (at.row - row) * cellHeight(zoom),
    // What is pasted goes where it is put, not back to the shapes that it came from.
    staysTied: () => false,
  });
}

/** Draws what is selected once more, a little apart. */
export function duplicateSelection(model: Model, world: World): Update {
  const { document, view: { zoom } } = model;
  const shapes = contentsOf(document, model.selection);
  return copied(model, world, shapes, {
    dx: APART.columns * cellWidth(zoom),
    dy: APART.rows * cellHeight(zoom),
    staysTied: (id) => document.shapes.has(id),
  });
}

function copied(
  model: Model,
  world: World,
  shapes: readonly ShapeInput[],
  options: Omit<Parameters<typeof copiesOf>[1], "newId">,
): Update {
  const copies = copiesOf(shapes, { ...options, newId: world.newId });
  return {
    model: {
      ...takeTool(model, "select"),
      selection: [...copies.ids],
    },
    effects: submit(copies.ops, world),
  };
}

function kept(model: Model): Model {
  const shapes = contentsOf(model.document, model.selection);
  return { ...model, clipboard: { shapes, pasted: null } };
}

/** What the eye sees of the selection alone (R50); `null` if that is too much to make. */
function textOf({ document, selection }: Model, world: World): string | null {
  const shapes = EMPTY_DOCUMENT.shapes.withMutations((only) => {
    for (const id of selection) {
      const record = document.shapes.get(id);
      if (record === undefined) continue;
      const shape = resolved(document, record.shape);
      only.set(id, { ...record, shape });
    }
  });
  const { charset } = world;
  try {
    return renderText({ ...EMPTY_DOCUMENT, shapes }, {
      charset,
      maxCells: MAX_CELLS,
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Cells of a text that is worth making: blanks at the ends of lines are not sent. */
const MAX_CELLS = 1_000_000;

function sent(
  model: Model,
  world: World,
  text: string | null,
  as: "text" | "JSON",
): Update {
  const count = model.clipboard?.shapes.length ?? 0;
  const what = count === 1 ? "1 shape" : `${count} shapes`;
  const bytes = text === null ? Infinity : utf8Length(text);
  if (text === null || bytes === 0 || bytes > MAX_COPY) {
    const why = bytes === 0
      ? "as text there is nothing to see of it"
      : "it is more than terminals take";
    const told = `Copied ${what} for P, not to the terminal: ${why}.`;
    return pure(notify(model, told, "warning", world.now));
  }
  const told = `Sent to the terminal: ${what} as ${as}. P pastes here.`;
  const effects: Effect[] = [{ type: "copy", text }];
  return { model: notify(model, told, "info", world.now), effects };
}
