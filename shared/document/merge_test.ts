/**
 * What comes of two transactions that were made without knowing of each other, whichever is decided
 * first (E7, E11, E13).
 */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { CanonicalOp } from "../schema/event.ts";
import type { Op } from "../schema/op.ts";
import { type PropertyName, registerOf } from "../schema/properties.ts";
import { registersOf } from "../schema/shape.ts";
import { resolved } from "./bindings.ts";
import { type Document, registerValue, stampOf } from "./document.ts";
import {
  arbitraryOp,
  arbitrarySteps,
  IDS,
  TestRoom,
  type Typing,
} from "./testing/arbitraries.ts";

/** A write of registers, whatever has happened meanwhile. */
const write = arbitraryOp.filter((op): op is Op =>
  (op.op === "set" || op.op === "move") && op.only === undefined
);

/** What Ana's operation and Ben's make of a room, decided in this order and in the other. */
function bothWays(room: TestRoom, anas: Op, bens: Op) {
  const base = room.document.seq;
  const [first, second] = [room.copy(), room.copy()];
  for (
    const [room, ops] of [
      [first, [["u_ana", anas], ["u_ben", bens]]],
      [second, [["u_ben", bens], ["u_ana", anas]]],
    ] as const
  ) {
    for (const [userId, op] of ops) {
      const { kind } = room.send(userId, [op], { base });
      // Of what makes no sense nothing comes, in whichever order.
      fc.pre(kind !== "refuse");
    }
  }
  return [first, second] as const;
}

/** What each register of each shape is, bound ends at their targets, and who wrote it; not when. */
function registersIn(document: Document): Map<string, unknown> {
  const registers = new Map<string, unknown>();
  for (const [id, record] of document.shapes) {
    const shape = resolved(document, record.shape);
    for (const name of registersOf(shape.type).keys()) {
      const value = registerValue(shape, name);
      // Who ties an end writes the points if the targets are elsewhere by then.
      const by = name === "points" ? null : stampOf(record, name).by;
      registers.set(`${id} ${name}`, [value, by]);
    }
  }
  return registers;
}

/** The registers that somebody's operations wrote after `seq`. */
function written(room: TestRoom, userId: string, seq: number): Set<string> {
  const events = room.events.slice(seq).filter((one) => one.userId === userId);
  return new Set(events.flatMap(({ ops }) => ops.flatMap(registersOfOp)));
}

function registersOfOp(op: CanonicalOp): string[] {
  if (op.op === "move") return op.ids.map((id) => `${id} pos`);
  if (op.op !== "set") return [];
  const names = Object.keys(op.props) as PropertyName[];
  return names.map((name) => `${op.id} ${registerOf(name)}`);
}

/** Does it tie or untie an end? Where that stands depends on where line and target are by then. */
function isAboutEnds(op: Op): boolean {
  return op.op === "set" &&
    (op.props.start !== undefined || op.props.end !== undefined);
}

const RUNS = { numRuns: 300 };

Deno.test("[E7] writes of different registers commute: all survive, whichever is decided first", () => {
  const free = write.filter((op) => !isAboutEnds(op));
  fc.assert(
    fc.property(arbitrarySteps, free, free, (steps, anas, bens) => {
      const room = TestRoom.of(steps), { seq } = room.document;
      const [first, second] = bothWays(room, anas, bens);
      const mine = written(first, "u_ana", seq);
      const theirs = written(first, "u_ben", seq);
      fc.pre(mine.isDisjointFrom(theirs));
      assertEquals(
        registersIn(first.document),
        registersIn(second.document),
      );
    }),
    RUNS,
  );
});

Deno.test("[E7] on one register what is decided last holds, and what it does not name stays", () => {
  fc.assert(
    fc.property(
      arbitrarySteps,
      fc.array(write, { maxLength: 8 }),
      (steps, writes) => {
        const room = TestRoom.of(steps);
        const model = new Map(
          [...room.document.shapes].map(([id, { shape }]) => [
            id,
            { x: shape.x, y: shape.y, color: shape.color },
          ]),
        );
        for (const [i, op] of writes.entries()) {
          const { kind } = room.send(i % 2 ? "u_ana" : "u_ben", [op]);
          if (kind !== "commit") continue;
          if (op.op === "set") {
            const { x, y, color } = { ...model.get(op.id)!, ...op.props };
            model.set(op.id, { x, y, color });
          } else if (op.op === "move") {
            for (const id of new Set(op.ids)) {
              const at = model.get(id);
              if (at !== undefined) at.x += op.dx, at.y += op.dy;
            }
          }
        }
        for (const [id, { shape }] of room.document.shapes) {
          const { x, y, color } = shape;
          assertEquals({ x, y, color }, model.get(id));
        }
      },
    ),
    RUNS,
  );
});

Deno.test("[E11] moves commute and sum, whoever makes them in whatever order", () => {
  const move = fc.record({
    op: fc.constant("move" as const),
    ids: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1 }),
    dx: fc.integer({ min: -400, max: 400 }),
    dy: fc.integer({ min: -400, max: 400 }),
  });
  fc.assert(
    fc.property(arbitrarySteps, fc.array(move), (steps, moves) => {
      const room = TestRoom.of(steps), base = room.document.seq;
      const [first, second] = [room.copy(), room.copy()];
      for (const op of moves) first.send("u_ana", [op], { base });
      for (const op of moves.toReversed()) second.send("u_ben", [op], { base });
      for (const [id, { shape }] of room.document.shapes) {
        const of = moves.filter(({ ids }) => ids.some((one) => one === id));
        const x = of.reduce((x, { dx }) => x + dx, shape.x);
        const y = of.reduce((y, { dy }) => y + dy, shape.y);
        for (const { document } of [first, second]) {
          const moved = document.shapes.get(id)!.shape;
          assertEquals([moved.x, moved.y], [x, y]);
        }
      }
    }),
  );
});

Deno.test("[E13] a deletion wins over whatever else but a restore, whichever is decided first", () => {
  const others = arbitraryOp.filter((op: Op | Typing): op is Op =>
    op.op !== "restore" && op.op !== "type"
  );
  fc.assert(
    fc.property(
      arbitrarySteps,
      fc.constantFrom(...IDS),
      others,
      (steps, id, other) => {
        const room = TestRoom.of(steps);
        fc.pre(room.document.shapes.has(id));
        const deletion: Op = { op: "delete", ids: [id] };
        for (const { document } of bothWays(room, deletion, other)) {
          assert(!document.shapes.has(id) && document.tombstones.has(id));
        }
      },
    ),
    RUNS,
  );
});
