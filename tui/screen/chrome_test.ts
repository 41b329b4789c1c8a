import { assertEquals } from "@std/assert";
import {
  ATTRIBUTE,
  graphemeOf,
  type Grid,
  palette,
  truecolor,
} from "../../shared/raster/grid.ts";
import { Chrome } from "./chrome.ts";

const rows = (grid: Grid) =>
  Array.from({ length: grid.rows }, (_, row) => grid.rowText(row));

function cell(frame: string, column: number) {
  const chrome = new Chrome(20, 2);
  chrome.read(frame);
  const { glyphs, fg, bg, attributes } = chrome.grid;
  return [
    graphemeOf(glyphs[column]!),
    fg[column],
    bg[column],
    attributes[column],
  ];
}

Deno.test("[R40] a frame of Ink's becomes cells", () => {
  const chrome = new Chrome(8, 3);
  chrome.read("╭──╮\n│漢│\n╰──╯\ntoo much");
  assertEquals(rows(chrome.grid), ["╭──╮    ", "│漢│    ", "╰──╯    "]);
});

Deno.test("[R40] what is too wide is cut off, a halved wide grapheme blank", () => {
  const chrome = new Chrome(4, 1);
  chrome.read("abc漢x");
  assertEquals(rows(chrome.grid), ["abc "]);
});

Deno.test("[R40] a shorter frame leaves nothing of the longer one", () => {
  const chrome = new Chrome(4, 2);
  chrome.read("abcd\nefgh");
  chrome.read("x");
  assertEquals(rows(chrome.grid), ["x   ", "    "]);
});

Deno.test("[R40] after a resize the frame is read again", () => {
  const chrome = new Chrome(4, 1);
  chrome.read("abcdef");
  chrome.resize(6, 1);
  chrome.read("abcdef");
  assertEquals(rows(chrome.grid), ["abcdef"]);
});

Deno.test.each([
  ["\x1b[31mx", palette(1), 0, 0],
  ["\x1b[97mx", palette(15), 0, 0],
  ["\x1b[42mx", 0, palette(2), 0],
  ["\x1b[104mx", 0, palette(12), 0],
  ["\x1b[38;5;200mx", palette(200), 0, 0],
  ["\x1b[48;2;1;2;3mx", 0, truecolor(0x010203), 0],
  ["\x1b[1m\x1b[2m\x1b[3m\x1b[4m\x1b[7m\x1b[9mx", 0, 0, 63],
  ["\x1b[1;4;31mx", palette(1), 0, ATTRIBUTE.bold | ATTRIBUTE.underline],
  ["\x1b[1m\x1b[2m\x1b[22mx", 0, 0, 0],
  ["\x1b[31m\x1b[42m\x1b[1m\x1b[0mx", 0, 0, 0],
  ["\x1b[31m\x1b[42m\x1b[39mx", 0, palette(2), 0],
  ["\x1b[31m\x1b[42m\x1b[49mx", palette(1), 0, 0],
])("[R44] style %j", (frame, fg, bg, attributes) => {
  assertEquals(cell(frame, 0), ["x", fg, bg, attributes]);
});

Deno.test("[R45] sequences that are no styles do not become cells", () => {
  const chrome = new Chrome(8, 1);
  chrome.read("a\x1b]0;title\x07b\x1b]8;;file:///x\x07c\x1b]8;;\x07");
  assertEquals(rows(chrome.grid), ["abc     "]);
});
