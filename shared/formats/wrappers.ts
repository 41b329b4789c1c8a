/**
 * Drawings as text within other text: a block of Markdown, a comment in a program (R50), and
 * out of it again (R51).
 *
 * @module
 */

import { FormatError } from "./format_error.ts";

/** In what a text is wrapped. */
export const WRAPPERS = [
  "markdown",
  "hash",
  "slashes",
  "block",
  "dashes",
  "semicolons",
  "html",
] as const;

/** In what a text is wrapped: {@linkcode WRAPPERS}. */
export type Wrapper = typeof WRAPPERS[number];

/** A way of wrapping. */
interface Wrapping {
  /** What it is, for what is told. */
  readonly name: string;
  wrap(lines: readonly string[]): string[];
  /** What is inside; `null` if the lines are not wrapped this way. */
  unwrap(lines: readonly string[]): string[] | null;
}

const WRAPPINGS: Readonly<Record<Wrapper, Wrapping>> = {
  markdown: {
    name: "a block of Markdown",
    wrap(lines) {
      // A fence is longer than all those inside.
      const runs = lines.flatMap((line) => line.match(/`+/g) ?? []);
      const longest = Math.max(2, ...runs.map(({ length }) => length));
      const fence = "`".repeat(longest + 1);
      return [fence, ...lines, fence];
    },
    unwrap(lines) {
      const fence = /^(`{3,}|~{3,})[^`]*$/.exec(lines[0] ?? "")?.[1];
      if (fence === undefined || lines.length < 2) return null;
      if (lines.at(-1)!.trimEnd() !== fence) return null;
      return lines.slice(1, -1);
    },
  },
  hash: lineComment("#"),
  slashes: lineComment("//"),
  block: blockComment("/*", "*/", " * "),
  dashes: lineComment("--"),
  semicolons: lineComment(";"),
  html: blockComment("<!--", "-->", ""),
};

/**
 * Wraps lines of text, each of which ends with LF.
 *
 * @throws {FormatError} if the text would end the comment that it is to be in.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { unwrapText, wrapText } from "./wrappers.ts";
 *
 * assertEquals(wrapText("┌┐\n└┘\n", "slashes"), "// ┌┐\n// └┘\n");
 * assertEquals(unwrapText("// ┌┐\n// └┘\n"), { text: "┌┐\n└┘\n", from: "a comment with //" });
 * ```
 */
export function wrapText(text: string, wrapper: Wrapper): string {
  const lines = text.split("\n").slice(0, -1);
  return joined(WRAPPINGS[wrapper].wrap(lines));
}

/** Takes a text out of its wrapper. `from` says what that was; `null` if there was none. */
export function unwrapText(
  text: string,
): { text: string; from: string | null } {
  const lines = text.split("\n");
  while (lines.at(-1)?.trim() === "") lines.pop();
  while (lines[0]?.trim() === "") lines.shift();
  for (const { name, unwrap } of Object.values(WRAPPINGS)) {
    const inside = unwrap(lines);
    if (inside !== null) return { text: joined(inside), from: name };
  }
  return { text, from: null };
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function lineComment(sign: string): Wrapping {
  const opened = `${sign} `;
  return {
    name: `a comment with ${sign}`,
    wrap: (lines) => lines.map((line) => line === "" ? sign : opened + line),
    unwrap(lines) {
      // One line alone is more likely a heading, or text, than a drawing in a comment.
      if (lines.length < 2) return null;
      const indent = /^\s*/.exec(lines[0]!)![0];
      const bodies = lines.map((line) => {
        if (!line.startsWith(indent)) return null;
        const rest = line.slice(indent.length);
        if (rest.trimEnd() === sign) return "";
        return rest.startsWith(opened) ? rest.slice(opened.length) : null;
      });
      return bodies.includes(null) ? null : bodies as string[];
    },
  };
}

function blockComment(open: string, close: string, margin: string): Wrapping {
  const bare = margin.trimEnd();
  return {
    name: `a comment in ${open} ${close}`,
    wrap(lines) {
      if (lines.some((line) => line.includes(close))) {
        throw new FormatError(
          `Cannot wrap this drawing in ${open} ${close}: there is ${close} in it. Choose another wrapper, such as markdown`,
        );
      }
      const body = lines.map((line) => line === "" ? bare : margin + line);
      return [open, ...body, margin === "" ? close : ` ${close}`];
    },
    unwrap(lines) {
      const first = lines[0]?.trim(), last = lines.at(-1)?.trim();
      if (lines.length < 2 || last !== close) return null;
      if (first !== open && first !== `${open}*`) return null;
      const body = lines.slice(1, -1);
      // Stars in front are the margin only where all lines have them.
      const hasMargin = margin !== "" &&
        body.every((line) => line.startsWith(margin) || line === bare);
      return hasMargin ? body.map((line) => line.slice(margin.length)) : body;
    },
  };
}
