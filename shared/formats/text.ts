/**
 * A drawing as text: `.txt`, `.ans` with color, and plain text as shapes (R50, R51).
 *
 * @module
 */

import type { Charset } from "../raster/pen.ts";
import { renderText } from "../raster/text_output.ts";
import { MAX_TEXT } from "../schema/limits.ts";
import { codePointLength, withoutUnsafe } from "../schema/safe_text.ts";
import type { Shape, ShapeInput } from "../schema/shape.ts";
import { CELL_HEIGHT } from "../schema/units.ts";
import { lineWidth } from "../schema/width.ts";
import { documentOf } from "./document_of.ts";
import { FormatError } from "./format_error.ts";
import { unwrapText, type Wrapper, wrapText } from "./wrappers.ts";

/** How to write text. */
export interface WriteTextOptions {
  /** The characters there are; `unicode` when left out. */
  readonly charset?: Charset;
  /** With SGR sequences. */
  readonly color?: boolean;
  /** In what to wrap it; in nothing when left out. */
  readonly wrap?: Wrapper;
}

/**
 * Writes shapes as text: trimmed, LF, no empty margin.
 *
 * @throws {RangeError} if that would be too large.
 * @throws {FormatError} if it can't be wrapped this way.
 */
export function writeText(
  shapes: readonly Shape[],
  { wrap, ...options }: WriteTextOptions = {},
): string {
  const text = renderText(documentOf(shapes), options);
  return wrap === undefined ? text : wrapText(text, wrap);
}

/** Text that was read: nothing in it but what can be stored, no margin. */
export interface CleanText {
  readonly lines: readonly string[];
  /** What was done to it, in sentences. */
  readonly told: readonly string[];
}

/**
 * Makes lines of a text from anywhere: out of its wrapper, tabs as spaces, without sequences of
 * terminals and invisible characters, without an empty margin.
 *
 * @param unwrap take it out of a block or a comment?
 */
export function cleanText(text: string, unwrap: boolean): CleanText {
  const told: string[] = [];
  // Line ends and colors may hide a wrapper: they go first.
  const ended = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const bare = ended.replace(SEQUENCES, "");
  if (bare !== ended) {
    told.push("colors and other sequences for terminals were left out");
  }
  const unwrapped = unwrap ? unwrapText(bare) : { text: bare, from: null };
  if (unwrapped.from !== null) told.push(`taken out of ${unwrapped.from}`);
  const spaced = unwrapped.text.split("\n").map(withoutTabs).join("\n")
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f]/g, " ");
  const safe = withoutUnsafe(spaced);
  if (safe.removed > 0) {
    told.push(
      `invisible or control characters that were left out: ${safe.removed}`,
    );
  }
  return { lines: trimmed(safe.text.split("\n")), told };
}

// CSI, OSC and the short ones, of ECMA-48.
const SEQUENCES =
  // deno-lint-ignore no-control-regex
  /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])/g;

const TAB = 8;

function withoutTabs(line: string): string {
  if (!line.includes("\t")) return line;
  let out = "", columns = 0;
  for (const [index, part] of line.split("\t").entries()) {
    if (index > 0) {
      const spaces = TAB - columns % TAB;
      out += " ".repeat(spaces);
      columns += spaces;
    }
    out += part;
    columns += lineWidth(part);
  }
  return out;
}

/** Without spaces at the ends of lines, and without empty lines and columns around. */
function trimmed(lines: readonly string[]): string[] {
  const ended = lines.map((line) => line.replace(/ +$/, ""));
  const first = ended.findIndex((line) => line !== "");
  if (first === -1) return [];
  const last = ended.findLastIndex((line) => line !== "");
  const seen = ended.slice(first, last + 1);
  const margin = seen.reduce(
    (least, line) =>
      line === "" ? least : Math.min(least, /^ */.exec(line)![0].length),
    Infinity,
  );
  return seen.map((line) => line.slice(margin));
}

/**
 * Lines as one text at the origin, or as several, one below the other, where one could not hold
 * them all.
 *
 * @throws {FormatError} if a single line is longer than a text may be.
 */
export function textShapes(
  lines: readonly string[],
  makeId: () => string,
): ShapeInput[] {
  const shapes: ShapeInput[] = [];
  let text = "", length = 0, row = 0;
  const finish = (nextRow: number) => {
    if (text !== "") {
      const y = row * CELL_HEIGHT;
      shapes.push({ id: makeId(), type: "text", x: 0, y, text });
    }
    text = "", length = 0, row = nextRow;
  };
  for (const [index, line] of lines.entries()) {
    const more = codePointLength(line) + 1;
    if (more > MAX_TEXT) {
      throw new FormatError(
        `Cannot read this text: line ${index + 1} has ${
          more - 1
        } characters, the limit is ${MAX_TEXT - 1}`,
      );
    }
    if (length + more > MAX_TEXT) finish(index);
    text += length === 0 ? line : `\n${line}`;
    length += more;
  }
  finish(lines.length);
  return shapes;
}
