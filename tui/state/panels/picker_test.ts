import { assert, assertEquals, assertMatch } from "@std/assert";
import { STROKES } from "../../../shared/schema/properties.ts";
import { COLOR_NAMES } from "../../../shared/schema/color.ts";
import { chromeFrame } from "../../testing/chrome_frame.tsx";
import { Hands } from "../../testing/hands.ts";
import { presenceOf } from "../company/presence.ts";
import { styleChoices, type StyleProperty } from "../style/style_choices.ts";

/** A screen with two boxes side by side, the left one selected. */
function boxes(): Hands {
  const hands = new Hands({ columns: 80, rows: 24 });
  for (const column of [2, 20]) {
    hands.do(
      "r",
      `press@${column},2`,
      `drag@${column + 9},5`,
      `release@${column + 9},5`,
      "escape",
    );
  }
  return hands.do("click@3,2");
}

for (
  const [property, opens] of [["stroke", "s"], ["color", "C"], [
    "fill",
    "b",
  ]] as const
) {
  Deno.test(`[T20] in the ${property} picker every choice has a key of its own`, () => {
    const keys = styleChoices(new Hands().model, property).all
      .map(({ key }) => key);
    assertEquals(new Set(keys).size, keys.length);
    // What opened it goes on to the next, digits take recent ones, # begins a color.
    for (const key of keys) assert(!/[\d#]/.test(key) && key !== opens, key);
  });
}

Deno.test("[T20] all strokes and all colors can be picked", () => {
  const { model } = new Hands();
  const values = (property: StyleProperty) =>
    styleChoices(model, property).all.map(({ value }) => value).sort();
  assertEquals(values("stroke"), [...STROKES].sort());
  assertEquals(values("color"), ["default", ...COLOR_NAMES].sort());
});

for (
  const [keys, property, value] of [
    ["s h", "stroke", "heavy"],
    ["s -", "stroke", "dashed"],
    ["C b", "color", "blue"],
    ["C R", "color", "brightRed"],
    ["b .", "fill", "."],
    ["b o", "fill", " "],
    ["b g", "fill", "green"],
    ["s s enter", "stroke", "light"],
    ["C C C enter", "color", "green"],
    ["s right down enter", "stroke", "ascii"],
    ["C # f f 8 8 0 0 enter", "color", "#ff8800"],
    ["b # 0 0 0 0 A A enter", "fill", "#0000aa"],
  ] as const
) {
  Deno.test(`[T20] ${keys}: ${property} ${value}, of the selection and of what is drawn next`, () => {
    const hands = boxes().do(...keys.split(" "));
    const [picked, other] = hands.shapes;
    assertEquals(picked![property], value);
    assert(other![property] !== value);
    assertEquals([hands.model.style[property], hands.model.panel], [
      value,
      null,
    ]);
  });
}

Deno.test("[T20] what is at hand shows on the selection before it is taken; Esc leaves all as it was", () => {
  const hands = boxes();
  const before = hands.picture;
  hands.do("s", "right*3");
  assertMatch(hands.picture, /^ {2}╔════════╗ {8}╭────────╮/m);
  assertEquals(hands.shapes[0]!.stroke, "rounded");
  assertEquals(presenceOf(hands.model).preview, {
    id: hands.shapes[0]!.id,
    props: { stroke: "double" },
  });
  assertEquals(hands.do("escape").picture, before);
  assertEquals(presenceOf(hands.model).preview, null);
});

Deno.test("[T20] of several selected shapes, all show it", () => {
  const hands = boxes().do("A", "s", "right*3");
  assertMatch(hands.picture, /^ {2}╔════════╗ {8}╔════════╗/m);
});

Deno.test("[T20] lately used ones stand first, under digits", () => {
  const hands = boxes().do("C", "r", "C", "#", "type:123abc", "enter", "C");
  const [, recent] = chromeFrame(hands.model)
    .slice(
      chromeFrame(hands.model).findIndex((line) => line.startsWith(" Color")),
    );
  assertEquals(recent!.trim().split(/\s+/), [">1", "#123abc", "2", "red"]);
  hands.do("2");
  assertEquals(hands.shapes[0]!.color, "red");
  assertEquals(hands.do("C", "2").shapes[0]!.color, "#123abc");
});

Deno.test("[T20] no key of a picker leaks to the canvas, but those of the other pickers", () => {
  const hands = boxes().do("s", "q", "x", "delete", "ctrl+z", "z");
  assertEquals([hands.shapes.length, hands.asked], [2, []]);
  assertEquals(hands.model.panel?.kind, "picker");
  const { panel } = hands.do("C").model;
  assertEquals(panel?.kind === "picker" && panel.property, "color");
  assertEquals(hands.do("escape").shapes[0]!.stroke, "rounded");
});

Deno.test("[T20] half a color is not taken", () => {
  const hands = boxes().do("C", "#", "type:12", "enter");
  assertEquals([hands.shapes[0]!.color, hands.model.panel?.kind], [
    "default",
    "picker",
  ]);
  hands.do("type:3456", "enter");
  assertEquals(hands.shapes[0]!.color, "#123456");
});

Deno.test("[T20] what has the value already is not changed", () => {
  const hands = boxes().do("escape", "A", "s", "r");
  assertEquals(hands.shapes.map(({ version }) => version), [1, 1]);
});

Deno.test("[T20] a click on a sample takes it", () => {
  const hands = boxes().do("s").hear({ type: "pick", line: 2 });
  assertEquals(hands.shapes[0]!.stroke, "heavy");
});

Deno.test("[T20] strokes are shown as they are drawn", () => {
  const frame = chromeFrame(boxes().do("s").model);
  const from = frame.findIndex((line) => line.startsWith(" Stroke"));
  assertEquals(frame.slice(from, from + 4), [
    " Stroke  of the selected shape",
    " >r ╭─╮ rounded      l ┌─┐ light        h ┏━┓ heavy        d ╔═╗ double",
    "  - ┌┄┐ dashed       a +-+ ascii        b ⡏⠉⢹ braille",
    " a key or Enter takes it   s next   Esc closes",
  ]);
});

Deno.test("[T17] stroke, color and fill take a word in the palette", () => {
  const hands = boxes().do(":", "type:color #00ff00", "enter");
  assertEquals(hands.shapes[0]!.color, "#00ff00");
  assertEquals(hands.do(":", "type:fill X", "enter").shapes[0]!.fill, "X");
  hands.do(":", "type:stroke wavy", "enter");
  assertMatch(
    hands.model.notices.at(-1)!.text,
    /^There is no stroke "wavy": take light, /,
  );
});
