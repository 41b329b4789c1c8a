/**
 * Paths with named parts.
 *
 * @module
 */

/** Reads the named parts of a path; `null` if the path is another one. */
export type PathPattern = (path: string) => Record<string, string> | null;

/**
 * Makes a pattern of a path such as `/rooms/:id.txt`. A named part is a whole segment of the
 * path but for what the pattern says after it; it comes decoded.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { pathPattern } from "./path_pattern.ts";
 *
 * const drawing = pathPattern("/rooms/:id.txt");
 * assertEquals(drawing("/rooms/lobby.txt"), { id: "lobby" });
 * assertEquals(drawing("/rooms/lobby"), null);
 * ```
 */
export function pathPattern(pattern: string): PathPattern {
  const names: string[] = [];
  const source = pattern.split(/(:[a-z]+)/).map((part) => {
    if (!part.startsWith(":")) return part.replace(/[.]/g, "\\$&");
    names.push(part.slice(1));
    return "([^/]+)";
  });
  const matcher = new RegExp(`^${source.join("")}$`);
  return (path) => {
    const match = matcher.exec(path);
    if (match === null) return null;
    return Object.fromEntries(
      names.map((name, i) => [name, decode(match[i + 1]!)]),
    );
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
