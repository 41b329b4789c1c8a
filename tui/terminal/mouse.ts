/**
 * SGR mouse reports (xterm's mode 1006).
 *
 * @module
 */

import type { MouseButton, MouseEvent } from "./events.ts";

const BUTTONS: readonly MouseButton[] = ["left", "middle", "right", "none"];
/** No screen is larger; a report from further out is nonsense and is pulled in to here. */
const FURTHEST = 65_534;

/**
 * Decodes the inside of `ESC [ < … M` (or `m`).
 *
 * Source: <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Mouse-Tracking>. Low bits of
 * the first number are the button; 4 is Shift, 8 Meta, 16 Ctrl, 32 motion, 64 the wheel, 128 a
 * button that no tool has a use for.
 *
 * @param parameters what stands after `<`: `button;column;row`, counted from 1.
 * @param final `m` when a button went up, else `M`.
 * @returns cells counted from 0, never below it, or `null` for what is no report.
 */
export function decodeMouse(
  parameters: string,
  final: "M" | "m",
): MouseEvent | null {
  const match = /^(\d+);(\d+);(\d+)$/.exec(parameters);
  if (match === null) return null;
  const code = Number(match[1]);
  if (code >= 128) return null;
  const where = {
    type: "mouse",
    column: cell(match[2]!),
    row: cell(match[3]!),
    ctrl: (code & 16) !== 0,
    meta: (code & 8) !== 0,
    shift: (code & 4) !== 0,
  } as const;
  if ((code & 64) !== 0) {
    if (final === "m") return null;
    return {
      ...where,
      action: "wheel",
      button: "none",
      delta: (code & 1) === 0 ? -1 : 1,
      axis: (code & 2) === 0 ? "vertical" : "horizontal",
    };
  }
  const button = BUTTONS[code & 3]!;
  const moved = (code & 32) !== 0;
  if (final === "m") return { ...where, action: "up", button };
  if (moved) {
    return { ...where, action: button === "none" ? "move" : "drag", button };
  }
  return { ...where, action: button === "none" ? "up" : "down", button };
}

function cell(digits: string): number {
  return Math.min(FURTHEST, Math.max(0, Number(digits) - 1));
}
