/**
 * Who we are to a server, kept over restarts: so what we drew stays ours.
 *
 * @module
 */

import { dirname, join } from "@std/path";
import { makeUserKey } from "../../shared/client/connection/secrets.ts";

/** Our folder of the user's state; `null` when the machine names no place for it. */
export function stateFolder(
  env: (name: string) => string | undefined,
): string | null {
  const state = env("XDG_STATE_HOME");
  if (state) return join(state, "inkroom");
  const home = env("HOME");
  return home ? join(home, ".local", "state", "inkroom") : null;
}

/** The file in that folder in which the keys are kept. */
export function identityIn(folder: string): string {
  return join(folder, "identity.json");
}

/**
 * Our secret name on a server. A server learns it, so each gets another.
 *
 * Where no file may be read or written, the name lasts as long as the program.
 */
export async function userKeyFor(
  server: string,
  path: string | null,
): Promise<string> {
  if (path === null) return makeUserKey();
  const origin = new URL(server).origin + new URL(server).host;
  const known = await readKeys(path);
  const old = known?.[origin];
  if (typeof old === "string") return old;
  const key = makeUserKey();
  if (known !== null) await writeKeys(path, { ...known, [origin]: key });
  return key;
}

/** `null`: the file can't be read, and so must not be written over. */
async function readKeys(path: string): Promise<Record<string, unknown> | null> {
  try {
    const parsed = JSON.parse(await Deno.readTextFile(path));
    return typeof parsed === "object" && parsed !== null ? parsed : null;
  } catch (error) {
    return error instanceof Deno.errors.NotFound ? {} : null;
  }
}

async function writeKeys(
  path: string,
  keys: Record<string, unknown>,
): Promise<void> {
  try {
    await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // Written aside and moved: two clients that start at once never leave half a file.
    const aside = `${path}.${crypto.randomUUID()}`;
    await Deno.writeTextFile(aside, JSON.stringify(keys), { mode: 0o600 });
    await Deno.rename(aside, path);
  } catch {
    // Drawing works without: the key is new the next time.
  }
}
