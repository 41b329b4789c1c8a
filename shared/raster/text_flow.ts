/**
 * Text that flows through rows of given widths, word by word (R34).
 *
 * @module
 */

import type { Grapheme } from "../schema/width.ts";
import type { Charset } from "./pen.ts";
import { cellsOf, clipLine } from "./text_layout.ts";

/** What stands in a row. */
export interface FlownRow {
  readonly graphemes: readonly Grapheme[];
  /** Of which line of the text, from 0. */
  readonly line: number;
  /** After so many cells of that line. */
  readonly from: number;
  /** Is something missing after it that has no room? */
  readonly isCut: boolean;
}

/** How text flows. */
export interface FlowOptions {
  readonly charset: Charset;
  /** A word that no row has room for goes on in the next one; it is cut otherwise. */
  readonly breakWords: boolean;
  /** What has no room is cut. */
  readonly cut?: boolean;
}

/**
 * Fills rows from the first on; each line of the text begins a new one.
 *
 * @param widths of the rows, in cells.
 * @returns the rows that were needed; `null` if there are too few, unless what has no room is cut.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { graphemes } from "../schema/width.ts";
 * import { flowText } from "./text_flow.ts";
 *
 * const rows = flowText([graphemes("as it flows")], [6, 6], {
 *   charset: "unicode",
 *   breakWords: true,
 * });
 * const texts = rows!.map(({ graphemes }) => graphemes.map(({ text }) => text).join(""));
 * assertEquals(texts, ["as it", "flows"]);
 * ```
 */
export function flowText(
  lines: readonly (readonly Grapheme[])[],
  widths: readonly number[],
  { charset, breakWords, cut = false }: FlowOptions,
): FlownRow[] | null {
  const widest = Math.max(...widths);
  const rows: FlownRow[] = [];
  for (const [line, graphemes] of lines.entries()) {
    let at = 0, from = 0;
    do {
      const width = widths[rows.length];
      if (width === undefined) return null;
      if (cut && rows.length === widths.length - 1) {
        const more = line < lines.length - 1;
        const rest = graphemes.slice(at);
        const clipped = clipLine(rest, width, charset, more);
        const isCut = more || cellsOf(rest) > width;
        return [...rows, { graphemes: clipped, line, from, isCut }];
      }
      const end = endOfRow(graphemes, at, { width, widest, breakWords });
      const shown = graphemes.slice(at, end);
      const cells = cellsOf(shown);
      const isCut = cells > width;
      rows.push({
        graphemes: clipLine(shown, width, charset),
        line,
        from,
        isCut,
      });
      from += cells;
      // The space between two rows is not seen.
      for (
        at = end;
        at < graphemes.length && shown.length > 0 && isSpace(graphemes[at]!);
        at++
      ) from += 1;
    } while (at < graphemes.length);
  }
  return rows;
}

/** Up to where a line goes on in a row from `at` on; `at` itself if the next row is better for it. */
function endOfRow(
  line: readonly Grapheme[],
  at: number,
  { width, widest, breakWords }: {
    readonly width: number;
    readonly widest: number;
    readonly breakWords: boolean;
  },
): number {
  let cells = 0, fits = at;
  while (fits < line.length && cells + line[fits]!.width <= width) {
    cells += line[fits++]!.width;
  }
  if (fits === line.length) return fits;
  for (let end = fits; end > at; end--) if (canBreak(line, end)) return end;
  let word = at + 1;
  while (word < line.length && !canBreak(line, word)) word++;
  if (cellsOf(line.slice(at, word)) <= widest) return at;
  return breakWords ? fits : word;
}

/** May a row end before this grapheme? Scripts of wide characters have no spaces. */
function canBreak(graphemes: readonly Grapheme[], at: number): boolean {
  const before = graphemes[at - 1]!, after = graphemes[at]!;
  return isSpace(after) || before.width === 2 || after.width === 2;
}

function isSpace({ text }: Grapheme): boolean {
  return text === " ";
}
