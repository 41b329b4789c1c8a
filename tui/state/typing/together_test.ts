/**
 * Two people, each with their own caret, in one label: real clients on lines in memory.
 */

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { FakeWorld } from "../../../shared/client/testing/fake_world.ts";
import { Hands, roomOf } from "../../testing/hands.ts";
import { presenceOf } from "../company/presence.ts";
import { selectedText } from "./text_buffer.ts";

const textOf = ({ shapes: [shape] }: Hands) =>
  shape !== undefined && "text" in shape ? shape.text : null;

/** Ana and Ben, both typing in a label that she has begun. */
function inOneLabel(text: string) {
  const w = new FakeWorld();
  const [ana, ben] = ["ana", "ben"].map((name) =>
    new Hands({ room: () => roomOf(w.client(name)) })
  ) as [Hands, Hands];
  w.settle();
  ana.do("r", "press@0,0", "drag@30,6", "release@30,6", `paste:${text}`);
  w.settle();
  ben.do("click@0,0", "enter");
  return { w, ana, ben };
}

Deno.test("[E12] what one selects stays selected while the other types before, in and behind it", () => {
  const { w, ana, ben } = inOneLabel("one two three");
  ana.do("home", "ctrl+right", "right", "ctrl+shift+right");
  assertEquals(selectedText(ana.model.entry!.buffer), "two");
  ben.do("home", "type:> ", "ctrl+right*2", "left", "type:W", "end", "type:!");
  w.settle();
  assertEquals(ana.model.entry!.buffer.text, "> one twWo three!");
  assertEquals(selectedText(ana.model.entry!.buffer), "twWo");
  ana.do("type:2");
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], Array(2).fill("> one 2 three!"));
});

Deno.test("[E19] Ctrl+Z takes back one's own words, wherever the other writes", () => {
  const { w, ana, ben } = inOneLabel("");
  ana.do("type:one two");
  w.settle();
  ben.do("ctrl+home", "right*4", "type:BEN ");
  w.settle();
  assertEquals(textOf(ana), "one BEN two");
  const seen = ["ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y"].map((key) => {
    ana.do(key);
    w.settle();
    assertEquals(textOf(ben), textOf(ana));
    return textOf(ana);
  });
  assertEquals(seen.slice(0, 2), ["one BEN ", "BEN "]);
  assertEquals(seen.at(-1)?.replace("BEN ", ""), "one two");
});

Deno.test("[E19] what was typed and undone again leaves no step for u", async () => {
  const { w, ana } = inOneLabel("old");
  ana.do("enter", "enter", "type:er");
  w.settle();
  ana.do("ctrl+z");
  w.settle();
  assertEquals(textOf(ana), "old");
  ana.do("escape", "u");
  for (let turn = 0; turn < 20; turn++) {
    await ana.rest();
    w.settle();
  }
  assertEquals(textOf(ana), "");
});

Deno.test("[E12] the cell that others see of one who types is the caret's, also after their own typing has moved it", () => {
  const { w, ana, ben } = inOneLabel("abc");
  const told = () => presenceOf(ana.model).cursor;
  assertEquals(told(), { x: 17 * 8 + 4, y: 3 * 16 + 8 });
  ben.do("type:defg");
  w.settle();
  assertEquals(told(), { x: 15 * 8 + 4, y: 3 * 16 + 8 });
});

Deno.test("[E13] what one types is kept when the other deletes the shape at that moment", () => {
  const { w, ana, ben } = inOneLabel("");
  ana.do("type:not lost");
  ben.do("escape", "x");
  ana.do("type:, never");
  w.settle();
  assertEquals([ana.model.entry, ana.shapes], [null, []]);
  ana.do("P");
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], Array(2).fill("not lost, never"));
});

Deno.test("[E12] wherever two type at once, each letter is there once, and each caret behind one's own", () => {
  const step = fc.record({
    who: fc.nat(1),
    keys: fc.constantFrom("left", "right", "home", "end", "type", "line"),
    line: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { w, ana, ben } = inOneLabel("-");
      const typed: string[] = ["-"];
      for (const { who, keys, line } of steps) {
        const hands = who === 0 ? ana : ben;
        if (keys === "type") {
          const letter = String.fromCharCode(0x4e00 + typed.length);
          typed.push(letter);
          hands.do(`type:${letter}`);
          const { text, caret } = hands.model.entry!.buffer;
          assertEquals(text[caret - 1], letter);
        } else if (keys === "line") {
          const at = w.network.lines[line % w.network.lines.length]!;
          if (line < 2) at.deliverUp();
          else at.deliverDown();
        } else hands.do(keys);
      }
      w.settle();
      assertEquals(textOf(ana), textOf(ben));
      assertEquals([...textOf(ana)!].sort(), typed.sort());
      for (const hands of [ana, ben]) {
        assertEquals(hands.model.entry!.buffer.text, textOf(hands));
      }
    }),
    { numRuns: 60 },
  );
});
