import { assertEquals } from "@std/assert";
import {
  bufferOf,
  caretPlace,
  cleanText,
  editKey,
  insert,
  type TextBuffer,
} from "./text_buffer.ts";

/** A buffer as text, with `^` for the caret. */
function shown({ text, caret }: TextBuffer): string {
  return `${text.slice(0, caret)}^${text.slice(caret)}`;
}

function parse(marked: string): TextBuffer {
  return { text: marked.replace("^", ""), caret: marked.indexOf("^") };
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
    ["ab^", "delete", "ab^"],
    ["one\ntwo^", "home", "one\n^two"],
    ["on^e\ntwo", "end", "one^\ntwo"],
    ["one\ntw^o", "up", "on^e\ntwo"],
    ["on^e\nt", "down", "one\nt^"],
    ["漢字^\nabcdef", "down", "漢字\nabcd^ef"],
    ["on^e", "up", "^one"],
    ["on^e", "down", "one^"],
    ["one two^", "ctrl+left", "one ^two"],
    ["^one two", "ctrl+right", "one^ two"],
    ["one two^", "ctrl+w", "one ^"],
    ["one\ntw^o", "ctrl+u", "one\n^o"],
    ["one\nt^wo", "ctrl+k", "one\nt^"],
  ] as const
) {
  Deno.test(`[T20] text: ${JSON.stringify(before)} ${key}`, () => {
    assertEquals(shown(editKey(parse(before), key)!), after);
  });
}

Deno.test("[T20] keys that do not edit text are left to others", () => {
  for (const key of ["tab", "f1", "ctrl+z", "meta+a"]) {
    assertEquals(editKey(bufferOf("a"), key), null);
  }
});

Deno.test("[T20] the caret's place is counted in cells", () => {
  assertEquals(caretPlace(parse("ab\n漢字^x")), { line: 1, cell: 4 });
});

Deno.test("[L10] what a terminal could take for a command is never typed", () => {
  assertEquals(
    cleanText("a\u001b]52;c;x\u0007b\u202ec\ud800\r\nd\te"),
    "a]52;c;xbc\nd  e",
  );
});

Deno.test("[L10] a text never grows above its limit", () => {
  const long = insert(bufferOf("a".repeat(9_999)), "👍👍👍");
  assertEquals(long.text.length, 10_001);
  assertEquals(insert(long, "x"), long);
});
