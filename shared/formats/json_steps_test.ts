import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseJson } from "../schema/json.ts";
import { parseJsonInSteps } from "./json_steps.ts";
import { importInSteps } from "./formats.ts";
import { finished } from "./steps.ts";

const read = (text: string, piece = 8) =>
  finished(parseJsonInSteps(text, undefined, piece));

/** Lists, objects with lists, anything else; some with a character too many or too few. */
const texts = fc.tuple(
  fc.oneof(
    fc.array(fc.jsonValue()),
    fc.record({ inkroom: fc.integer(), shapes: fc.array(fc.jsonValue()) }),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom("shapes", "__proto__")),
      fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
    ),
    fc.jsonValue(),
  ),
  fc.constantFrom(undefined, 1),
).map(([value, indent]) => JSON.stringify(value, null, indent));

const broken = fc.tuple(
  texts,
  fc.nat(),
  fc.nat(1),
  fc.constantFrom("", ",", "]", "[", "}", "{", '"', "\\", "1", " "),
).map(([text, at, gone, put]) => {
  const from = at % (text.length + 1);
  return text.slice(0, from) + put + text.slice(from + gone);
});

Deno.test("[R51] JSON that is read bit by bit is what it is when read at once, and wrong where that is", () => {
  fc.assert(
    fc.property(fc.oneof(texts, broken), fc.integer({ min: 1, max: 20 }), (
      text,
      piece,
    ) => assertEquals(read(text, piece), parseJson(text))),
    { numRuns: 500 },
  );
});

for (
  const text of [
    '[{"a":"x]\\",["},{"b":1},2,3]',
    '{"inkroom":1,"shapes":[{"id":"a"},{"id":"b"},{"id":"c"}],"shapes":5}',
    '{"inkroom":1,"shapes":[{"id":"a"},{"id":"b"}],"x":"list of 53"}',
    '{"shapes":[{"a":1},{"constructor":1},{"a":1}]}',
    '{"shapes":[1,2,3,4,5,6,7,8,9],"more":[1,2,3,4,5,6,7,8,9]}',
    "[1,2,3,4,5,6,7,8,9,]",
    "[1,2,3,4,,5,6,7,8,9]",
    "[1,2,3,4,5] [6,7,8,9]",
  ]
) {
  Deno.test(`[R51] bit by bit: ${text}`, () => {
    assertEquals(read(text, 4), parseJson(text));
  });
}

Deno.test("[T23] a long list is read in many steps", () => {
  const list = Array.from({ length: 100 }, (_, n) => ({ id: `shape ${n}` }));
  const text = JSON.stringify({ inkroom: 1, shapes: list });
  assert([...parseJsonInSteps(text, undefined, 64)].length > 20);
});

for (const format of ["json", "excalidraw"] as const) {
  Deno.test(`[T23] ${format}: between two steps no more than 500 shapes are dealt with`, () => {
    const shapes = Array.from({ length: 2_000 }, (_, n) => ({
      ...{ id: `s${n}`, type: "rectangle", x: 8 * n, y: 0 },
      ...{ width: 80, height: 48 },
    }));
    const text = JSON.stringify(
      format === "json"
        ? { inkroom: 1, shapes }
        : { type: "excalidraw", elements: shapes },
    );
    let made = 0, before = 0, most = 0, steps = 0;
    const makeId = () => `n${made++}`;
    const options = { makeId, newIds: true, at: { x: 800, y: 160 } };
    for (const _ of importInSteps(`a.${format}`, text, options)) {
      most = Math.max(most, made - before);
      before = made;
      steps++;
    }
    assertEquals([made, most], [2_000, 500]);
    // Each shape is checked, moved, and checked again.
    assert(steps > 2 * shapes.length);
  });
}
