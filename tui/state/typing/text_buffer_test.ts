import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  bufferOf,
  caretAt,
  cleanText,
  insert,
  leftOut,
  type TextBuffer,
} from "./text_buffer.ts";
import { editKey } from "./text_keys.ts";
import { graphemesOf, wordAround } from "./text_steps.ts";

/** A buffer as text: `^` is the caret, `|` the other end of what is selected. */
function shown({ text, caret, anchor }: TextBuffer): string {
  const marks = [[caret, "^"], ...anchor === caret ? [] : [[anchor, "|"]]] as [
    number,
    string,
  ][];
  let marked = text;
  for (const [at, mark] of marks.sort((a, b) => b[0] - a[0])) {
    marked = marked.slice(0, at) + mark + marked.slice(at);
  }
  return marked;
}

function parse(marked: string): TextBuffer {
  const text = marked.replaceAll(/[\^|]/g, "");
  const caret = marked.replace("|", "").indexOf("^");
  const anchor = marked.replace("^", "").indexOf("|");
  return caretAt({ text }, caret, anchor < 0 ? caret : anchor);
}

for (
  const [before, key, after] of [
    ["ab^c", "left", "a^bc"],
    ["^abc", "left", "^abc"],
    ["ab^c", "right", "abc^"],
    ["abc^", "right", "abc^"],
    ["漢^字", "left", "^漢字"],
    ["a👩‍🚀^b", "left", "a^👩‍🚀b"],
    ["a^👩‍🚀b", "right", "a👩‍🚀^b"],
    ["e\u0301^x", "backspace", "^x"],
    ["a👩‍🚀^b", "backspace", "a^b"],
    ["^ab", "backspace", "^ab"],
    ["a^🇫🇷b", "delete", "a^b"],
    ["🇫🇷🇩🇪^", "left", "🇫🇷^🇩🇪"],
    ["ab^", "delete", "ab^"],
    ["one\ntwo^", "home", "one\n^two"],
    ["on^e\ntwo", "end", "one^\ntwo"],
    ["one\ntw^o", "ctrl+home", "^one\ntwo"],
    ["o^ne\ntwo", "ctrl+end", "one\ntwo^"],
    ["one two^", "ctrl+left", "one ^two"],
    ["^one two", "ctrl+right", "one^ two"],
    ["one two^", "ctrl+w", "one ^"],
    ["^one two", "ctrl+delete", "^ two"],
    ["one\ntw^o", "ctrl+u", "one\n^o"],
    ["one\nt^wo", "ctrl+k", "one\nt^"],
    ["on^e", "shift+left", "o^n|e"],
    ["o^n|e", "shift+left", "^on|e"],
    ["o^n|e", "shift+right", "on^e"],
    ["a^👩‍🚀b", "shift+right", "a|👩‍🚀^b"],
    ["one ^two", "shift+home", "^one |two"],
    ["one^ two", "shift+end", "one| two^"],
    ["one two^", "ctrl+shift+left", "one ^two|"],
    ["one\ntwo^", "ctrl+shift+home", "^one\ntwo|"],
    ["a|bc^d", "left", "a^bcd"],
    ["a|bc^d", "right", "abc^d"],
    ["a^bc|d", "right", "abc^d"],
    ["a|bc^d", "end", "abcd^"],
    ["a|bc^d", "backspace", "a^d"],
    ["a^bc|d", "delete", "a^d"],
    ["one |two^", "ctrl+w", "one ^"],
  ] as const
) {
  Deno.test(`[T20] text: ${JSON.stringify(before)} ${key}`, () => {
    assertEquals(shown(editKey(parse(before), key)!), after);
  });
}

Deno.test("[T20] with a mark set, moves select without Shift", () => {
  const marked = editKey(parse("on^e two"), "ctrl+right", true)!;
  assertEquals(shown(marked), "on|e^ two");
  assertEquals(shown(editKey(marked, "left", true)!), "on^e two");
});

for (
  const [before, typed, after] of [
    ["one |two^ three", "2", "one 2^ three"],
    ["one ^two| three", "漢字\n", "one 漢字\n^ three"],
    ["e^", "\u0301", "e\u0301^"],
    ["e^x", "\u0301", "e\u0301^x"],
    ["👩^", "\u200d", "👩\u200d^"],
    ["👩\u200d^", "🚀", "👩‍🚀^"],
    ["^\u{1f1f7}", "\u{1f1eb}", "\u{1f1eb}\u{1f1f7}^"],
  ] as const
) {
  Deno.test(`[R34] ${JSON.stringify(typed)} typed into ${JSON.stringify(before)}`, () => {
    assertEquals(shown(insert(parse(before), typed)), after);
  });
}

Deno.test("[R34] whatever keys are pressed, caret and anchor never stand inside of a grapheme", () => {
  const keys = [
    ...["left", "right", "home", "end", "ctrl+left", "ctrl+right"],
    ...["backspace", "delete", "ctrl+w", "ctrl+k", "ctrl+u"],
  ].flatMap((key) => [key, `shift+${key}`]);
  const letters = ["a", " ", "\n", "漢", "\u0301", "👩", "\u200d", "🚀"];
  const flags = ["\u{1f1eb}", "\u{1f1f7}", "🏽", "\ufe0f"];
  const step = fc.constantFrom(...keys, ...letters, ...flags);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let buffer = bufferOf("");
      for (const step of steps) {
        buffer = editKey(buffer, step) ??
          (keys.includes(step) ? buffer : insert(buffer, step));
        const places = new Set([0]);
        let at = 0;
        for (const grapheme of graphemesOf(buffer.text)) {
          places.add(at += grapheme.length);
        }
        assertEquals(
          [places.has(buffer.caret), places.has(buffer.anchor)],
          [true, true],
          JSON.stringify(buffer),
        );
      }
    }),
  );
});

for (
  const [text, at, word] of [
    ["one two", 1, "one"],
    ["one two", 3, " "],
    ["one two", 7, "two"],
    ["a.b_c!", 2, "b_c"],
    ["a.b_c!", 1, "."],
    ["x\n\ny", 2, ""],
    ["naïve e\u0301t", 7, "e\u0301t"],
    ["漢字 👩‍🚀", 0, "漢字"],
  ] as const
) {
  Deno.test(`[T20] a double click at ${at} of ${JSON.stringify(text)} means "${word}"`, () => {
    const { from, to } = wordAround(text, at);
    assertEquals(text.slice(from, to), word);
  });
}

Deno.test("[T20] keys that do not edit text are left to others", () => {
  for (const key of ["tab", "f1", "ctrl+z", "meta+a", "up", "shift+tab"]) {
    assertEquals(editKey(bufferOf("a"), key), null);
  }
});

Deno.test("[L10] what a terminal could take for a command is never typed", () => {
  assertEquals(
    cleanText("a\u001b]52;c;x\u0007b\u202ec\ud800\r\nd\te"),
    "a]52;c;xbc\nd  e",
  );
});

Deno.test("[L10] a text never grows above its limit, and what is left out is counted", () => {
  const almost = bufferOf("a".repeat(9_999));
  const long = insert(almost, "👍👍👍");
  assertEquals(long.text.length, 10_001);
  assertEquals(leftOut(almost, "👍👍👍"), 2);
  assertEquals(insert(long, "x"), long);
  const selected = caretAt(almost, 0, 5);
  assertEquals(leftOut(selected, "123456"), 0);
  assertEquals(insert(selected, "123456").text.length, 10_000);
});
