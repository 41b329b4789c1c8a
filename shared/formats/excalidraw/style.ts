/**
 * Styles of Excalidraw as ours.
 *
 * @module
 */

import type { Color } from "../../schema/color.ts";
import type { Props } from "../../schema/shape.ts";
import type { Element } from "./elements.ts";

/** From this width on a stroke is heavy: "extra bold" is 4. */
const HEAVY = 4;

/** Stroke, color, fill and lock of an element; its group is the caller's affair. */
export function styleOf(element: Element): Props {
  const fill = fillOf(element);
  return {
    stroke: strokeOf(element),
    color: colorOf(element.strokeColor, fill !== undefined),
    ...fill === undefined ? {} : { fill },
    ...element.locked ? { locked: true } : {},
  };
}

function strokeOf(
  { type, strokeStyle, strokeWidth, roundness }: Element,
): NonNullable<Props["stroke"]> {
  if (strokeStyle === "dashed" || strokeStyle === "dotted") return "dashed";
  if (strokeWidth >= HEAVY) return "heavy";
  const isRound = type === "ellipse" ||
    type === "rectangle" && roundness !== null && roundness !== undefined;
  return isRound ? "rounded" : "light";
}

/**
 * Ink that is nearly black on white paper becomes whatever the viewer's own is, but on a fill,
 * where it has to be dark still.
 */
function colorOf(color: string, isFilled: boolean): Color {
  const hex = hexOf(color);
  if (hex === null) return "default";
  const channels = [1, 3, 5].map((at) =>
    Number.parseInt(hex.slice(at, at + 2), 16)
  );
  const isInk = Math.max(...channels) < 0x40;
  return isInk && !isFilled ? "default" : hex;
}

const HATCHES: Readonly<Record<string, string>> = {
  hachure: "░",
  "cross-hatch": "▒",
  zigzag: "░",
};

/** A color, or a shade for what is hatched; `undefined` for nothing. */
function fillOf(
  { type, backgroundColor, fillStyle }: Element,
): Props["fill"] {
  if (type === "line" || type === "arrow" || type === "freedraw") {
    return undefined;
  }
  const hex = hexOf(backgroundColor);
  if (hex === null) return undefined;
  return HATCHES[fillStyle] ?? hex;
}

/** `#rrggbb` of what is written as `#rgb`, `#rrggbb` or with an alpha; `null` for all else. */
function hexOf(color: string): `#${string}` | null {
  const digits = /^#([0-9a-f]{3,8})$/i.exec(color)?.[1]?.toLowerCase();
  switch (digits?.length) {
    case 3:
    case 4:
      return `#${
        [...digits.slice(0, 3)].map((digit) => digit + digit).join("")
      }`;
    case 6:
    case 8:
      return `#${digits.slice(0, 6)}`;
    default:
      return null;
  }
}
