/**
 * Names keys: the bytes of one key in, a {@linkcode KeyEvent} out, decoded by blessed's Program.
 *
 * @module
 */

import { EventEmitter } from "node:events";
import { Buffer } from "node:buffer";
import { createProgram, type KeyPress, type Program } from "./program.ts";
import type { KeyEvent } from "./events.ts";

/**
 * Decodes one key at a time. Each decoder has a Program, and so an input, of its own; close it when
 * it is no longer needed, since blessed keeps a list of them.
 */
export class KeyDecoder {
  readonly #input = new EventEmitter();
  readonly #program: Program;
  #pressed: { character: string | undefined; key: KeyPress } | null = null;

  constructor() {
    this.#program = createProgram(this.#input);
    this.#program.on("keypress", (character, key) => {
      // Blessed tells Enter twice: as `return`, and as `enter`.
      if (key.name !== "return") this.#pressed = { character, key };
    });
  }

  /**
   * Names a key.
   *
   * @param sequence one key token of the framer.
   * @returns `null` if no key is known to send that.
   */
  decode(sequence: string): KeyEvent | null {
    // Blessed knows no Meta but before letters: it gets the bare key, Meta is ours.
    const second = sequence.slice(1);
    if (sequence[0] === "\x1b" && [...second].length === 1) {
      const bare = this.#bare(second);
      return bare === null
        ? null
        : named(baseOf(bare), { ...bare, text: null, meta: true });
    }
    return this.#bare(sequence);
  }

  /** Lets go of blessed's Program. */
  close(): void {
    this.#program.destroy();
  }

  #bare(sequence: string): KeyEvent | null {
    const control = CONTROLS[sequence];
    if (control !== undefined) {
      return named(control, { text: null, ctrl: true });
    }
    // Blessed works in UTF-16 code units: it would cut this in two.
    if (sequence.codePointAt(0)! > 0xffff) {
      return named(sequence, { text: sequence });
    }
    this.#pressed = null;
    this.#input.emit("data", Buffer.from(asBlessedKnowsIt(sequence)));
    // `as`: TypeScript does not see that the listener above runs inside of emit.
    const pressed = this.#pressed as
      | { character: string | undefined; key: KeyPress }
      | null;
    if (pressed === null) return null;
    return sequence.startsWith("\x1b")
      ? fromSequence(pressed.key)
      : fromCharacter(sequence, pressed.key);
  }
}

/** Control characters for which blessed has no name, or another key's. */
const CONTROLS: Readonly<Record<string, string>> = {
  "\x00": "space",
  "\n": "j",
  "\x1c": "\\",
  "\x1d": "]",
  "\x1e": "^",
  "\x1f": "_",
};

/** F1–F4 with modifiers are `ESC [ 1 ; 5 P` to a terminal, `ESC O 5 P` to blessed. */
function asBlessedKnowsIt(sequence: string): string {
  // deno-lint-ignore no-control-regex
  return sequence.replace(/^\x1b\[(?:1;)?(\d*)([PQRS])$/, "\x1bO$1$2");
}

function fromSequence(key: KeyPress): KeyEvent | null {
  if (key.name === undefined || key.name === "undefined") return null;
  return named(key.name, {
    text: null,
    ctrl: key.ctrl === true,
    meta: key.meta === true,
    shift: key.shift === true,
  });
}

function fromCharacter(character: string, key: KeyPress): KeyEvent {
  if (character === " ") return named("space", { text: " " });
  if (character < " " || character === "\x7f") {
    return named(key.name ?? character, {
      text: null,
      ctrl: key.ctrl === true,
    });
  }
  return named(character, { text: character, shift: key.shift === true });
}

interface Pressed {
  readonly text: string | null;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
  readonly shift?: boolean;
}

/** @param base the key without modifiers; of a printable character, the character as typed. */
function named(base: string, pressed: Pressed): KeyEvent {
  const { text, ctrl = false, meta = false, shift = false } = pressed;
  const printable = [...base].length === 1;
  const key = (ctrl ? "ctrl+" : "") + (meta ? "meta+" : "") +
    (shift && !printable ? "shift+" : "") + base;
  return { type: "key", key, text, ctrl, meta, shift };
}

function baseOf(event: KeyEvent): string {
  return event.key.replace(/^(?:(?:ctrl|meta|shift)\+)+/, "");
}
