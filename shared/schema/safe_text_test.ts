import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { MAX_TEXT } from "./limits.ts";
import { codePointLength, findUnsafe, safeText } from "./safe_text.ts";

const REFUSED: [name: string, text: string][] = [
  ["an escape sequence", "\u001b[2J"],
  ["a clipboard write", "\u001b]52;c;aGk=\u0007"],
  ["a C1 operating system command", "\u009d52;c;x\u009c"],
  ["a NUL", "\u0000"],
  ["a bell", "\u0007"],
  ["a backspace", "a\bb"],
  ["a tab", "a\tb"],
  ["a carriage return", "a\rb"],
  ["shift out", "\u000e"],
  ["an enquiry", "\u0005"],
  ["DEL", "\u007f"],
  ["NEL", "\u0085"],
  ["a right-to-left override", "\u202e"],
  ["an isolate", "\u2066"],
  ["an Arabic letter mark", "\u061c"],
  ["a zero-width space", "\u200b"],
  ["a zero-width non-joiner", "\u200c"],
  ["a word joiner", "\u2060"],
  ["a byte order mark", "\ufeff"],
  ["a line separator", "\u2028"],
  ["a paragraph separator", "\u2029"],
  ["a tag character", "\u{e0041}"],
  ["a Hangul filler", "\u3164"],
  ["a soft hyphen", "\u00ad"],
  ["a high surrogate alone", "a\ud83d"],
  ["a low surrogate alone", "\ude00b"],
  ["surrogates in the wrong order", "\ude00\ud83d"],
];

for (const [name, text] of REFUSED) {
  Deno.test(`[L10] ${name} is refused, and it says where`, () => {
    const index = [...text].findIndex((point) => findUnsafe(point) !== null);
    const before = [...text].slice(0, index).join("").length;
    assertEquals(findUnsafe(text)?.index, before);
    const issue = safeText(100, "multi-line").safeParse(text).error?.issues[0];
    assert(issue?.message.includes(`at index ${before}`));
  });
}

const ACCEPTED: [name: string, text: string][] = [
  ["line breaks", "one\ntwo"],
  ["a family joined by ZWJ", "👩‍👩‍👧"],
  ["an emoji with VS16", "❤️"],
  ["a flag", "🇩🇪"],
  ["many combining marks, which painting bounds", "e" + "\u0301".repeat(50)],
  ["wide characters", "漢字"],
  ["Cyrillic twins of Latin letters", "раураl"],
  ["SQL", "'; DROP TABLE rooms; --"],
  ["a lone ZWJ, which painting drops", "a\u200db"],
];

for (const [name, text] of ACCEPTED) {
  Deno.test(`[L10] ${name}: accepted as they are`, () => {
    assertEquals(findUnsafe(text), null);
    assertEquals(safeText(100, "multi-line").parse(text), text);
  });
}

Deno.test("[L10] all that Unicode calls invisible is refused, but for ZWJ and variation", () => {
  const invisible = /\p{Default_Ignorable_Code_Point}|\p{Cc}|\p{Bidi_Control}/u;
  const wrong: string[] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    const text = String.fromCodePoint(point);
    const allowed = point === 0x0a || point === 0x200d ||
      (point >= 0xfe00 && point <= 0xfe0f);
    if (invisible.test(text) && !allowed && findUnsafe(text) === null) {
      wrong.push(point.toString(16));
    }
  }
  assertEquals(wrong, []);
});

Deno.test("[L10] a name or chat line has no line break", () => {
  const issue = safeText(9, "one-line").safeParse("a\nb").error?.issues[0];
  assertEquals(issue?.message, "a line break at index 1 is not allowed here");
});

Deno.test("[L10] limits count code points, not code units", () => {
  const text = safeText(MAX_TEXT, "multi-line");
  assert(text.safeParse("🙂".repeat(MAX_TEXT)).success);
  assert(!text.safeParse("🙂".repeat(MAX_TEXT) + "x").success);
});

Deno.test("codePointLength counts as iteration does", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    assertEquals(codePointLength(text), [...text].length);
  }));
});
