/**
 * Marks: single characters that stand for a piece of outline where no arms fit, such as the
 * slopes of a circle in ASCII. Marks that meet join like arms do, in whatever order: equal ones
 * stay, `/` and `\` cross, all else is a joint.
 *
 * @module
 */

/** What ASCII strokes look like where they meet. */
export const ASCII_PLUS = "+";

// The first characters are ASCII strokes; those from FIRST_SIGN on are pieces of a rhombus, or
// stand for a whole shape, and give way to arms. (⎺ and ⎽ are scan lines, which terminals have
// since the VT100, and meet ╱ and ╲ at the corners of cells.)
const CHARACTERS = [
  "",
  "/",
  "\\",
  "X",
  ".",
  "'",
  "-",
  "|",
  "(",
  ")",
  "<",
  ">",
  "o",
  "^",
  "v",
  ASCII_PLUS,
  "⎺",
  "⎽",
  "∧",
  "∨",
  "‹",
  "›",
  "▫",
  "◦",
  "⋄",
];
const FIRST_SIGN = CHARACTERS.indexOf("⎺");
const JOINT = CHARACTERS.indexOf(ASCII_PLUS);
const CROSS = CHARACTERS.indexOf("X");

/** The mark that shows a character, which must be one of those there are. */
export function markOf(character: string): number {
  const mark = CHARACTERS.indexOf(character);
  if (mark <= 0) throw new RangeError(`Cannot mark a cell with "${character}"`);
  return mark;
}

/** The character of a mark. */
export function glyphOfMark(mark: number): string {
  return CHARACTERS[mark]!;
}

/** Is it a piece of an ASCII stroke? */
export function isAsciiMark(mark: number): boolean {
  return mark > 0 && mark < FIRST_SIGN;
}

/** What two marks are together: associative, commutative, idempotent. */
export function joinMarks(a: number, b: number): number {
  if (a === 0 || a === b) return b;
  if (b === 0) return a;
  if (a <= CROSS && b <= CROSS) return CROSS;
  // A piece of a stroke tells more than a sign.
  if (a >= FIRST_SIGN || b >= FIRST_SIGN) {
    return a >= FIRST_SIGN && b >= FIRST_SIGN ? Math.max(a, b) : Math.min(a, b);
  }
  return JOINT;
}
