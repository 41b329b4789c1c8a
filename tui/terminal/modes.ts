/**
 * The modes a terminal is in while inkroom runs, and the questions put to it (T30, T31).
 *
 * @module
 */

/** Alternate screen. */
const SCREEN = 1049;
/** Button and drag reports, in the form of 1006. Reset before and after the screen is left. */
const MOUSE = [1002, 1006] as const;
const PASTE = 2004;
const FOCUS = 1004;
const CURSOR = 25;
/**
 * Off while we paint: a grapheme that the terminal draws wider than we think would wrap in the last
 * column, and scroll the screen in the last row.
 */
const WRAP = 7;

/** Frames between its set and its reset appear at once. */
export const SYNCHRONIZED_OUTPUT = 2026;

const set = (mode: number) => `\x1b[?${mode}h`;
const reset = (mode: number) => `\x1b[?${mode}l`;

/** Takes the terminal over. */
export const ENTER: string = set(SCREEN) + reset(CURSOR) + reset(WRAP) +
  MOUSE.map(set).join("") + set(PASTE) + set(FOCUS);

/**
 * Gives the terminal back as it was. Needs to know nothing of what has been written before: a frame
 * may have been cut in half.
 */
export const LEAVE: string = "\x1b[m" + reset(FOCUS) + reset(PASTE) +
  MOUSE.toReversed().map(reset).join("") + set(WRAP) + reset(SCREEN) +
  MOUSE.toReversed().map(reset).join("") + set(CURSOR);

/** Ends a synchronized frame that may have been cut; only for terminals that know the mode. */
export const END_SYNCHRONIZED: string = reset(SYNCHRONIZED_OUTPUT);

/** Asks: have you worked off all that came before? */
export const READY_QUERY = "\x1b[5n";

/**
 * Asks: do you know synchronized output, who are you, do you answer `ESC [ 5 n`, and, as every
 * terminal answers and so last, what are you.
 */
export const QUERIES: string =
  `\x1b[?${SYNCHRONIZED_OUTPUT}$p\x1b[>0q${READY_QUERY}\x1b[c`;

/** Asks what every terminal answers: when it has, no answer is under way any more. */
export const LAST_QUERY = "\x1b[c";
