import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import type { Op } from "../schema/op.ts";
import { apply } from "./apply.ts";
import { arbitrarySteps, TestRoom } from "./testing/arbitraries.ts";
import { resolved } from "./bindings.ts";
import { EMPTY_DOCUMENT } from "./document.ts";

const circle: Op = { op: "create", shape: { id: "a", type: "circle" } };

Deno.test("[E8] an event that was applied already is skipped", () => {
  const room = new TestRoom();
  room.send("u_ana", [circle]);
  const { document, changed } = apply(room.document, room.events[0]!);
  assertStrictEquals(document, room.document);
  assertEquals(changed.size, 0);
});

Deno.test("[E8] a hole throws, and says where to resume", () => {
  const room = new TestRoom();
  room.send("u_ana", [circle]);
  room.send("u_ana", [{ op: "delete", ids: ["a"] }]);
  assertThrows(
    () => apply(EMPTY_DOCUMENT, room.events[1]!),
    RangeError,
    "the document is at 0",
  );
});

Deno.test("[E8] events twice, or from the middle on, change nothing", () => {
  fc.assert(fc.property(arbitrarySteps, fc.nat(), (steps, n) => {
    const room = TestRoom.of(steps);
    let { document } = room;
    const from = n % (room.events.length + 1);
    for (const event of room.events.slice(from)) {
      document = apply(document, event).document;
    }
    assertStrictEquals(document, room.document);
  }));
});

Deno.test("[R4] what is not named as changed looks as it did, bound ends included", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    const room = TestRoom.of(steps);
    for (const [i, event] of room.events.entries()) {
      const before = room.states[i]!;
      const { document, changed } = apply(before, event);
      const ids = new Set([...before.shapes.keys(), ...document.shapes.keys()]);
      for (const id of ids) {
        if (changed.has(id)) continue;
        const was = before.shapes.get(id), is = document.shapes.get(id);
        assert(was !== undefined && is !== undefined);
        assertEquals(
          resolved(document, is.shape),
          resolved(before, was.shape),
        );
      }
    }
  }));
});

Deno.test("documents share what did not change", () => {
  const room = new TestRoom();
  room.send("u_ana", [circle, {
    op: "create",
    shape: { id: "b", type: "circle" },
  }]);
  const before = room.document;
  room.send("u_ana", [{ op: "move", ids: ["a"], dx: 1, dy: 0 }]);
  assertStrictEquals(room.document.shapes.get("b"), before.shapes.get("b"));
  assertEquals(before.shapes.get("a")?.shape.x, 0);
});
