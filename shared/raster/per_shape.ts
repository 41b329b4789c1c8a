/**
 * What is known of a shape as long as it is there.
 *
 * @module
 */

import { printableLines } from "./sanitize.ts";

/**
 * Remembers what a function makes of each shape. Shapes never change: a changed one is another
 * object. Cutting a long text into graphemes takes milliseconds, laying it on cells does not.
 */
export function perShape<S extends object, T>(
  make: (shape: S) => T,
): (shape: S) => T {
  const known = new WeakMap<S, T>();
  return (shape) => {
    let made = known.get(shape);
    if (made === undefined) {
      made = make(shape);
      known.set(shape, made);
    }
    return made;
  };
}

/** The lines of a shape's text, as {@linkcode printableLines} has them. */
export const linesOf = perShape(({ text }: { readonly text: string }) =>
  printableLines(text)
);
