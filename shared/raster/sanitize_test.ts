import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { findUnsafe } from "../schema/safe_text.ts";
import { asciiOnly, printable, printableLines } from "./sanitize.ts";

const textOf = (text: string) => printable(text).map((g) => g.text).join("");

Deno.test("[L10] what may not be shown is dropped, whatever is stored", () => {
  const cases: [stored: string, shown: string][] = [
    ["\u001b]52;c;aGk=\u0007", "]52;c;aGk="],
    ["\u009d52;c;x\u009c", "52;c;x"],
    ["a\rb\bc\td\u007fe\u0000f", "abcdef"],
    ["two\nlines", "twolines"],
    ["\u202eevil\u2066x\u2069", "evilx"],
    ["a\u200bb\u200cc\u2060d\ufeffe", "abcde"],
    ["x\u2028y\u2029z\u0085", "xyz"],
    ["\u3164name\uffa0", "name"],
    ["\ud800lone\udc00", "lone"],
    ["flag\u{e0067}\u{e0062}", "flag"],
    ["\uffff\u{1fffe}ok", "ok"],
    ["no\u00a0break\u2003wide\u3000", "no break wide  "],
  ];
  for (const [stored, shown] of cases) assertEquals(textOf(stored), shown);
});

Deno.test("[L10] ZWJ and variation selectors stay within emoji only", () => {
  const cases: [stored: string, shown: string][] = [
    ["👩‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 👩🏽‍🚀 ❤️ 1️⃣", "👩‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 👩🏽‍🚀 ❤️ 1️⃣"],
    ["a\u200db", "ab"],
    ["\u200d\u200d", ""],
    ["👩\u200dx", "👩x"],
    ["x\u200d👩", "x👩"],
    ["a\ufe0fb\ufe0e", "ab"],
    ["क्\u200dष", "क्ष"],
  ];
  for (const [stored, shown] of cases) assertEquals(textOf(stored), shown);
});

Deno.test("[L10] a grapheme has at most 8 combining marks", () => {
  assertEquals(printable("e" + "\u0301".repeat(50) + "x"), [
    { text: "e" + "\u0301".repeat(8), width: 1 },
    { text: "x", width: 1 },
  ]);
  assertEquals(printable("\u0301\u0301"), []);
});

Deno.test("[R45] any text comes out safe, and as what it is cut into", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom(..."a\u0301\u200d\ufe0f👩🚀\u202e\u001b漢 ", "\n"),
    }),
  );
  fc.assert(
    fc.property(text, (text) => {
      for (const { text: grapheme, width } of printable(text)) {
        assertEquals(findUnsafe(grapheme), null);
        assert(!/[\n\u00a0\u2028]/.test(grapheme));
        assert((grapheme.match(/\p{M}/gu) ?? []).length <= 8);
        assert(width === 1 || width === 2);
        assert(grapheme === " " || /\S/.test(grapheme));
      }
      const again = printable(textOf(text));
      assertEquals(again, printable(text));
    }),
    { numRuns: 400 },
  );
});

Deno.test("[R5] in ASCII a text is as wide as it was", () => {
  const cases: [string, string][] = [
    ["héllo", "hello"],
    ["漢字!", "????!"],
    ["日", "??"],
    ["Ａ", "A "],
    ["½ ﬁ", "1 f"],
    ["👩‍🚀", "??"],
  ];
  for (const [text, expected] of cases) {
    const line = asciiOnly(printable(text));
    assertEquals(line.map((g) => g.text).join(""), expected);
    assert(line.every(({ width }) => width === 1));
  }
});

Deno.test("[R34] lines are cut at line breaks alone", () => {
  assertEquals(printableLines("a\n\nb\u2028c").map((line) => line.length), [
    1,
    0,
    2,
  ]);
});
