import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { fingerprintOf } from "./fingerprint.ts";

/** The same content, with the keys of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(turned);
  return Object.fromEntries(
    Object.entries(value).reverse().map(([key, part]) => [key, turned(part)]),
  );
}

Deno.test("[E16] the same content has the same fingerprint, whatever the order of its keys", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const again = JSON.parse(JSON.stringify(value));
    assertEquals(fingerprintOf(turned(again)), fingerprintOf(value));
  }));
});

Deno.test("[E16] another content has another fingerprint", () => {
  const bodies = [
    undefined,
    null,
    true,
    false,
    0,
    1,
    -1,
    1e-9,
    "",
    "0",
    "\0",
    "\0\0",
    "ab",
    "ba",
    [],
    [null],
    [undefined],
    [[], []],
    [[[]]],
    ["ab"],
    ["a", "b"],
    [1, -1],
    [-1, 1],
    {},
    { a: 1 },
    { a: "1" },
    { b: 1 },
    { a: 1, b: 2 },
    { a: 2, b: 1 },
    [["a", 1]],
    { a: { b: 1 } },
    { a: [1, { b: 2 }] },
    { a: [{ b: 2 }, 1] },
  ];
  assertEquals(new Set(bodies.map(fingerprintOf)).size, bodies.length);
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
    const isSame = JSON.stringify(sorted(one)) ===
      JSON.stringify(sorted(other));
    if (!isSame) assertNotEquals(fingerprintOf(one), fingerprintOf(other));
  }));
});

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)
    .map(([key, part]) => [key, sorted(part)]);
}

Deno.test("[E16] either half tells bodies apart that differ in little: as many meet as by chance", () => {
  const left = new Set<string>(), right = new Set<string>();
  const SIDE = 200;
  for (let x = 0; x < SIDE; x++) {
    for (let y = 0; y < SIDE; y++) {
      const at = { x: (x - SIDE / 2) * 8, y: y - SIDE / 2 };
      const hash = fingerprintOf([7, undefined, [{ op: "set", props: at }]]);
      const [a, b] = hash.split(",");
      left.add(a!);
      right.add(b!);
    }
  }
  // Of so many 32-bit numbers one pair is the same, as a rule.
  const pairs = SIDE ** 4 / 2 / 2 ** 32;
  const most = Math.ceil(pairs + 6 * Math.sqrt(pairs));
  assert(SIDE ** 2 - left.size <= most, `${SIDE ** 2 - left.size}`);
  assert(SIDE ** 2 - right.size <= most, `${SIDE ** 2 - right.size}`);
});
