/**
 * One contestant's turn at one measure. Whatever goes wrong in it, here or in a socket's listener,
 * and however long it takes, the others go on.
 *
 * @module
 */

import type { Contestant } from "./contestants.ts";
import type { Figures } from "../report/figures.ts";
import type { Measure } from "./measures/measure.ts";
import { stopAll } from "./process.ts";
import { whenLost } from "./protocols/socket.ts";

/** The longest that a turn may take. */
const PATIENCE_MS = 240_000;
/** How long a run that failed has to say so itself. */
const PATIENCE_AFTER_MS = 2_000;

/** `null`: there was no turn yet, and what goes wrong ends the program. */
let fail: ((error: Error) => void) | null = null;

whenLost((error) => fail?.(error));
globalThis.addEventListener("error", (event) => {
  if (fail !== null) event.preventDefault();
  fail?.(event.error);
});
globalThis.addEventListener("unhandledrejection", (event) => {
  if (fail !== null) event.preventDefault();
  fail?.(event.reason);
});

/**
 * Makes what the contestant begins each round of a measure with, if there is such a thing, in a
 * new folder.
 *
 * @throws {Error} If it can't.
 */
export async function prepare(
  contestant: Contestant,
  measure: Pick<Measure, "prepare">,
  folder: string,
): Promise<void> {
  await Deno.mkdir(folder);
  await guarded(async () => await measure.prepare?.(contestant, folder));
}

/**
 * What the contestant did, beginning with a copy of a folder of files that is gone afterwards.
 *
 * @throws {Error} If it did not do the work.
 */
export async function turnOf(
  contestant: Contestant,
  measure: Pick<Measure, "run">,
  begin: string,
): Promise<Figures> {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-bench-" });
  try {
    for await (const { name } of Deno.readDir(begin)) {
      await Deno.copyFile(`${begin}/${name}`, `${folder}/${name}`);
    }
    return await guarded(() => measure.run(contestant, folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  const failed = Promise.withResolvers<never>();
  fail = failed.reject;
  const patience = setTimeout(
    () =>
      failed.reject(new Error(`Cannot bench: not done in ${PATIENCE_MS} ms`)),
    PATIENCE_MS,
  );
  const done = work();
  try {
    return await Promise.race([done, failed.promise]);
  } catch (error) {
    // A run that fails ends its server, and hears of the closed sockets before it says why.
    const late = new Promise<never>((_, reject) =>
      setTimeout(() => reject(error), PATIENCE_AFTER_MS)
    );
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(patience);
    // What a failed run does from here on is no failure of the next one.
    fail = () => {};
    await stopAll();
  }
}
