/**
 * Typing while others type in the same text (E12).
 */

import { assert, assertEquals } from "@std/assert";
import { applyEdit } from "../../../shared/document/text/edit.ts";
import type { Document } from "../../../shared/document/document.ts";
import type { TextEdit } from "../../../shared/schema/op.ts";
import type { Shape } from "../../../shared/schema/shape.ts";
import { Hands } from "../../testing/hands.ts";

/** A label with a caret in it, shown as `^`. */
function typing(before: string) {
  const [head, tail] = before.split("^") as [string, string];
  const hands = new Hands()
    .do("r", "press@0,0", "drag@30,4", "release@30,4")
    .do(`paste:${head}${tail}`);
  for (let i = 0; i < [...tail].length; i++) hands.do("left");
  const shown = () => {
    const { text, caret } = hands.model.entry!.buffer;
    return `${text.slice(0, caret)}^${text.slice(caret)}`;
  };
  /** The document in which somebody else has edited the label. */
  const edited = (edit: TextEdit): Document => {
    const { document } = hands.model;
    const id = hands.model.entry!.target.id;
    const record = document.shapes.get(id)!;
    const shape = record.shape as Shape & { text: string };
    const text = applyEdit(shape.text, edit);
    const next = { ...record, shape: { ...shape, text } as Shape };
    return { ...document, shapes: document.shapes.set(id, next) };
  };
  const hear = (edit: TextEdit, isKnown = true) =>
    hands.hear({
      type: "document",
      document: edited(edit),
      ...isKnown && { edits: new Map([[hands.model.entry!.target.id, edit]]) },
    });
  return { hands, shown, hear };
}

for (
  const [before, edit, after] of [
    ["one^ two", ["> "], "> one^ two"],
    ["one^ two", [7, " three"], "one^ two three"],
    ["one^ two", [3, "!"], "one^! two"],
    ["one t^wo", [{ d: 4 }], "t^wo"],
    ["on^e two", [1, { d: 4 }], "o^wo"],
    ["漢字^", [1, "👩‍🚀"], "漢👩‍🚀字^"],
    ["a^b", [1, "\u0301"], "a\u0301^b"],
    ["aa^a", ["a"], "aaa^a"],
    ["^abc", [{ d: 3 }], "^"],
  ] as [string, TextEdit, string][]
) {
  Deno.test(`[E12] the caret in ${before} after another's ${JSON.stringify(edit)}`, () => {
    const { shown, hear } = typing(before);
    hear(edit);
    assertEquals(shown(), after);
  });
}

Deno.test("[E12] where nobody knows how a text came about, the caret stays with what is still there", () => {
  const { shown, hear } = typing("one two^ three");
  hear(["> ", 7, " and a half"], false);
  assertEquals(shown(), "> one two^ and a half three");
});

Deno.test("[E12] each letter is in the room at once, and a box that grows with it", () => {
  const hands = new Hands().do("r", "space", "space");
  const seen: string[] = [];
  for (const letter of "authentication") {
    hands.do(`type:${letter}`);
    const shape = hands.shapes[0]!;
    assert(shape.type === "rectangle");
    seen.push(`${shape.text} ${shape.width}`);
  }
  assertEquals(seen.at(3), "auth 96");
  assertEquals(seen.at(-1), "authentication 144");
  // All that was typed is one transaction, as long as it waits; the box is the other.
  assertEquals(hands.client.status.unsent, 2);
});

Deno.test("[E12] a text is in the room with its first letter; of nothing but blanks nothing is left", () => {
  const hands = new Hands().do("t", "space");
  hands.do("space");
  assertEquals(hands.shapes, []);
  hands.do("type:a");
  assertEquals(hands.shapes.map((shape) => "text" in shape && shape.text), [
    " a",
  ]);
  hands.do("backspace", "backspace");
  assertEquals(hands.shapes.length, 1);
  hands.do("escape");
  assertEquals(hands.shapes, []);
});

Deno.test("[E19] what was typed in one go is undone as one, and redone", async () => {
  const { hands } = typing("hello^");
  hands.do("type: world", "backspace", "escape", "u");
  await hands.rest();
  const text = () => {
    const [shape] = hands.shapes;
    return shape !== undefined && "text" in shape ? shape.text : null;
  };
  assertEquals(text(), "");
  hands.do("ctrl+r");
  await hands.rest();
  assertEquals(text(), "hello worl");
});
