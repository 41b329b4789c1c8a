/**
 * A file that is held open, to see whether it was deleted.
 *
 * @module
 */

import { closeSync, fstatSync, openSync, type Stats } from "node:fs";

/** It needs no rights to files but to begin with, unlike `Deno.FsFile`, which is faster. */
export class HeldFile {
  readonly #file: number;

  /** @throws if it can't be opened. */
  constructor(path: string) {
    this.#file = openSync(path, "r");
  }

  /** What the system tells of it. */
  stat(): Stats {
    return fstatSync(this.#file);
  }

  /** Is it at no path any more, deleted or replaced? Costs 6 µs. */
  isDeleted(): boolean {
    return this.stat().nlink === 0;
  }

  /** Lets go of it. */
  close(): void {
    closeSync(this.#file);
  }
}
