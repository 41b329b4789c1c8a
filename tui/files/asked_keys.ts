/**
 * Which keys were asked for: one of our maps, which need no file and no check, or a file (T3).
 *
 * @module
 */

import { join } from "@std/path";
import { type KeyChanges, KEYMAPS } from "../state/input/key_changes.ts";

/** Our folder of the user's configuration; `null` when the machine names no place for it. */
export function configFolder(
  env: (name: string) => string | undefined,
): string | null {
  const config = env("XDG_CONFIG_HOME");
  if (config) return join(config, "inkroom");
  const home = env("HOME");
  return home ? join(home, ".config", "inkroom") : null;
}

/** What is used when nothing else was asked for, if it is there. */
export const USUAL_FILE = "keys.json";

/**
 * The map of ours that was asked for; `null`: a file has it.
 *
 * @param asked one of {@linkcode KEYMAPS}, or a file's name; `null`: {@linkcode USUAL_FILE}, if it is
 *   there.
 */
export async function ourKeys(
  asked: string | null,
  folder: string | null,
): Promise<KeyChanges | null> {
  if (asked !== null) return KEYMAPS[asked] ?? null;
  const isThere = folder !== null && await exists(join(folder, USUAL_FILE));
  return isThere ? null : KEYMAPS.usual!;
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    // Whatever else is wrong with it is told by whoever reads it.
    return !(error instanceof Deno.errors.NotFound);
  }
}
