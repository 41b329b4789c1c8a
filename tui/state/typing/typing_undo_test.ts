/**
 * Undo while typing: step by step, one's own letters only (E19).
 */

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { applyEdit } from "../../../shared/document/text/edit.ts";
import type { TextEdit } from "../../../shared/schema/op.ts";
import { Hands } from "../../testing/hands.ts";
import { bufferOf, caretAt, insert, type TextBuffer } from "./text_buffer.ts";
import {
  carried,
  NOTHING_TYPED,
  turned,
  type TypingUndo,
  withTyped,
} from "./typing_undo.ts";

const textOf = ({ shapes: [shape] }: Hands) =>
  shape !== undefined && "text" in shape ? shape.text : null;

const label = (...script: string[]) =>
  new Hands().do("r", "press@0,0", "drag@30,6", "release@30,6", ...script);

Deno.test("[E19] Ctrl+Z takes back what was typed word by word, Ctrl+Y does it again", () => {
  const hands = label("type:one two three");
  const seen: (string | null)[] = [];
  for (const key of ["ctrl+z", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y"]) {
    seen.push(textOf(hands.do(key)));
  }
  assertEquals(seen, ["one two ", "one ", "", "one ", "one two "]);
  // What is typed on can't be redone over.
  assertEquals(textOf(hands.do("type:x", "ctrl+y")), "one two x");
  assertEquals(textOf(hands.do("ctrl+_")), "one two ");
});

Deno.test("[E19] a pause, a deletion, a move, a paste each begin a step", () => {
  const steps = (...script: string[]) => {
    const hands = label(...script);
    let count = 0;
    while (textOf(hands) !== "" && count < 9) {
      hands.do("ctrl+z");
      count += 1;
    }
    return count;
  };
  assertEquals(steps("type:abc"), 1);
  assertEquals(steps("type:abc", "backspace*2"), 2);
  assertEquals(steps("type:abc", "left", "type:d"), 2);
  assertEquals(steps("type:abc", "paste:def", "type:g"), 3);
  const hands = label("type:ab");
  hands.clock.advance(2_000);
  assertEquals(textOf(hands.do("type:cd", "ctrl+z")), "ab");
});

Deno.test("[E19] undo stops at what was there before, and says so; when typing has ended, u goes on", async () => {
  const hands = label("type:old", "enter", "enter", "type: new", "ctrl+z");
  hands.do("ctrl+z", "ctrl+z");
  assertEquals(textOf(hands), "old");
  assertEquals(
    hands.model.notices.at(-1)?.text,
    "All that you typed here is undone. Esc, and u goes on.",
  );
  await hands.do("escape", "u").rest();
  assertEquals(textOf(hands), "");
});

Deno.test("[E19] a replaced selection comes back whole, the caret behind it", () => {
  const hands = label("type:one two", "ctrl+shift+left", "type:xyz", "ctrl+z");
  const { text, caret } = hands.model.entry!.buffer;
  assertEquals([text, caret], ["one two", 7]);
});

Deno.test("[E19] in any course of typing, undo, redo and others' edits: all undone leaves what others wrote, all redone is as before", () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constantFrom("type", "erase", "other", "otherErases"),
      at: fc.nat(40),
    }),
    fc.record({
      do: fc.constantFrom("undo", "redo"),
      at: fc.constant(0),
    }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      let buffer: TextBuffer = bufferOf("");
      let undo: TypingUndo = NOTHING_TYPED;
      let letter = 0;
      const theirs = new Set<string>(), erased = new Set<string>();
      const type = (next: TextBuffer) => {
        undo = withTyped(undo, buffer, next, letter * 400);
        buffer = next;
      };
      const turn = (which: "undo" | "redo") => {
        const done = turned(undo, buffer, which);
        if (done !== null) ({ undo, buffer } = done);
        return done !== null;
      };
      for (const { do: what, at } of steps) {
        const place = at % (buffer.text.length + 1);
        // Each is there once, and none joins its neighbour.
        const next = String.fromCharCode(0x4e00 + letter++);
        if (what === "undo" || what === "redo") turn(what);
        else if (what === "type") type(insert(caretAt(buffer, place), next));
        else if (what === "erase") {
          type(insert(caretAt(buffer, place, Math.max(0, place - 2)), ""));
        } else {
          const erases = what === "otherErases";
          if (erases && place === buffer.text.length) continue;
          const part = erases ? { d: 1 } : next;
          const edit: TextEdit = place > 0 ? [place, part] : [part];
          if (erases) erased.add(buffer.text[place]!);
          else theirs.add(next);
          undo = carried(undo, edit);
          buffer = caretAt({ text: applyEdit(buffer.text, edit) }, 0);
        }
      }
      while (turn("redo"));
      const before = buffer.text;
      while (turn("undo"));
      const left = [...buffer.text];
      assertEquals(
        new Set(left),
        theirs.difference(erased),
      );
      assertEquals(new Set(left).size, left.length);
      while (turn("redo"));
      assertEquals(buffer.text, before);
    }),
  );
});
