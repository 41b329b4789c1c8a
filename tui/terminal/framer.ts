/**
 * Cuts what a terminal sends into keys, mouse reports, pastes and replies.
 *
 * Pure: bytes in, tokens out. However the bytes are split over calls, the tokens are the same; time
 * matters only to a sequence that is not complete, and comes in through
 * {@linkcode Framer.flush}.
 *
 * @module
 */

import { isSs3Key, readControlSequence } from "./control_sequence.ts";
import { PasteReader } from "./paste.ts";
import { keyToken as key, type Token } from "./token.ts";

/** After this silence, in ms, a lone ESC was the Escape key. */
export const ESCAPE_PATIENCE = 50;
/** After this silence, in ms, a sequence without an end is given up. */
export const SEQUENCE_PATIENCE = 1_000;

const ESC = "\x1b";
const MAX_PARAMETERS = 64;
const MAX_STRING = 1_024;

type State =
  | "ground"
  | "escape"
  | "csi"
  | "linux"
  | "ss3"
  | "string"
  | "stringEscape"
  | "x10"
  | "paste";

/**
 * A streaming cutter of terminal input.
 *
 * A terminal in whose pastes `ESC [ 201 ~` stands unfiltered can't be told from one where the paste
 * ended there; all terminals in use filter it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Framer } from "./framer.ts";
 *
 * const framer = new Framer();
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * assertEquals(framer.push(bytes("q\x1b[")), [{ type: "key", sequence: "q" }]);
 * assertEquals(framer.push(bytes("A")), [{ type: "key", sequence: "\x1b[A" }]);
 * ```
 */
export class Framer {
  #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #state: State = "ground";
  /** What has been read of the sequence under way. */
  #held = "";
  /** Which string is being read: `]`, `P`, `X`, `^` or `_`. */
  #opener = "";
  readonly #paste = new PasteReader();
  /** Characters of an old-style mouse report that are still to come. */
  #skip = 0;

  /** Takes what was read, and returns the tokens that it completes. */
  push(bytes: Uint8Array): Token[] {
    const tokens: Token[] = [];
    for (const character of this.#decoder.decode(bytes, { stream: true })) {
      this.#take(character, tokens);
    }
    return tokens;
  }

  /**
   * Milliseconds of silence after which {@linkcode Framer.flush} has something to do; `null` if
   * silence means nothing now.
   */
  get patience(): number | null {
    if (this.#state === "ground" || this.#state === "paste") return null;
    return this.#isOnePress() ? ESCAPE_PATIENCE : SEQUENCE_PATIENCE;
  }

  /**
   * Tells that nothing came for {@linkcode Framer.patience} ms: a lone ESC is the Escape key, ESC
   * and a letter that opens a sequence are that letter with Meta. A longer beginning is dropped, and
   * so is `ESC [`, which is more often half of a report than a key.
   */
  flush(): Token[] {
    if (this.patience === null) return [];
    const pressed = this.#isOnePress();
    const letter = { escape: "", ss3: "O", string: this.#opener };
    const sequence = ESC + (letter[this.#state as keyof typeof letter] ?? "");
    this.#reset();
    return pressed ? [key(sequence)] : [];
  }

  /** Could what is held be a key by itself: Escape, or Meta and a letter that opens a sequence? */
  #isOnePress(): boolean {
    const opens = this.#state === "ss3" || this.#state === "string";
    return this.#state === "escape" || opens && this.#held === "";
  }

  #reset(): void {
    this.#state = "ground";
    this.#held = "";
  }

  #take(character: string, tokens: Token[]): void {
    switch (this.#state) {
      case "ground":
        return this.#ground(character, tokens);
      case "escape":
        return this.#escape(character, tokens);
      case "csi":
        return this.#csi(character, tokens);
      case "linux":
        return this.#linux(character, tokens);
      case "ss3":
        return this.#ss3(character, tokens);
      case "string":
        return this.#string(character, tokens);
      case "stringEscape":
        return this.#stringEscape(character, tokens);
      case "x10":
        if (--this.#skip === 0) this.#reset();
        return;
      case "paste":
        return this.#readPaste(character, tokens);
    }
  }

  #ground(character: string, tokens: Token[]): void {
    if (character === ESC) {
      this.#state = "escape";
      return;
    }
    const code = character.codePointAt(0)!;
    // C1 controls are no keys, nor is what stands for bytes that were not UTF-8.
    if (code >= 0x80 && code < 0xa0 || code === 0xfffd) return;
    tokens.push(key(character));
  }

  #escape(character: string, tokens: Token[]): void {
    this.#reset();
    switch (character) {
      case ESC:
        tokens.push(key(ESC));
        this.#state = "escape";
        return;
      case "[":
        this.#state = "csi";
        return;
      case "O":
        this.#state = "ss3";
        return;
      case "]":
      case "P":
      case "X":
      case "^":
      case "_":
        this.#state = "string";
        this.#opener = character;
        return;
    }
    const code = character.codePointAt(0)!;
    if (code >= 0x80 && code < 0xa0 || code === 0xfffd) {
      tokens.push(key(ESC));
    } else tokens.push(key(ESC + character));
  }

  #csi(character: string, tokens: Token[]): void {
    const code = character.codePointAt(0)!;
    if (code < 0x20 || code > 0x7e) {
      // Cut short: what comes now is not a part of it.
      this.#reset();
      this.#take(character, tokens);
      return;
    }
    if (code < 0x40) {
      // rxvt's Shift: `ESC [ 3 $` ends with what is elsewhere not an end.
      if (character === "$" && /^\d{1,2}$/.test(this.#held)) {
        this.#endCsi("$", tokens);
      } else if (this.#held.length < MAX_PARAMETERS) this.#held += character;
      return;
    }
    if (character === "[" && this.#held === "") {
      this.#state = "linux";
      return;
    }
    this.#endCsi(character, tokens);
  }

  #endCsi(final: string, tokens: Token[]): void {
    const parameters = this.#held;
    this.#reset();
    if (parameters.length >= MAX_PARAMETERS) return;
    if (parameters === "200" && final === "~") this.#state = "paste";
    else if (parameters === "" && final === "M") {
      // A mouse report of the oldest sort, from a terminal that does not know mode 1006.
      this.#state = "x10";
      this.#skip = 3;
    } else {
      const token = readControlSequence(parameters, final);
      if (token !== null) tokens.push(token);
    }
  }

  /** `ESC [ [ A`: function keys of the Linux console. */
  #linux(character: string, tokens: Token[]): void {
    this.#reset();
    if (/[A-E]/.test(character)) tokens.push(key(`${ESC}[[${character}`));
    else if (character < " ") this.#take(character, tokens);
  }

  #ss3(character: string, tokens: Token[]): void {
    if (/\d/.test(character) && this.#held.length < 2) {
      this.#held += character;
      return;
    }
    const body = this.#held + character;
    this.#reset();
    if (isSs3Key(body)) tokens.push(key(`${ESC}O${body}`));
    else if (character < " ") this.#take(character, tokens);
  }

  #string(character: string, tokens: Token[]): void {
    if (character === ESC) this.#state = "stringEscape";
    else if (character === "\x07" || character === "\x9c") {
      this.#endString(tokens);
    } else if (character < " ") {
      // No reply holds a control character: this was somebody at the keys.
      this.#reset();
      this.#take(character, tokens);
    } else if (this.#held.length < MAX_STRING) this.#held += character;
  }

  #stringEscape(character: string, tokens: Token[]): void {
    if (character === "\\") {
      this.#endString(tokens);
      return;
    }
    this.#reset();
    this.#state = "escape";
    this.#take(character, tokens);
  }

  #endString(tokens: Token[]): void {
    const text = this.#held;
    this.#reset();
    if (this.#opener === "P" && text.startsWith(">|")) {
      const reply = { kind: "version", text: text.slice(2) } as const;
      tokens.push({ type: "reply", reply });
    }
  }

  #readPaste(character: string, tokens: Token[]): void {
    const text = this.#paste.take(character);
    if (text === null) return;
    this.#reset();
    tokens.push({ type: "paste", text });
  }
}
