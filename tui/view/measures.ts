/**
 * Distances in the chrome, in cells.
 *
 * @module
 */

/** Between the chrome's words and the rim of the screen. */
export const MARGIN = 1;
/** Between the words of the status line. */
export const WORD_GAP = 3;
/** Between the room's name, the tools and the members' names. */
export const STRIP_GAP = 3;
