import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { CONTINUATION, glyphOf, Grid } from "../../shared/raster/grid.ts";
import type { ColorDepth } from "../terminal/color_depth.ts";
import { parse } from "./testing/grammar.ts";
import { Painter } from "./painter.ts";
import { printable } from "./printable.ts";

const sent = (text: string) => printable(glyphOf(text));

Deno.test.each([
  ["a", "a", 1],
  ["漢", "漢", 2],
  ["👩‍🚀", "👩‍🚀", 2],
  ["🇩🇪", "🇩🇪", 2],
  ["❤️", "❤️", 2],
  ["e\u0301", "e\u0301", 1],
  ["\u00a0", "\u00a0", 1],
])("[R34] %s is sent as %s, %d wide", (text, expected, width) => {
  assertEquals(sent(text).text, expected);
  assertEquals(sent(text).width, width);
});

Deno.test.each([
  ["ESC", "\x1b"],
  ["a whole sequence", "\x1b]52;c;eA==\x07"],
  ["CSI of one character", "\x9b31m"],
  ["OSC of one character", "\x9d"],
  ["line feed", "\n"],
  ["carriage return, line feed", "\r\n"],
  ["backspace", "\b"],
  ["SO", "\x0e"],
  ["ENQ", "\x05"],
  ["DEL", "\x7f"],
  ["NEL", "\x85"],
  ["LINE SEPARATOR", "\u2028"],
  ["right-to-left override", "\u202e"],
  ["isolate", "\u2066"],
  ["ZERO WIDTH SPACE", "\u200b"],
  ["a joiner alone", "\u200d"],
  ["a mark alone", "\u0301"],
  ["a variation selector alone", "\ufe0f"],
  ["HANGUL FILLER", "\u3164"],
  ["a tag", "\u{e0041}"],
  ["a lone surrogate", "\ud800"],
  ["two graphemes", "ab"],
  ["a letter and an override", "a\u202e"],
  ["nothing", ""],
])("[R45] %s is sent as ?", (_name, text) => {
  // What is empty has no glyph of its own: glyphOf makes it a blank.
  assertEquals(sent(text).text, text === "" ? " " : "?");
});

Deno.test("[L10] no more than 8 marks on one grapheme", () => {
  assertEquals(sent("e" + "\u0301".repeat(50)).text, "e" + "\u0301".repeat(8));
});

Deno.test("[L10] a joiner that joins no emoji is left out", () => {
  assertEquals(sent("e\u200d").text, "e");
  assertEquals(sent("👩\u200d").text, "👩");
});

Deno.test("[R40] sure are only single code points of the BMP", () => {
  const sure = ["a", "漢", "─", "👍", "e\u0301", "❤️"].map((text) =>
    sent(text).certain
  );
  assertEquals(sure, [true, true, true, false, false, false]);
});

const depths = fc.constantFrom<ColorDepth>("truecolor", "256", "16", "none");
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({ unit: "grapheme", maxLength: 2 }),
  fc.constantFrom(
    "\x1b[2J",
    "\x1b]52;c;eA==\x07",
    "\x9b6n",
    "\r",
    "\n",
    "\x1bc",
    "\x1bP",
    "\u202e",
    "\ud83d",
    "漢",
    "e" + "\u0301".repeat(20),
  ),
);
/** Any number is a glyph: real ones, strangers' text, and what nobody ever made. */
const glyphs = fc.oneof(
  hostile.map(glyphOf),
  fc.constant(CONTINUATION),
  fc.nat(0x110010),
  fc.nat(0xffff_ffff),
);

Deno.test("[R45] whatever is in the grid, the bytes are in our grammar", () => {
  const columns = 7, rows = 3, size = columns * rows;
  const numbers = fc.array(fc.nat(0xffff_ffff), {
    minLength: size,
    maxLength: size,
  });
  const picture = fc.record({
    glyphs: fc.array(glyphs, { minLength: size, maxLength: size }),
    fg: numbers,
    bg: numbers,
    attributes: numbers,
  });
  fc.assert(
    fc.property(
      fc.array(picture, { minLength: 1, maxLength: 4 }),
      depths,
      fc.boolean(),
      (pictures, depth, synchronized) => {
        const painter = new Painter({ columns, rows, depth });
        painter.synchronized = synchronized;
        const grid = new Grid(columns, rows);
        pictures.forEach((cells, i) => {
          grid.glyphs.set(cells.glyphs);
          grid.fg.set(cells.fg);
          grid.bg.set(cells.bg);
          grid.attributes.set(cells.attributes);
          const read = parse(painter.frame(grid), { first: i === 0 });
          assert("text" in read, "error" in read ? read.error : "");
        });
      },
    ),
    { numRuns: 1_000 },
  );
});

Deno.test("[R45] every code point there is, and each ends as at most one grapheme", () => {
  for (
    let codePoint = 0;
    codePoint <= 0x10ffff;
    codePoint += codePoint < 0x3000 ? 1 : 97
  ) {
    const { text } = printable(codePoint);
    const read = parse(new TextEncoder().encode(text));
    assert(
      "text" in read && read.text === text && text !== "",
      `U+${codePoint.toString(16)}`,
    );
  }
});

Deno.test("[R45] the grammar itself refuses what is not ours", () => {
  for (
    const bad of [
      "\x1b[6n",
      "\x1b]0;x\x07",
      "\x1bc",
      "\x1b[2J",
      "\x1b[?1049h",
      "\r",
      "a\nb",
      "\x1b[8m",
      "\x1b[99999H",
      "\x9b1m",
    ]
  ) {
    assert(
      "error" in parse(new TextEncoder().encode(bad)),
      JSON.stringify(bad),
    );
  }
});
