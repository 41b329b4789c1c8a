/**
 * The others: their cursors with their names, and what they have selected (T11).
 *
 * @module
 */

import { ATTRIBUTE } from "../../../shared/raster/grid.ts";
import { paintOf } from "../../../shared/raster/pen.ts";
import { cellOfPoint } from "../../../shared/raster/view.ts";
import type { Paint } from "../../../shared/schema/color.ts";
import type { MemberPresence } from "../../../shared/schema/presence.ts";
import { lineWidth } from "../../../shared/schema/width.ts";
import { cellsOfShape } from "../../tools/geometry/shape_cells.ts";
import type { Cell } from "../../tools/tool.ts";
import type { Liveliness } from "../../state/company/stirring.ts";
import type { Model } from "../../state/model.ts";
import { shownName } from "../../state/names/people.ts";
import { memberColors } from "../member_color.ts";
import type { Brush } from "./brush.ts";
import { rimMark } from "./rim.ts";

/** Frames of one peer's selection that are shown. */
const MOST = 50;

/** Marks in the corners of what the others have selected, in their colors. */
export function peerSelections(model: Model, brush: Brush): void {
  for (const { presence, color } of peersOf(model)) {
    const style = {
      fg: paintOf(color),
      bg: 0,
      attributes: ATTRIBUTE.inverse,
    };
    for (const id of presence.selection.slice(0, MOST)) {
      const shape = model.document.shapes.get(id)?.shape;
      if (shape === undefined) continue;
      brush.corners(cellsOfShape(shape, model.view.zoom), style);
    }
  }
}

/**
 * The others' cursors, each with its name beside it; dim of those who rest, and none of those who
 * do so for long. At the rim: who is beyond it.
 */
export function peerCursors(model: Model, brush: Brush): void {
  for (const { presence, color, name, liveliness } of peersOf(model)) {
    if (presence.cursor === null || liveliness === "away") continue;
    const cell = cellOfPoint(presence.cursor, model.view.zoom);
    const fg = paintOf(color);
    const isIdle = liveliness === "idle";
    const named = {
      fg,
      bg: 0,
      attributes: isIdle ? ATTRIBUTE.dim : ATTRIBUTE.bold,
    };
    if (!brush.sees({ ...cell, columns: 1, rows: 1 })) {
      rimMark(brush, cell, name, { ...named, charset: model.charset });
      continue;
    }
    const attributes = ATTRIBUTE.inverse | (isIdle ? ATTRIBUTE.dim : 0);
    brush.restyle(cell, { fg, bg: 0, attributes });
    brush.text(placeOf(cell, name, brush), name, named);
  }
}
/** Beside a cursor, where a name hides least of the drawing; at best nothing, and to the right. */
function placeOf({ column, row }: Cell, name: string, brush: Brush): Cell {
  const width = lineWidth(name);
  const right = { column: column + 1, row };
  const places: Cell[] = [right, { column: column - width, row }];
  for (const beside of [row - 1, row + 1, row - 2, row + 2]) {
    places.push(
      { column, row: beside },
      { column: column + 1, row: beside },
      { column: column - width, row: beside },
    );
  }
  let best = right, least = Infinity;
  // Behind the letters that somebody types, a name would be read as the next of them.
  const isTyping = brush.drawnIn({ column: column - 1, row }, 1) === 1;
  for (const place of places) {
    const read = isTyping && place.row === row ? 1 : 0;
    const drawn = (brush.drawnIn(place, width) ?? Infinity) + read;
    if (drawn < least) [best, least] = [place, drawn];
  }
  return best;
}

interface Peer {
  readonly presence: MemberPresence;
  readonly color: Paint;
  readonly name: string;
  readonly liveliness: Liveliness;
}

function* peersOf(
  model: Model,
): Generator<Peer> {
  const colors = memberColors(model.members);
  for (const member of model.members) {
    const presence = model.presences.get(member.memberId);
    if (presence === undefined || member.memberId === model.memberId) continue;
    const name = shownName(model, member);
    const { liveliness = "active" } = model.stirrings.get(member.memberId) ??
      {};
    yield {
      presence,
      color: colors.get(member.memberId)!,
      name,
      liveliness,
    };
  }
}
