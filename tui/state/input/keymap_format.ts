/**
 * A key map as people write it, in JSON: `{"extends": "vim", "keys": {"undo": ["ctrl+u"]}}`.
 *
 * @module
 */

import { z } from "zod";
import { type KeyChanges, KEYMAPS } from "./key_changes.ts";

const formatSchema = z.strictObject({
  extends: z.enum(
    Object.keys(KEYMAPS),
    `must be ${Object.keys(KEYMAPS).join(" or ")}`,
  ).default("usual"),
  keys: z.record(
    z.string(),
    z.array(z.string(), 'must be a list of keys, such as ["ctrl+x"]'),
    'must be an object, such as {"undo": ["ctrl+x"]}',
  ).default({}),
}, {
  error: ({ code, keys }) =>
    code === "unrecognized_keys"
      ? `has "${keys?.[0]}", where only "extends" and "keys" mean something`
      : 'must be an object, such as {"extends": "vim", "keys": {}}',
});

/**
 * Reads a key map: its own changes over those of the map that it extends.
 *
 * @throws {SyntaxError} saying what is wrong, and where.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseKeymap } from "./keymap_format.ts";
 *
 * assertEquals(parseKeymap('{"keys": {"find": ["Ctrl+F"]}}'), { find: ["ctrl+f"] });
 * ```
 */
export function parseKeymap(text: string): KeyChanges {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`it is not JSON: ${(error as Error).message}`);
  }
  const parsed = formatSchema.safeParse(json);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new SyntaxError(
      `${path.length === 0 ? "it" : path.join(".")} ${message}`,
    );
  }
  const { extends: base, keys } = parsed.data;
  const own = Object.entries(keys)
    .map(([action, names]) => [action, names.map(keyNamed)] as const);
  return { ...KEYMAPS[base], ...Object.fromEntries(own) };
}

/** Keys with a name of more than one letter. */
const NAMED =
  /^(up|down|left|right|home|end|pageup|pagedown|insert|delete|backspace|enter|tab|escape|space|f([1-9]|1[0-2]))$/;

/** As people also write them. */
const ALSO: Readonly<Record<string, string>> = {
  esc: "escape",
  del: "delete",
  return: "enter",
};

/** What terminals send for another key as well; and Ctrl+C, which always leaves (T20). */
const NEVER: Readonly<Record<string, string>> = {
  "ctrl+h": "terminals send it for Backspace too",
  "ctrl+i": "terminals send it for Tab too",
  "ctrl+j": "terminals send it for Enter too",
  "ctrl+m": "terminals send it for Enter too",
  "ctrl+[": "terminals send it for Esc too",
  "ctrl+c": "it always leaves",
};

/**
 * A key as the terminal names it.
 *
 * @throws {SyntaxError} where there is no such key, or it can't be bound.
 */
function keyNamed(written: string): string {
  const [, modifiers = "", last = ""] =
    /^((?:[a-z]+\+)*)(.+)$/i.exec(written) ?? [];
  const has = (...names: string[]) =>
    modifiers.toLowerCase().split("+").some((name) => names.includes(name));
  const others = modifiers.toLowerCase().split("+")
    .filter((name) => !["", "ctrl", "alt", "meta", "shift"].includes(name));
  const isLetter = [...last].length === 1;
  const lower = last.toLowerCase();
  const base = isLetter ? (has("ctrl") ? lower : last) : ALSO[lower] ?? lower;
  if (others.length > 0 || (!isLetter && !NAMED.test(base)) || last === " ") {
    throw new SyntaxError(
      `"${written}" is no key: keys are a, A, +, space, f5, ctrl+x, alt+x, shift+up`,
    );
  }
  if (isLetter && has("shift")) {
    throw new SyntaxError(
      `"${written}" is no key: a letter with Shift is written as it is typed, such as A`,
    );
  }
  const key = (has("ctrl") ? "ctrl+" : "") +
    (has("alt", "meta") ? "meta+" : "") + (has("shift") ? "shift+" : "") + base;
  const why = NEVER[key];
  if (why !== undefined) {
    throw new SyntaxError(`${written} can't be bound: ${why}`);
  }
  return key;
}
