import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { apply } from "./apply.ts";
import {
  arbitraryStep,
  arbitrarySteps,
  TestRoom,
} from "./testing/arbitraries.ts";
import { canonicalJson, stampedJson } from "./canonical.ts";
import { EMPTY_DOCUMENT } from "./document.ts";
import { resolved, resolvedPoints, targetOf } from "./bindings.ts";
import { isPath, type Shape } from "../schema/shape.ts";
import { applyOp } from "./ops/rules.ts";
import { backToFront } from "./order/z_order.ts";
import { fromShapes } from "./snapshot.ts";

Deno.test("[E7] what decide foresees is what apply makes of the event", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    const room = new TestRoom();
    for (const step of steps) {
      const before = room.document;
      const decision = room.step(step);
      if (decision.kind !== "commit") continue;
      const { document } = apply(before, decision.event);
      assertEquals(stampedJson(document), stampedJson(decision.document));
    }
  }));
});

Deno.test("[E8] a replay from nothing gives the same bytes", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    const room = TestRoom.of(steps);
    let replica = EMPTY_DOCUMENT;
    for (const event of room.events) {
      const stored = JSON.parse(JSON.stringify(event));
      replica = apply(replica, stored).document;
    }
    assertEquals(stampedJson(replica), stampedJson(room.document));
  }));
});

Deno.test("[E8] a snapshot and the events after it give the same bytes", () => {
  fc.assert(fc.property(arbitrarySteps, fc.nat(), (steps, k) => {
    const room = TestRoom.of(steps);
    const at = k % room.states.length;
    const shapes = [...room.states[at]!.shapes.values()].map((r) => r.shape);
    let replica = fromShapes(shapes, at);
    for (const event of room.events) replica = apply(replica, event).document;
    assertEquals(canonicalJson(replica), canonicalJson(room.document));
  }));
});

Deno.test("[E10] a refused transaction changes nothing, an accepted one all it says", () => {
  fc.assert(fc.property(arbitrarySteps, arbitraryStep, (steps, step) => {
    const room = TestRoom.of(steps);
    const before = room.document, bytes = stampedJson(before);
    const decision = room.step(step);
    assertEquals(stampedJson(before), bytes);
    if (decision.kind === "commit") {
      assertEquals(room.document.seq, before.seq + 1);
      assert(decision.event.ops.length > 0);
    } else assertEquals(room.document, before);
    if (decision.kind === "refuse") assert(decision.nack.path !== undefined);
  }));
});

Deno.test("[E6] version counts effective changes, seq names the last one", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    const room = TestRoom.of(steps);
    for (const [i, event] of room.events.entries()) {
      assertEquals(event.seq, i + 1);
      const before = room.states[i]!, after = room.states[i + 1]!;
      for (const [id, { shape }] of after.shapes) {
        const old = before.shapes.get(id)?.shape;
        if (old === undefined) continue;
        if (shape.seq === event.seq) {
          assert(shape.version > old.version);
          assertEquals(shape.updatedBy, event.userId);
          assertEquals(shape.updatedAt, event.at);
        } else assertEquals({ ...shape, z: "" }, { ...old, z: "" });
        assertEquals(shape.createdBy, old.createdBy);
        assertEquals(shape.createdAt, old.createdAt);
      }
    }
  }));
});

Deno.test("[E13] a deleted id lives again only by a restore", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    const room = TestRoom.of(steps);
    for (const [i, event] of room.events.entries()) {
      const before = room.states[i]!, after = room.states[i + 1]!;
      const restored = new Set(
        event.ops.flatMap((op) => op.op === "restore" ? [op.shape.id] : []),
      );
      for (const id of before.tombstones.keys()) {
        assertEquals(
          after.shapes.has(id),
          restored.has(id) && !after.tombstones.has(id),
        );
      }
      for (const id of after.shapes.keys()) assert(!after.tombstones.has(id));
    }
  }));
});

Deno.test("[E14] what the log is given of the deleted is what a replay finds there, lines as they are drawn", () => {
  fc.assert(
    fc.property(arbitrarySteps, (steps) => {
      const room = TestRoom.of(steps);
      const commits = room.decisions.filter((one) => one.kind === "commit");
      for (const [i, { event, removed }] of commits.entries()) {
        let document = room.states[i]!;
        const former = new Map<string, Shape>();
        for (const op of event.ops) {
          for (const id of op.op === "delete" ? op.ids : []) {
            const { shape } = document.shapes.get(id)!;
            former.set(id, resolved(document, shape));
          }
          document = applyOp(document, op, event);
        }
        assertEquals(
          new Map(removed.map((shape) => [shape.id, shape])),
          former,
        );
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("[E15] (z, id) is a strict total order, and the index agrees with it", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    const { document } = TestRoom.of(steps);
    const shapes = [...document.shapes.values()].map(({ shape }) => shape)
      .sort(backToFront);
    assertEquals(
      [...document.order],
      shapes.map(({ id, z }) => ({ id, z })),
    );
    assertEquals(new Set(shapes.map(({ z }) => z)).size, shapes.length);
  }));
});

Deno.test("[E3] a binding's target is live and closed after every transaction", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    const room = TestRoom.of(steps);
    for (const document of room.states) {
      const bound = new Map<string, string[]>();
      for (const { shape } of document.shapes.values()) {
        if (!isPath(shape)) continue;
        for (const end of [shape.start, shape.end]) {
          if (end === null) continue;
          assert(targetOf(document, end) !== null);
          bound.set(end.id, [...bound.get(end.id) ?? [], shape.id]);
        }
      }
      for (const [target, lines] of bound) {
        assertEquals(
          [...document.bound.get(target)!].sort(),
          [...new Set(lines)].sort(),
        );
      }
      assertEquals(document.bound.size, bound.size);
    }
  }));
});

Deno.test("[E3] who binds an end writes the point where it is", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    const room = TestRoom.of(steps);
    for (const [i, event] of room.events.entries()) {
      const document = room.states[i + 1]!;
      for (const op of event.ops) {
        const id = op.op === "create" || op.op === "restore"
          ? op.shape.id
          : op.op === "set" && (op.props.start ?? op.props.end)
          ? op.id
          : undefined;
        const line = id === undefined ? undefined : document.shapes.get(id);
        if (line === undefined || !isPath(line.shape)) continue;
        assertEquals(line.shape.points, resolvedPoints(document, line.shape));
      }
    }
  }));
});
