import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  DEFAULT_PAINT,
  palette,
  truecolor,
  unpackPaint,
} from "../../shared/raster/grid.ts";
import { type ColorDepth, colorDepth, reducePaint } from "./color_depth.ts";

Deno.test.each(
  [
    [{}, "none"],
    [{ TERM: "dumb" }, "none"],
    [{ TERM: "dumb", COLORTERM: "truecolor" }, "none"],
    [{ TERM: "vt100" }, "none"],
    [{ TERM: "xterm-mono" }, "none"],
    [{ TERM: "xterm" }, "16"],
    [{ TERM: "linux" }, "16"],
    [{ TERM: "screen" }, "16"],
    [{ TERM: "some-new-terminal" }, "16"],
    [{ TERM: "vt100", COLORTERM: "1" }, "16"],
    [{ TERM: "xterm-256color" }, "256"],
    [{ TERM: "tmux-256color" }, "256"],
    [{ TERM: "XTERM-256COLOR" }, "256"],
    [{ TERM: "xterm-256color", COLORTERM: "truecolor" }, "truecolor"],
    [{ TERM: "screen", COLORTERM: "24bit" }, "truecolor"],
    [{ TERM: "xterm-direct" }, "truecolor"],
    [{ TERM: "xterm-kitty" }, "truecolor"],
    [{ TERM: "alacritty" }, "truecolor"],
    [{ TERM: "xterm-kitty", NO_COLOR: "1" }, "none"],
    [{ TERM: "xterm-256color", COLORTERM: "truecolor", NO_COLOR: "0" }, "none"],
    [{ TERM: "xterm-256color", NO_COLOR: "" }, "256"],
  ] as const,
)("[R44] %j has %s", (env, depth) => {
  assertEquals(colorDepth(env), depth);
});

Deno.test("[R44] the viewer's setting goes before the environment", () => {
  for (const depth of ["truecolor", "256", "16", "none"] as const) {
    assertEquals(colorDepth({ TERM: "xterm-256color" }, depth), depth);
  }
  assertEquals(colorDepth({ TERM: "xterm-256color" }, "auto"), "256");
});

Deno.test.each(
  [
    ["256", truecolor(0xff0000), palette(196)],
    ["256", truecolor(0x5f87af), palette(67)],
    ["256", truecolor(0x080808), palette(232)],
    ["256", truecolor(0x777777), palette(243)],
    ["256", truecolor(0xffffff), palette(231)],
    ["256", palette(9), palette(9)],
    ["16", truecolor(0xff0000), palette(9)],
    ["16", truecolor(0x000000), palette(0)],
    ["16", truecolor(0x00cc10), palette(2)],
    ["16", palette(196), palette(9)],
    ["16", palette(244), palette(8)],
    ["16", palette(5), palette(5)],
    ["none", palette(5), DEFAULT_PAINT],
    ["none", truecolor(0xff0000), DEFAULT_PAINT],
    ["truecolor", truecolor(0x123456), truecolor(0x123456)],
  ] as const,
)("[R44] in %s, %d is shown as %d", (depth, paint, shown) => {
  assertEquals(reducePaint(paint, depth), shown);
});

const depths = fc.constantFrom<ColorDepth>("truecolor", "256", "16", "none");
const paints = fc.oneof(
  fc.constant(DEFAULT_PAINT),
  fc.nat(255).map(palette),
  fc.nat(0xff_ffff).map(truecolor),
);

Deno.test("[R44] reducing gives only what the depth has, and once is enough", () => {
  fc.assert(fc.property(paints, depths, (paint, depth) => {
    const shown = reducePaint(paint, depth), color = unpackPaint(shown);
    assertEquals(reducePaint(shown, depth), shown);
    if (paint === DEFAULT_PAINT || depth === "none") {
      assertEquals(shown, DEFAULT_PAINT);
    } else if (depth !== "truecolor") {
      const colors = depth === "16" ? 16 : 256;
      assertEquals(color.kind === "palette" && color.index < colors, true);
    }
  }));
});
