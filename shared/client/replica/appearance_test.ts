import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { TestRoom } from "../../document/testing/arbitraries.ts";
import type { CanonicalOp } from "../../schema/event.ts";
import { SERVER_FIELDS } from "../../schema/shape.ts";
import { changedAmong, sameOps } from "./appearance.ts";

const some = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Few values, so that two are often the same; `version` is what only the server notes. */
const anyShape = fc.record({
  id: some("a", "b"),
  color: some("red", "blue"),
  z: some("a0", "a1"),
  start: some<unknown>(null, { id: "b", ratio: 0.5 }, { id: "b", ratio: 1 }),
  version: some(1, 2),
  fill: some("none"),
}, { requiredKeys: ["id", "color", "z", "version"] });
const anyProps = fc.record({
  color: some("red", "blue"),
  start: some<unknown>(null, { id: "b", ratio: 0.5 }, { id: "b", ratio: 1 }),
  points: some([[0, 0]], [[0, 0], [8, 0]], [[0, 0], [0, 8]]),
}, { requiredKeys: [] });
const anyOps = fc.array(
  fc.oneof(
    fc.record({ op: some("create", "restore"), shape: anyShape }),
    fc.record({ op: some("set"), id: some("a", "b"), props: anyProps }),
    fc.record({ op: some("delete"), ids: some(["a"], ["a", "b"], ["b"]) }),
  ),
  { maxLength: 2 },
) as unknown as fc.Arbitrary<CanonicalOp[]>;

/** What makes of operations others, or the same for all that is seen. */
const anyTwist = some(
  ["create", "restore"],
  ["restore", "create"],
  ['"a0"', '"a1"'],
  ['"version":1', '"version":2'],
  ['"red"', '"blue"'],
  ['"ratio":1', '"ratio":0.5'],
  [',"fill":"none"', ""],
  ['"version":1', '"version":1,"fill":"none"'],
  ["[0,8]", "[8,0]"],
  ['"ids":["a"', '"ids":["b"'],
  [',"b"]', "]"],
  ['"start":null', '"start":{}'],
);

/** All that is seen of operations. */
function seen(ops: readonly CanonicalOp[]): string {
  const noted = new Set<string>(SERVER_FIELDS.filter((name) => name !== "z"));
  return JSON.stringify(
    ops,
    (name, value) => {
      if (noted.has(name)) return undefined;
      // The order of properties is nothing that is seen.
      return value !== null && typeof value === "object" &&
          !Array.isArray(value)
        ? Object.fromEntries(
          Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1),
        )
        : value;
    },
  );
}

Deno.test("[P6] operations are the same but for what the server notes, or something is decided again", () => {
  fc.assert(
    fc.property(anyOps, anyTwist, (a, [from, to]) => {
      const b = JSON.parse(JSON.stringify(a).replace(from!, to!));
      assertEquals(sameOps(a, b), seen(a) === seen(b));
      assertEquals(sameOps(b, a), seen(a) === seen(b));
      assertEquals(sameOps(a, structuredClone(a)), true);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("[P6] with a shape that changed its lines look different, those of before and those of now", () => {
  const room = new TestRoom();
  const line = (id: string, to: string) => ({
    op: "create" as const,
    shape: {
      id,
      type: "line" as const,
      points: [[0, 0], [8, 0]] as [number, number][],
      start: { id: to, side: "left" as const, ratio: 0.5 },
    },
  });
  room.send("u_ana", [
    { op: "create", shape: { id: "a", type: "circle" } },
    { op: "create", shape: { id: "b", type: "circle" } },
    line("left", "a"),
    line("right", "b"),
  ]);
  const before = room.document;
  room.send("u_ana", [
    { op: "set", id: "left", props: { start: null } },
    { op: "move", ids: ["a"], dx: 8, dy: 0 },
    { op: "set", id: "right", props: { start: line("", "a").shape.start } },
  ]);
  const { document } = room;
  const changed = (ids: string[]) => [...changedAmong(ids, before, document)];
  assertEquals(changed(["a"]).sort(), ["a", "left", "right"]);
  assertEquals(changed(["b"]), []);
  assertEquals([...changedAmong(["a"], before, before)], []);
});
