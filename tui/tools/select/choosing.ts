/**
 * Choosing several shapes by keys: arrow keys would move what is selected already, so they go
 * from shape to shape until the choice is made.
 *
 * @module
 */

import { centre } from "../geometry/cells.ts";
import { groupOf } from "../shapes/groups.ts";
import { cellsOfShape } from "../geometry/shape_cells.ts";
import type { Step, ToolContext } from "../tool.ts";
import { framed } from "./finishing.ts";
import { toggled } from "./pressing.ts";
import type { SelectState } from "./state.ts";

/** `,`: the shape at the cursor is in or out; where none is, what a frame will enclose. */
export function choose(
  state: SelectState,
  context: ToolContext,
): Step<SelectState> {
  const { document, selection, cursor, zoom } = context;
  if (state.kind === "marquee") {
    const inside = framed({ ...state, kept: [] }, context);
    return {
      state: { kind: "choosing", at: null },
      select: toggled(state.kept, inside),
    };
  }
  const at = state.kind === "choosing" ? state.at : null;
  const id = at ?? context.hitTest(cursor);
  if (id === null) {
    const from = centre(cursor, zoom);
    return {
      state: {
        kind: "marquee",
        from,
        held: false,
        kept: selection,
        clicked: [],
      },
    };
  }
  return {
    state: { kind: "choosing", at },
    select: toggled(selection, groupOf(document, id)),
  };
}

/** Tab: to the next shape, or the one before, without taking it. */
export function goOn(
  { at }: Extract<SelectState, { kind: "choosing" }>,
  by: 1 | -1,
  context: ToolContext,
): Step<SelectState> {
  const { document, zoom, cursor } = context;
  const ids = [...document.order].map(({ id }) => id);
  const from = ids.indexOf(at ?? context.hitTest(cursor) ?? "");
  const next = ids.at(
    from < 0 ? (by > 0 ? 0 : -1) : (from + by) % ids.length,
  );
  if (next === undefined) return { state: { kind: "choosing", at: null } };
  const { column, row } = cellsOfShape(document.shapes.get(next)!.shape, zoom);
  return { state: { kind: "choosing", at: next }, cursor: { column, row } };
}
