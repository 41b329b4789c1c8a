import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  arms,
  FALLING,
  glyphOfStrokes,
  head,
  joinStrokes,
  keepArms,
  markStroke,
  RISING,
  SIDE,
  WEIGHT,
  type Weight,
} from "./arms.ts";
import { markOf } from "./marks.ts";

const { up, right, down, left } = SIDE;
const SIDES = [up, right, down, left];
const LETTERS: Record<string, Weight> = {
  ".": WEIGHT.none,
  l: WEIGHT.light,
  h: WEIGHT.heavy,
  d: WEIGHT.double,
  r: WEIGHT.rounded,
  t: WEIGHT.dashed,
  a: WEIGHT.ascii,
};

/** Strokes from a letter for each of up, right, down, left. */
function strokesOf(letters: string): number {
  return [...letters].reduce(
    (strokes, letter, index) => strokes | arms(SIDES[index]!, LETTERS[letter]!),
    0,
  );
}

const glyph = (letters: string) => glyphOfStrokes(strokesOf(letters));

// Every glyph of the block "Box Drawing" that is not dashed, rounded or slanted, with its arms
// up, right, down, left as its name in the Unicode character database says: l light, h heavy,
// d double.
const NAMED = `
  ─.l.l ━.h.h │l.l. ┃h.h. ┌.ll. ┍.hl. ┎.lh. ┏.hh. ┐..ll ┑..lh
  ┒..hl ┓..hh └ll.. ┕lh.. ┖hl.. ┗hh.. ┘l..l ┙l..h ┚h..l ┛h..h
  ├lll. ┝lhl. ┞hll. ┟llh. ┠hlh. ┡hhl. ┢lhh. ┣hhh. ┤l.ll ┥l.lh
  ┦h.ll ┧l.hl ┨h.hl ┩h.lh ┪l.hh ┫h.hh ┬.lll ┭.llh ┮.hll ┯.hlh
  ┰.lhl ┱.lhh ┲.hhl ┳.hhh ┴ll.l ┵ll.h ┶lh.l ┷lh.h ┸hl.l ┹hl.h
  ┺hh.l ┻hh.h ┼llll ┽lllh ┾lhll ┿lhlh ╀hlll ╁llhl ╂hlhl ╃hllh
  ╄hhll ╅llhh ╆lhhl ╇hhlh ╈lhhh ╉hlhh ╊hhhl ╋hhhh ═.d.d ║d.d.
  ╒.dl. ╓.ld. ╔.dd. ╕..ld ╖..dl ╗..dd ╘ld.. ╙dl.. ╚dd.. ╛l..d
  ╜d..l ╝d..d ╞ldl. ╟dld. ╠ddd. ╡l.ld ╢d.dl ╣d.dd ╤.dld ╥.ldl
  ╦.ddd ╧ld.d ╨dl.l ╩dd.d ╪ldld ╫dldl ╬dddd ╴...l ╵l... ╶.l..
  ╷..l. ╸...h ╹h... ╺.h.. ╻..h. ╼.h.l ╽l.h. ╾.l.h ╿h.l.
`.trim().split(/\s+/).map((entry) => [entry[0]!, entry.slice(1)] as const);

Deno.test("[R12] all 80 combinations of light and heavy, and 29 with double", () => {
  const doubles = NAMED.filter(([, letters]) => letters.includes("d"));
  assertEquals([NAMED.length - doubles.length, doubles.length], [80, 29]);
  for (const [expected, letters] of NAMED) {
    const lone = letters.replaceAll(".", "").length === 1;
    if (!lone) assertEquals(glyph(letters), expected, letters);
  }
});

Deno.test("[R12] a lone arm shows the full line", () => {
  const cases = ["l─│", "h━┃", "d═║", "r─│", "t┄┆", "a-|"];
  for (const [letter, across, along] of cases.map((text) => [...text])) {
    assertEquals(glyph(`${letter}...`), along);
    assertEquals(glyph(`..${letter}.`), along);
    assertEquals(glyph(`.${letter}..`), across);
    assertEquals(glyph(`...${letter}`), across);
  }
});

Deno.test("[R12] what does not exist with double takes light for it", () => {
  const known = new Set(NAMED.map(([, letters]) => letters));
  let missing = 0;
  for (const letters of combinations(".lhd")) {
    if (!letters.includes("d") || known.has(letters)) continue;
    if (letters.replaceAll(".", "").length === 1) continue;
    // A straight of one lone double arm is known; all else falls back.
    assertEquals(glyph(letters), glyph(letters.replaceAll("d", "l")), letters);
    missing++;
  }
  assertEquals(missing, 256 - 81 - 29 - 4);
});

Deno.test("[R12] dashed and rounded exist for some cells only; elsewhere they are light", () => {
  const cases: [string, string][] = [
    ["t.t.", "┆"],
    [".t.t", "┄"],
    [".t.l", "─"],
    [".tt.", "┌"],
    ["tttt", "┼"],
    ["tlt.", "├"],
    [".th.", "┎"],
    [".rr.", "╭"],
    ["..rr", "╮"],
    ["rr..", "╰"],
    ["r..r", "╯"],
    [".rl.", "┌"],
    ["r.r.", "│"],
    ["rrr.", "├"],
    ["rrrr", "┼"],
    ["rhr.", "┝"],
  ];
  for (const [letters, expected] of cases) {
    assertEquals(glyph(letters), expected, letters);
  }
});

Deno.test("[R12] any ASCII arm makes a joint +, else - and |", () => {
  for (const letters of combinations(".lhdtra")) {
    if (!letters.includes("a")) continue;
    const [u, r, d, l] = [...letters].map((letter) => letter !== ".");
    const expected = !u && !d ? "-" : !r && !l ? "|" : "+";
    assertEquals(glyph(letters), expected, letters);
  }
});

Deno.test("[R12] where two shapes have an arm, the upper one's weight counts", () => {
  for (const below of combinations(".lh")) {
    for (const above of combinations(".ld")) {
      const expected = [...above].map((letter, index) =>
        letter === "." ? below[index]! : letter
      ).join("");
      const joined = joinStrokes(strokesOf(below), strokesOf(above));
      assertEquals(joined, strokesOf(expected));
    }
  }
});

const weight = fc.constantFrom(...Object.values(WEIGHT).slice(1));
const sides = fc.integer({ min: 0, max: 15 });
const mark = fc.constantFrom(..."/\\X.'-|()<>o+‹›⎺⎽∧∨▫◦⋄");
const strokes = (weight: Weight) =>
  fc.oneof(
    sides.map((sides) => arms(sides, weight)),
    fc.constantFrom(RISING, FALLING),
    fc.constantFrom(...SIDES).map((side) => head(side, false)),
    mark.map((character) => markStroke(markOf(character))),
  );

Deno.test("[R13] strokes of one style join in any order", () => {
  const three = weight.chain((weight) => {
    const one = strokes(weight);
    return fc.tuple(one, one, one);
  });
  fc.assert(fc.property(three, ([a, b, c]) => {
    assertEquals(joinStrokes(a, b), joinStrokes(b, a));
    assertEquals(
      joinStrokes(joinStrokes(a, b), c),
      joinStrokes(a, joinStrokes(b, c)),
    );
    assertEquals(joinStrokes(a, a), a);
    assertEquals(joinStrokes(0, a), a);
  }));
});

Deno.test("[R10] slopes cross, and give way to arms; arms give way to heads", () => {
  const across = arms(left | right, WEIGHT.light);
  const cases: [number[], string][] = [
    [[RISING], "╱"],
    [[RISING, FALLING], "╳"],
    [[RISING, across], "─"],
    [[across, head(up, false)], "▴"],
    [[head(right, false), across], "►"],
    [[head(down, true)], "v"],
    [[head(left, true), head(left, false)], "◄"],
    [[markStroke(markOf("/")), markStroke(markOf("\\"))], "X"],
    [[markStroke(markOf("/")), markStroke(markOf("-"))], "+"],
    [[markStroke(markOf("/")), across], "+"],
    [[markStroke(markOf("‹")), across], "─"],
    [[], " "],
  ];
  for (const [all, expected] of cases) {
    assertEquals(glyphOfStrokes(all.reduce(joinStrokes, 0)), expected);
  }
});

Deno.test("[R12] under a filled border only arms outward are left", () => {
  const all = strokesOf("lhdl") | RISING | head(up, false);
  assertEquals(keepArms(all, up | right), strokesOf("lh.."));
  assertEquals(keepArms(all, 0), 0);
});

function* combinations(letters: string): Iterable<string> {
  for (const u of letters) {
    for (const r of letters) {
      for (const d of letters) for (const l of letters) yield u + r + d + l;
    }
  }
}
