/**
 * A short name of a JSON value, by which the same value is known again (E16).
 *
 * @module
 */

const { imul } = Math;

/** What values begin with, so that none is the beginning of another. */
const STRING = 1, NUMBER = 2, TRUE = 3, FALSE = 4, NULL = 5, MISSING = 6;
const LIST = 7, OBJECT = 8;

const float = new Float64Array(1);
const halves = new Uint32Array(float.buffer);

/**
 * 64 bits of a JSON value, as two numbers: the same for the same content, whatever the order of
 * its keys. Two lanes of MurmurHash3, over tags, lengths, UTF-16 code units and IEEE 754 numbers.
 *
 * It is no cryptographic hash: whoever wants to finds two values with the same one. It is for
 * what only the author of both could gain by, which is nothing: their own second transaction
 * under a number gets the answer to their first. Unwanted, it happens once in 2⁶⁴ pairs.
 *
 * @see A. Appleby: MurmurHash3_x86_32 and _x86_128,
 * https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
export function fingerprintOf(value: unknown): string {
  const lanes = new Lanes();
  feed(lanes, value);
  return lanes.end();
}

function feed(lanes: Lanes, value: unknown): void {
  switch (typeof value) {
    case "string":
      return feedText(lanes, value);
    case "number":
      // JSON writes -0 as 0.
      float[0] = value + 0;
      lanes.add(NUMBER);
      lanes.add(halves[0]!);
      return lanes.add(halves[1]!);
    case "boolean":
      return lanes.add(value ? TRUE : FALSE);
    case "object":
      return value === null ? lanes.add(NULL) : feedParts(lanes, value);
    default:
      return lanes.add(MISSING);
  }
}

function feedText(lanes: Lanes, text: string): void {
  lanes.add(STRING);
  lanes.add(text.length);
  // Beyond the end there is NaN, which is 0 among bits.
  for (let i = 0; i < text.length; i += 2) {
    lanes.add(text.charCodeAt(i) | text.charCodeAt(i + 1) << 16);
  }
}

function feedParts(lanes: Lanes, value: object): void {
  if (Array.isArray(value)) {
    lanes.add(LIST);
    lanes.add(value.length);
    for (const part of value) feed(lanes, part);
    return;
  }
  const keys = Object.keys(value).sort();
  lanes.add(OBJECT);
  lanes.add(keys.length);
  for (const key of keys) {
    feedText(lanes, key);
    feed(lanes, (value as Record<string, unknown>)[key]);
  }
}

/** Two hashes of 32 bits each, with constants of their own. */
class Lanes {
  #a = 0;
  #b = 0;
  #words = 0;

  /** Takes 32 bits in. */
  add(word: number): void {
    this.#words++;
    const a = this.#a ^ imul(rotated(imul(word, 0xcc9e2d51), 15), 0x1b873593);
    this.#a = imul(rotated(a, 13), 5) + 0xe6546b64 | 0;
    const b = this.#b ^ imul(rotated(imul(word, 0x38b34ae5), 17), 0xa1e38b93);
    this.#b = imul(rotated(b, 15), 5) + 0x32ac3b17 | 0;
  }

  end(): string {
    const a = mixed(this.#a ^ this.#words), b = mixed(this.#b ^ this.#words);
    return `${a},${b}`;
  }
}

function rotated(word: number, bits: number): number {
  return word << bits | word >>> 32 - bits;
}

/** Every bit that goes in has a part in every bit that comes out. */
function mixed(word: number): number {
  word = imul(word ^ word >>> 16, 0x85ebca6b);
  word = imul(word ^ word >>> 13, 0xc2b2ae35);
  return word ^ word >>> 16;
}
