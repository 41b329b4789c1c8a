import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { skeleton } from "./skeleton.ts";
import { shownNames } from "./shown_names.ts";

for (
  const [what, a, b] of [
    ["upper and lower case", "ana", "ANA"],
    ["a Cyrillic twin of one letter", "ana", "аna"],
    ["Cyrillic twins of all letters", "cope", "соре"],
    ["a Cyrillic twin of a capital", "Boris", "Вoris"],
    ["a Greek twin", "Nina", "Νina"],
    ["an Armenian twin", "oona", "ոona".replace("ո", "օ")],
    ["full-width letters", "ana", "ａｎａ"],
    ["mathematical letters", "ana", "𝐚𝓷𝕒"],
    ["circled letters", "ana", "ⓐⓝⓐ"],
    ["zero-width space", "ana", "a\u200bna"],
    ["zero-width joiner", "ana", "an\u200da"],
    ["a soft hyphen", "ana", "a\u00adna"],
    ["tag characters", "ana", "ana\u{e0041}"],
    ["bidi controls", "ana", "\u202eana\u202c"],
    ["variation selectors", "ana", "ana\ufe0f"],
    ["fifty combining marks", "ana", "ana" + "\u0301".repeat(50)],
    ["an accent", "rené", "rene"],
    ["composed and decomposed", "zoë", "zoe\u0308"],
    ["no-break space", "ana b", "ana\u00a0b"],
    ["a braille blank", "ana", "ana\u2800"],
    ["a Hangul filler", "ana", "ana\u3164"],
    ["two spaces", "ana b", "ana  b"],
    ["l, I and 1", "lil", "1iI"],
    ["o and 0", "otto", "0tt0"],
    ["rn and m", "mona", "rnona"],
    ["vv and w", "wim", "vvim"],
    ["a ligature", "fifi", "ﬁﬁ"],
    ["kinds of hyphens", "an-na", "an‑na"],
  ] as const
) {
  Deno.test(`[L5] names that differ by ${what} look alike`, () => {
    assertEquals(skeleton(a), skeleton(b));
  });
}

for (
  const [a, b] of [
    ["ana", "anna"],
    ["ben", "bea"],
    ["किरण", "करण"],
    ["李", "王"],
    ["김", "이"],
    ["👩‍🚀", "👨‍🌾"],
    ["bot1", "bot2"],
  ] as const
) {
  Deno.test(`[L5] ${a} and ${b} do not look alike`, () => {
    assert(skeleton(a) !== skeleton(b));
  });
}

const people = (...all: [userId: string, name: string][]) =>
  all.map(([userId, name]) => ({ userId, name }));

function shown(...all: [userId: string, name: string][]): string[] {
  const here = people(...all);
  return here.map(shownNames(here));
}

Deno.test("[L5] who looks like another has the beginning of the userId behind the name", () => {
  assertEquals(
    shown(["u_k3f9x2", "ana"], ["u_8d2hq1", "аna"], ["u_1c9s4d", "ben"]),
    ["ana#k3f9", "аna#8d2h", "ben"],
  );
});

Deno.test("[L5] one person at two terminals is no twin", () => {
  assertEquals(shown(["u_k3f9", "ana"], ["u_k3f9", "Ana"]), ["ana", "Ana"]);
});

Deno.test("[L5] as much of the userId as it takes", () => {
  assertEquals(
    shown(["u_k3f9aa", "ana"], ["u_k3f9ab", "ana"], ["u_k3f9ab", "ana"]),
    ["ana#k3f9aa", "ana#k3f9ab", "ana#k3f9ab"],
  );
});

Deno.test("[L5] nobody takes another's name with what stands behind it", () => {
  assertEquals(
    shown(["u_k3f9", "ana"], ["u_8d2h", "ana"], ["u_zzzz", "ana#k3f9"]),
    ["ana#k3f9", "ana#8d2h", "ana#k3f9#zzzz"],
  );
});

Deno.test("[L5] no two people are shown alike, whatever they are called", () => {
  const name = fc.oneof(
    fc.string({ minLength: 1, maxLength: 6 }),
    fc.stringMatching(/^[aAаi1l]{1,3}(#[ab]{4})?$/),
  );
  const userId = fc.stringMatching(/^u_[ab]{8}$/);
  fc.assert(fc.property(
    fc.uniqueArray(fc.record({ userId, name }), {
      selector: (person) => person.userId,
      maxLength: 12,
    }),
    (here) => {
      const names = here.map(shownNames(here));
      assertEquals(new Set(names).size, names.length);
    },
  ));
});
