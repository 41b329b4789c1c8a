/**
 * The one folder in which the client keeps drawings: it has the right to read and write there,
 * and nowhere else of the user's.
 *
 * @module
 */

import { join } from "@std/path";
import {
  isPart,
  isThere,
  readWholeFile,
  writeWholeFile,
} from "./whole_file.ts";

/** Files of drawings, by their names. Whatever goes wrong is thrown as one line for the person. */
export interface DrawingFiles {
  /** The folder, as it is told: `~/inkroom-drawings`. */
  readonly folder: string;
  /** Their names, in their order. */
  list(): Promise<readonly string[]>;
  has(name: string): Promise<boolean>;
  read(name: string): Promise<string>;
  /** @param replace may it take the place of one that is there? */
  write(
    name: string,
    parts: Iterable<string>,
    replace: boolean,
  ): Promise<void>;
}

/** What the user calls the folder that they want instead of the usual one. */
const VARIABLE = "INKROOM_FILES";
/** In the user's home. Not `inkroom`, which is what a copy of the program itself is called. */
const USUAL_FOLDER = "inkroom-drawings";

/** The user's drawings: in `INKROOM_FILES`, or in `~/inkroom-drawings`. */
export function drawingFiles(
  env: (name: string) => string | undefined,
): DrawingFiles {
  const home = env("HOME"), wanted = env(VARIABLE);
  const path = wanted || (home ? join(home, USUAL_FOLDER) : null);
  if (path === null || !path.startsWith("/")) return nowhere(path);
  const folder = home && path.startsWith(`${home}/`)
    ? `~${path.slice(home.length)}`
    : path;
  /** What is thrown names the folder as the person knows it. */
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const { message } = error as Error;
      throw new Error(message.replaceAll(path, folder));
    }
  };
  return {
    folder,
    list: () => listOf(path),
    has: (name) => told(isThere(join(path, name))),
    read: (name) => told(readWholeFile(join(path, name))),
    write: (name, parts, replace) =>
      told(
        makeFolder(path).then(() =>
          writeWholeFile(join(path, name), parts, { replace })
        ),
      ),
  };
}

async function makeFolder(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true });
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`Cannot make the folder ${path}: ${message}`);
  }
}

/** A folder that can't be read, or is not there yet, has nothing in it. */
async function listOf(path: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(path)) {
      if (!isDirectory && !name.startsWith(".") && !isPart(name)) {
        names.push(name);
      }
    }
  } catch {
    return [];
  }
  return names.sort();
}

function nowhere(path: string | null): DrawingFiles {
  const reason = path === null
    ? `There is no folder for drawings: set ${VARIABLE} to one.`
    : `${VARIABLE} must be a whole path, such as /home/ana/drawings.`;
  const refuse = () => Promise.reject(new Error(reason));
  return {
    folder: path ?? VARIABLE,
    list: () => Promise.resolve([]),
    has: refuse,
    read: refuse,
    write: refuse,
  };
}
