/**
 * The keys that somebody has chosen: what the first frame shows of them, and all of them.
 *
 * @module
 */

import { configFolder, ourKeys } from "../files/asked_keys.ts";
import { FIRST_KEYS, type KeyOf } from "../state/actions/first_keys.ts";
import type { Keymap } from "../state/input/keymap.ts";

/** Keys to be shown now, and to be used later. */
export interface ChosenKeys {
  readonly keyOf: KeyOf;
  /** Loads what the keys do. */
  whole(): Promise<Keymap>;
}

/**
 * Finds the keys that were asked for. Those of a file are read and checked before this settles.
 *
 * @throws {Error} in one line, saying what to do.
 */
export async function chosenKeys(asked: string | null): Promise<ChosenKeys> {
  const folder = configFolder((name) => Deno.env.get(name));
  const ours = await ourKeys(asked, folder);
  if (ours !== null) {
    return {
      keyOf: (action) => (ours[action] ?? FIRST_KEYS[action])?.[0],
      async whole() {
        const { keymap } = await import("../state/input/keymap.ts");
        return keymap(ours);
      },
    };
  }
  const { chosenKeymap } = await import("../files/keymap_file.ts");
  const map = await chosenKeymap(asked, folder);
  return {
    keyOf: (action) => map.keysOf.get(action)?.[0],
    whole: () => Promise.resolve(map),
  };
}
