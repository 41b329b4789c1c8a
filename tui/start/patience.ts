/**
 * A word to whoever waits for a program's packages to arrive: at the first start that takes
 * seconds. Deno's own progress bar would go on drawing over the screen that we have opened
 * meanwhile, so the tasks run with `--quiet`.
 *
 * @module
 */

/** Loads faster than this need no word, in milliseconds. */
const NOTICED_MS = 700;

/** Loads a program by `load`, with a word on stderr when that takes long. */
export async function loadWithPatience<T>(load: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => {
    const word =
      "inkroom: fetching packages; only the first start takes this long\n";
    Deno.stderr.writeSync(new TextEncoder().encode(word));
  }, NOTICED_MS);
  try {
    return await load();
  } finally {
    clearTimeout(timer);
  }
}
