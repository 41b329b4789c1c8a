/**
 * Blessed's Program, tamed: it decodes keys, and does nothing else.
 *
 * @module
 */

import { EventEmitter } from "node:events";
import BlessedProgram from "blessed/lib/program.js";

/** A key as blessed tells it. */
export interface KeyPress {
  readonly name?: string;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
  readonly shift?: boolean;
}

/** The part of blessed's Program that is used. */
export interface Program {
  on(
    event: "keypress",
    listener: (character: string | undefined, key: KeyPress) => void,
  ): void;
  destroy(): void;
}

// Program inherits from EventEmitter by assigning to `__proto__`, which Deno does not have.
Object.setPrototypeOf(BlessedProgram.prototype, EventEmitter.prototype);

/**
 * A Program that reads keys from `input` and writes nothing.
 *
 * Its `enableMouse`, `alternateBuffer` and `pause` must not be called: modes are the terminal's
 * business (`terminal.ts`), reports the framer's.
 */
export function createProgram(input: EventEmitter): Program {
  const output = Object.assign(new EventEmitter(), {
    columns: 80,
    rows: 24,
    isTTY: true,
    write: () => true,
  });
  const options = { input, output, tput: false, terminal: "xterm" };
  // Program tells options from a stream by `options.__proto__`.
  Object.defineProperty(options, "__proto__", { value: Object.prototype });
  return new BlessedProgram(options) as Program;
}
