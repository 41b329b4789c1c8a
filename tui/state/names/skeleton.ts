/**
 * What a name looks like, whatever letters it is written in: two names of one skeleton can be
 * taken for each other (L5).
 *
 * The idea is that of UTS #39 (https://www.unicode.org/reports/tr39/#Confusable_Detection), its
 * table cut down to what names are imitated with: letters of Cyrillic, Greek, Armenian and the
 * phonetic alphabets that look like Latin ones; full-width, mathematical and circled letters are
 * folded by NFKD. Upper and lower case count as one, so more names look alike here than there:
 * that costs them a few characters behind the name, and no more.
 *
 * @module
 */

/** Look-alikes of each letter, of both cases. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: "АаΑαɑᴀꭺᎪ",
  b: "ВвЬьΒβʙᏴ",
  c: "СсϹϲᴄᏟ",
  d: "ԁᴅᎠđ",
  e: "ЕеЁёЄєΕεᴇᎬɛ",
  f: "Ϝϝƒ",
  g: "ɡցɢᏀԌ",
  h: "НнҺһΗհʜᎻ",
  j: "ЈјϳյᴊᎫ",
  k: "КкΚκᴋᏦ",
  // One stroke: which of them it is, few fonts tell.
  l: "iІіΙιıɩɪ1|ӀӏᏞʟƖł",
  m: "МмΜᴍᎷϺ",
  n: "ПпΝηոɴ",
  o: "ОоΟοσօØø0ᴏԾ",
  p: "РрΡρᴘᏢ",
  q: "ԛզԚ",
  r: "ГгʀᎡᴦ",
  s: "ЅѕꜱᏚՏ",
  t: "ТтΤτᴛᎢ",
  u: "υսʋᴜՍ",
  v: "ѴѵνᴠᏙ",
  w: "ԜԝωѡᴡᎳ",
  x: "ХхΧχ×",
  y: "УуΥγүҮʏ",
  z: "ΖᴢᏃ",
  "-": "‐‑‒–—−_",
  "'": "’ʼ`´",
  " ": "\u2800",
};

const LETTER_OF = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([letter, others]) =>
    [...others].map((other) => [other, letter])
  ),
);

// What shows nothing of its own, and marks that go with any script: rings, dots, strokes.
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Script=Inherited}]/gu;

/** Letters that look like one. */
const PAIRS: readonly [pair: string, letter: string][] = [
  ["rn", "m"],
  ["vv", "w"],
];

/**
 * What a name looks like. Names of equal skeletons look alike; a skeleton is not for showing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { skeleton } from "./skeleton.ts";
 *
 * assertEquals(skeleton("Аna"), skeleton("ana")); // the first letter is Cyrillic
 * ```
 */
export function skeleton(name: string): string {
  let letters = "";
  for (const character of name.normalize("NFKD").replace(UNSEEN, "")) {
    // Of Greek, the capitals look like other letters than the small ones.
    const lower = character.toLowerCase();
    letters += LETTER_OF.get(character) ?? LETTER_OF.get(lower) ?? lower;
  }
  for (const [pair, letter] of PAIRS) {
    letters = letters.replaceAll(pair, letter);
  }
  return letters.replaceAll(/\s+/gu, " ").trim();
}
