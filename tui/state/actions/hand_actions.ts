/**
 * Arrow keys, Space, Enter and Esc: what they mean depends on the tool in hand.
 *
 * @module
 */

import type { CellVector } from "../../tools/tool.ts";
import { beginEntry } from "../typing/entry.ts";
import { typeText } from "../typing/entry_keys.ts";
import type { Model } from "../model.ts";
import { takeOffer } from "../shapes/offer.ts";
import { takeTool, tellTool } from "../tool_step.ts";
import { pure, type Update } from "../update_type.ts";
import { moveCursor } from "../viewport.ts";
import type { World } from "../world.ts";

/** An arrow key: the tool may take it; else the cursor goes there, and the tool is told. */
export function nudge(
  model: Model,
  world: World,
  direction: CellVector,
  step: number,
): Update {
  const by = {
    columns: direction.columns * step,
    rows: direction.rows * step,
  };
  const taken = takeOffer(model, world, by) ??
    tellTool(model, world, { type: "nudge", by });
  if (taken !== null) return taken;
  const moved = moveCursor({ ...model, row: null }, {
    column: model.cursor.column + by.columns,
    row: model.cursor.row + by.rows,
  });
  return tellTool(moved, world, { type: "move" }) ?? pure(moved);
}

/** Space: as if a mouse button were pressed at the cursor. */
export function pressKey(model: Model, world: World): Update {
  return tellTool({ ...model, fresh: null, row: null }, world, {
    type: "press",
    by: "key",
    toggle: false,
    double: false,
  }) ?? pure(model);
}

/** Enter: finish, or go into what is selected. */
export function confirm(model: Model, world: World): Update {
  return tellTool({ ...model, row: null }, world, { type: "confirm" }) ??
    pure(model);
}

/** Esc: what was told goes; and the innermost thing ends: drag, then selection, then tool. */
export function cancel(model: Model, world: World): Update {
  const still: Model = {
    ...model,
    row: null,
    grabbed: null,
    notices: [],
    boxesUntil: 0,
  };
  const told = tellTool(still, world, { type: "cancel" });
  if (told !== null) return told;
  return pure(
    still.inHand.name === "select" ? still : takeTool(still, "select"),
  );
}

/** A letter right after a closed shape was drawn, or with a tool that types (T18). */
export function beginTyping(model: Model, world: World, text: string): Update {
  const begun = model.fresh !== null
    ? beginEntry(model, world, { kind: "shape", ...model.fresh })
    : beginEntry(model, world, { kind: "new" });
  return begun.entry === null
    ? pure(begun)
    : typeText(begun, world, begun.entry, text);
}
