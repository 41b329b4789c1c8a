import { assertEquals } from "@std/assert";
import {
  ATTRIBUTE,
  palette,
  PLAIN,
  truecolor,
} from "../../shared/raster/grid.ts";
import { restyle } from "./sgr.ts";

const style = (fg = 0, bg = 0, attributes = 0) => ({ fg, bg, attributes });
const { bold, dim, underline } = ATTRIBUTE;

Deno.test.each([
  ["nothing to do", PLAIN, PLAIN, ""],
  ["unknown before", null, PLAIN, "\x1b[m"],
  ["unknown before", null, style(palette(1)), "\x1b[;31m"],
  ["a named color", PLAIN, style(palette(1)), "\x1b[31m"],
  ["a bright one", PLAIN, style(palette(9), palette(15)), "\x1b[91;107m"],
  ["of 256", PLAIN, style(palette(196)), "\x1b[38;5;196m"],
  ["of 24 bits", PLAIN, style(0, truecolor(0x0102ff)), "\x1b[48;2;1;2;255m"],
  ["back", style(palette(1)), PLAIN, "\x1b[m"],
  ["half back", style(palette(1), palette(2)), style(palette(1)), "\x1b[49m"],
  [
    "one attribute more",
    style(0, 0, bold),
    style(0, 0, bold | underline),
    "\x1b[4m",
  ],
  [
    "bold stays when dim goes",
    style(palette(1), 0, bold | dim),
    style(palette(1), 0, bold),
    "\x1b[22;1m",
  ],
  ["from bold to dim", style(0, 0, bold), style(0, 0, dim), "\x1b[;2m"],
  ["bits of no attribute", PLAIN, style(0, 0, 192), ""],
])("[R40] %s: %j to %j", (_what, from, to, sequence) => {
  assertEquals(restyle(from, to), sequence);
});
