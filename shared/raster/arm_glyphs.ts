/**
 * The glyphs of box drawing, as data (Unicode block "Box Drawing", U+2500–257F).
 *
 * @module
 */

/**
 * Light and heavy lines, all 80 of them. A row is a weight up (0 none, 1 light, 2 heavy) plus
 * 3 × the weight down; a place in it is the weight left plus 3 × the weight right.
 */
export const ARM_GLYPHS: readonly string[] = [
  " ╴╸╶─╾╺╼━",
  "╵┘┙└┴┵┕┶┷",
  "╹┚┛┖┸┹┗┺┻",
  "╷┐┑┌┬┭┍┮┯",
  "│┤┥├┼┽┝┾┿",
  "╿┦┩┞╀╃┡╄╇",
  "╻┒┓┎┰┱┏┲┳",
  "╽┧┪┟╁╅┢╆╈",
  "┃┨┫┠╂╉┣╊╋",
];

/** The 29 glyphs with double lines (3), by the weights left, right, up, down. */
export const DOUBLE_GLYPHS: Readonly<Record<string, string>> = {
  "3300": "═",
  "0033": "║",
  "0103": "╓",
  "0301": "╒",
  "0303": "╔",
  "1003": "╖",
  "3001": "╕",
  "3003": "╗",
  "0130": "╙",
  "0310": "╘",
  "0330": "╚",
  "1030": "╜",
  "3010": "╛",
  "3030": "╝",
  "0133": "╟",
  "0311": "╞",
  "0333": "╠",
  "1033": "╢",
  "3011": "╡",
  "3033": "╣",
  "1103": "╥",
  "3301": "╤",
  "3303": "╦",
  "1130": "╨",
  "3310": "╧",
  "3330": "╩",
  "1133": "╫",
  "3311": "╪",
  "3333": "╬",
};

/** ASCII by the sides that have an arm: up 1, right 2, down 4, left 8. */
export const ASCII_GLYPHS = " |-+||++-+-+++++";
