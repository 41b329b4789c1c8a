/**
 * What is not recognised stays text, where it stands.
 *
 * @module
 */

import { MAX_TEXT } from "../../schema/limits.ts";
import type { ShapeInput } from "../../schema/shape.ts";
import { CELL_HEIGHT, CELL_WIDTH } from "../../schema/units.ts";
import type { Picture } from "./picture.ts";

/** Lines of text that begin in one column, one below the other. */
interface Block {
  readonly column: number;
  readonly row: number;
  readonly lines: string[];
  length: number;
}

/** A text may have so many code units; what follows is a text of its own. */
const LONGEST = MAX_TEXT / 2;

/** Texts for all cells but those taken, without ids. */
export function leftovers(
  picture: Picture,
  isTaken: (index: number) => boolean,
): Omit<ShapeInput, "id">[] {
  const blocks: Block[] = [];
  for (let row = 0; row < picture.grid.rows; row++) {
    for (const { column, text } of runsIn(picture, row, isTaken)) {
      const above = blocks.findLast((block) =>
        block.column === column && block.row + block.lines.length === row
      );
      if (above !== undefined && above.length + text.length < LONGEST) {
        above.lines.push(text);
        above.length += text.length + 1;
      } else {
        blocks.push({ column, row, lines: [text], length: text.length });
      }
    }
  }
  return blocks.map(({ column, row, lines }) => ({
    type: "text",
    x: column * CELL_WIDTH,
    y: row * CELL_HEIGHT,
    text: lines.join("\n"),
  }));
}

/** Stretches of a row; two blanks in a row divide them. */
function runsIn(
  picture: Picture,
  row: number,
  isTaken: (index: number) => boolean,
): { column: number; text: string }[] {
  const runs: { column: number; text: string }[] = [];
  let text = "", start = 0, blanks = 0;
  const finish = () => {
    if (text !== "") runs.push({ column: start, text });
    text = "", blanks = 0;
  };
  for (let column = 0; column < picture.grid.columns; column++) {
    const place = { column, row };
    if (isTaken(picture.index(place))) finish();
    else if (picture.isBlank(place)) {
      if (++blanks > 1) finish();
    } else {
      if (text === "") start = column;
      else text += " ".repeat(blanks);
      text += picture.text(place);
      blanks = 0;
    }
    if (text === "") blanks = 0;
    if (text.length >= LONGEST) finish();
  }
  finish();
  return runs;
}
