import { assertEquals } from "@std/assert";
import { decodeMouse } from "./mouse.ts";

const plain = {
  type: "mouse",
  column: 9,
  row: 4,
  ctrl: false,
  meta: false,
  shift: false,
} as const;

Deno.test.each(
  [
    ["0;10;5", "M", { action: "down", button: "left" }],
    ["1;10;5", "M", { action: "down", button: "middle" }],
    ["2;10;5", "M", { action: "down", button: "right" }],
    ["0;10;5", "m", { action: "up", button: "left" }],
    ["3;10;5", "m", { action: "up", button: "none" }],
    ["32;10;5", "M", { action: "drag", button: "left" }],
    ["34;10;5", "M", { action: "drag", button: "right" }],
    ["35;10;5", "M", { action: "move", button: "none" }],
    ["4;10;5", "M", { action: "down", button: "left", shift: true }],
    ["8;10;5", "M", { action: "down", button: "left", meta: true }],
    ["16;10;5", "M", { action: "down", button: "left", ctrl: true }],
    ["60;10;5", "M", {
      action: "drag",
      button: "left",
      shift: true,
      meta: true,
      ctrl: true,
    }],
    ["64;10;5", "M", {
      action: "wheel",
      button: "none",
      delta: -1,
      axis: "vertical",
    }],
    ["65;10;5", "M", {
      action: "wheel",
      button: "none",
      delta: 1,
      axis: "vertical",
    }],
    ["66;10;5", "M", {
      action: "wheel",
      button: "none",
      delta: -1,
      axis: "horizontal",
    }],
    ["67;10;5", "M", {
      action: "wheel",
      button: "none",
      delta: 1,
      axis: "horizontal",
    }],
    ["81;10;5", "M", {
      action: "wheel",
      button: "none",
      delta: 1,
      axis: "vertical",
      ctrl: true,
    }],
    ["0;0;0", "M", { action: "down", button: "left", column: 0, row: 0 }],
    ["0;99999;99999", "M", {
      action: "down",
      button: "left",
      column: 65_534,
      row: 65_534,
    }],
  ] as const,
)("[T30] mouse report %s%s", (parameters, final, expected) => {
  assertEquals(decodeMouse(parameters, final), { ...plain, ...expected });
});

Deno.test.each(["", "0;1", "0;1;", "-1;1;1", "0;1;1;1", "128;1;1", "0;1e9;1"])(
  "[T30] no mouse report: %s",
  (parameters) => assertEquals(decodeMouse(parameters, "M"), null),
);

Deno.test("[T30] the wheel has no release", () => {
  assertEquals(decodeMouse("64;1;1", "m"), null);
});
