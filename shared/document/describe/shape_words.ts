/**
 * What people call shapes: "rectangle 'gateway'", "an arrow from 'web' to 'db'", "3 circles".
 *
 * @module
 */

import type { KindName } from "../../schema/kinds/kinds.ts";
import { isPath, type Shape } from "../../schema/shape.ts";

/** Finds a shape by its id, as far as it is known. */
export type Lookup = (id: string) => Shape | undefined;

/** Code points of a label that are told. */
const MOST = 24;

/**
 * One shape in words. Labels come as people wrote them, on one line and cut short: whoever shows
 * them sanitizes them, as everything else.
 */
export function nameOfShape(shape: Shape | undefined, lookup: Lookup): string {
  if (shape === undefined) return "a shape";
  const label = quotedLabel(shape);
  if (label !== null) return `${kindWord(shape.type)} ${label}`;
  return `${article(shape.type)} ${kindWord(shape.type)}${ends(shape, lookup)}`;
}

/** Several shapes in words: one by its name, more by their kind, or as shapes. */
export function nameOfShapes(
  shapes: readonly (Shape | undefined)[],
  lookup: Lookup,
): string {
  if (shapes.length === 1) return nameOfShape(shapes[0], lookup);
  const kinds = new Set(shapes.map((shape) => shape?.type));
  const [kind] = kinds;
  const word = kinds.size === 1 && kind !== undefined
    ? kindWord(kind)
    : "shape";
  return `${shapes.length} ${word}s`;
}

/** A shape's text between quotes, on one line and cut short; `null` if it has none. */
function quotedLabel(shape: Shape): string | null {
  return "text" in shape ? quoted(shape.text) : null;
}

/** A text between quotes, on one line and cut short; `null` if there is nothing to be read. */
export function quoted(text: string): string | null {
  const line = [...text.replaceAll(/\s+/g, " ").trim()];
  if (line.length === 0) return null;
  const short = line.length > MOST
    ? `${line.slice(0, MOST - 3).join("")}...`
    : line.join("");
  return `'${short}'`;
}

/** A kind as people say it. */
function kindWord(kind: KindName): string {
  return kind === "pencil" ? "pencil stroke" : kind;
}

function article(kind: KindName): string {
  return /^[aeiou]/.test(kind) ? "an" : "a";
}

/** Where a line leads, if the shapes at its ends have names. */
function ends(shape: Shape, lookup: Lookup): string {
  if (!isPath(shape)) return "";
  const [from, to] = [shape.start, shape.end].map((binding) => {
    const target = binding === null ? undefined : lookup(binding.id);
    return target === undefined ? null : quotedLabel(target);
  });
  return (from ? ` from ${from}` : "") + (to ? ` to ${to}` : "");
}
