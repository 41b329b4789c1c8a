/**
 * The key map that somebody has chosen: one of ours, or a file of theirs (T3, T20).
 *
 * @module
 */

import { basename, join } from "@std/path";
import { USUAL_FILE } from "./asked_keys.ts";
import { KEYMAPS } from "../state/input/key_changes.ts";
import { type Keymap, keymap } from "../state/input/keymap.ts";
import { parseKeymap } from "../state/input/keymap_format.ts";

/**
 * Makes the key map that was asked for. Files are read from one folder alone: the client has no
 * right to read anything else there.
 *
 * @param asked one of {@linkcode KEYMAPS}, or a file's name; `null`: `keys.json`, if it is there.
 * @throws {Error} in one line, saying what to do.
 */
export async function chosenKeymap(
  asked: string | null,
  folder: string | null,
): Promise<Keymap> {
  const own = KEYMAPS[asked ?? "usual"];
  if (asked !== null && own !== undefined) return keymap(own);
  const name = asked ?? USUAL_FILE;
  if (folder === null) {
    if (asked === null) return keymap();
    throw new Error(
      `Cannot read the keys ${name}: set XDG_CONFIG_HOME to the folder that holds inkroom/${name}`,
    );
  }
  const path = join(folder, basename(name));
  if (name !== basename(name) && name !== path) {
    throw new Error(
      `Cannot read the keys ${name}: files of keys are read from ${folder} alone; put it there, and say --keys ${
        basename(name)
      }`,
    );
  }
  const text = await read(path, asked === null);
  if (text === null) return keymap();
  try {
    return keymap(parseKeymap(text));
  } catch (error) {
    const { message } = error as Error;
    throw new Error(
      `Cannot use the keys in ${path}: ${
        message.replace("Cannot bind keys: ", "")
      }`,
    );
  }
}

async function read(path: string, mayMiss: boolean): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (mayMiss) return null;
    const why = error instanceof Deno.errors.NotFound
      ? "there is no such file"
      : (error as Error).message;
    throw new Error(`Cannot read the keys ${path}: ${why}`);
  }
}
