/**
 * Bracketed paste: everything between `ESC [ 200 ~` and `ESC [ 201 ~` is text, whatever it holds.
 *
 * @module
 */

const END = "\x1b[201~";
/** Code units of a paste that are kept. */
const MOST = 1_048_576;

/** Gathers one paste. */
export class PasteReader {
  #text = "";
  /** The last characters, as many as the end has. */
  #tail = "";

  /**
   * Takes one character.
   *
   * @returns the whole text at its end, `null` before: lines end with `\n`, and escape sequences lose
   *   their ESC, and so their meaning.
   */
  take(character: string): string | null {
    this.#tail = (this.#tail + character).slice(-END.length);
    // What is too much is read to its end all the same: it must not become keys.
    if (this.#text.length < MOST + END.length) this.#text += character;
    if (this.#tail !== END) return null;
    const whole = this.#text.endsWith(END);
    const text = this.#text.slice(0, whole ? -END.length : MOST);
    this.#text = this.#tail = "";
    return clean(text);
  }
}

function clean(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n")
    // deno-lint-ignore no-control-regex
    .replaceAll(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "");
}
