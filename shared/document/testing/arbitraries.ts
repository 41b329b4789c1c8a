/**
 * Random histories for property tests: what people might do in a room, and a room to do it in.
 *
 * @module
 */

import fc from "fast-check";
import type { RoomEvent } from "../../schema/event.ts";
import type { Op, OpOf } from "../../schema/op.ts";
import { type PropertyName, registerOf } from "../../schema/properties.ts";
import { type Shape, type ShapeInput, textOf } from "../../schema/shape.ts";
import { decide, restorable } from "../decide.ts";
import type { Decision, DecisionContext } from "../deciding/decision.ts";
import { type Document, EMPTY_DOCUMENT } from "../document.ts";

/**
 * Few enough that they meet, each with the kind that it mostly has, and some of them names that
 * objects inherit.
 */
const KIND_OF = {
  a: "rectangle",
  b: "circle",
  c: "text",
  d: "line",
  ["__proto__"]: "rectangle",
  constructor: "arrow",
  toString: "circle",
} as const;

/** The ids that random histories use. */
export const IDS = Object.keys(KIND_OF) as (keyof typeof KIND_OF)[];

/** People who draw. */
export const USERS = ["u_ana", "u_ben", "u_eve"] as const;

const id = fc.constantFrom(...IDS);
const idList = fc.uniqueArray(id, { minLength: 1, maxLength: 4 });
const coordinate = fc.integer({ min: -400, max: 400 });
const size = fc.integer({ min: 1, max: 300 });
const word = fc.constantFrom("x", "yo", "漢", "👩‍🚀", "a\nb", "é", "");
const point = fc.tuple(coordinate, coordinate);
const binding = fc.option(
  fc.record({
    id: fc.constantFrom("a", "b", "__proto__", "toString", "c", "d"),
    side: fc.constantFrom("top", "right", "bottom", "left"),
    ratio: fc.constantFrom(0, 0.25, 0.5, 1),
  }),
  { freq: 3 },
);

const style = {
  color: fc.constantFrom("default", "red", "cyan", "#a0b0c0"),
  stroke: fc.constantFrom("light", "heavy", "double"),
  locked: fc.boolean(),
  x: coordinate,
  y: coordinate,
};
const line = {
  ...style,
  points: fc.array(point, { minLength: 2, maxLength: 4 }),
  start: binding,
  end: binding,
};

const PROPERTIES_OF: Record<string, Record<string, fc.Arbitrary<unknown>>> = {
  rectangle: { ...style, width: size, height: size, text: word },
  circle: { ...style, radius: size, text: word },
  text: { ...style, text: word },
  line,
  arrow: line,
};

/** A shape as a client sends it, some of its properties left out. */
export const arbitraryShape: fc.Arbitrary<ShapeInput> = fc.oneof(
  ...IDS.map((id) =>
    fc.record({
      id: fc.constant(id),
      type: fc.constant(KIND_OF[id]),
      ...PROPERTIES_OF[KIND_OF[id]],
    }, { requiredKeys: ["id", "type"] } as never)
  ),
) as unknown as fc.Arbitrary<ShapeInput>;

/** A write of one to three properties, which the shape mostly has. */
const arbitrarySet: fc.Arbitrary<OpOf<"set">> = fc.tuple(
  id,
  fc.constantFrom(...IDS),
)
  .chain(([id, like]) => {
    // One time in seven or so, what is written is another kind's.
    const kind = like === "d" ? "line" : KIND_OF[id];
    const names = Object.keys(PROPERTIES_OF[kind]!);
    return fc.subarray(names, { minLength: 1, maxLength: 3 }).chain((some) =>
      fc.record({
        op: fc.constant("set" as const),
        id: fc.constant(id),
        props: fc.record(
          Object.fromEntries(
            some.map((name) => [name, PROPERTIES_OF[kind]![name]!]),
          ),
        ),
      })
    );
  }) as fc.Arbitrary<OpOf<"set">>;

/** The same ops, one in four of which spares what is newer than some place in the log. */
function someGuarded<T extends Op>(
  ops: fc.Arbitrary<T>,
  only: (seq: number, op: T) => unknown = (seq) => seq,
): fc.Arbitrary<Op> {
  const guarded = fc.tuple(ops, fc.nat(30)).map(([op, seq]) => (
    { ...op, only: only(seq, op) } as Op
  ));
  return fc.oneof({ arbitrary: ops, weight: 3 }, guarded);
}

/** `only` for all the registers that an op writes. */
function onlyRegisters(seq: number, { props }: OpOf<"set">): unknown {
  const names = Object.keys(props) as PropertyName[];
  return Object.fromEntries(names.map((name) => [registerOf(name), seq]));
}

/** Typing: an edit of whatever text is there when it is played. */
export interface Typing {
  readonly op: "type";
  readonly id: string;
  /** Where, as a part of the text's length. */
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const typing: fc.Arbitrary<Typing> = fc.record({
  op: fc.constant("type" as const),
  id,
  at: fc.constantFrom(0, 0.3, 0.5, 1),
  remove: fc.integer({ min: 0, max: 3 }),
  insert: word,
});

/** One thing somebody does. */
export const arbitraryOp: fc.Arbitrary<Op | Typing> = fc.oneof(
  {
    arbitrary: fc.record({
      op: fc.constant("create" as const),
      shape: arbitraryShape,
    }),
    weight: 5,
  },
  fc.record({ op: fc.constant("put" as const), shape: arbitraryShape }),
  { arbitrary: someGuarded(arbitrarySet, onlyRegisters), weight: 5 },
  someGuarded(fc.record({
    op: fc.constant("move" as const),
    ids: idList,
    dx: coordinate,
    dy: coordinate,
  })),
  { arbitrary: typing, weight: 4 },
  someGuarded(fc.record({ op: fc.constant("delete" as const), ids: idList })),
  someGuarded(fc.record({ op: fc.constant("restore" as const), id })),
  someGuarded(fc.record({
    op: fc.constant("order" as const),
    ids: idList,
    to: fc.oneof(
      fc.constantFrom("front" as const, "back" as const),
      fc.record({ above: id }),
      fc.record({ below: id }),
    ),
  })),
) as fc.Arbitrary<Op | Typing>;

/** A transaction somebody sends, having seen all but the last `lag` events. */
export interface Step {
  readonly userId: string;
  readonly lag: number;
  readonly ops: readonly (Op | Typing)[];
}

/** A transaction of 1 to 4 operations. */
export const arbitraryStep: fc.Arbitrary<Step> = fc.record({
  userId: fc.constantFrom(...USERS),
  lag: fc.oneof({ arbitrary: fc.nat(3), weight: 9 }, fc.nat(40)),
  ops: fc.array(arbitraryOp, { minLength: 1, maxLength: 4 }),
});

/** What happens in a room. */
export const arbitrarySteps: fc.Arbitrary<Step[]> = fc.array(arbitraryStep, {
  maxLength: 40,
  size: "max",
});

/** Limits that random histories do not reach. */
export const TEST_LIMITS: DecisionContext["limits"] = {
  opsPerTx: 256,
  shapesPerRoom: 100,
};

/** A room in memory, with its whole past. */
export class TestRoom {
  /** The document after each event; `states[0]` is empty. */
  readonly states: Document[] = [EMPTY_DOCUMENT];
  readonly events: RoomEvent[] = [];
  readonly decisions: Decision[] = [];
  /** Deleted shapes as they were, by `seq` and id. */
  readonly #removed = new Map<string, Shape>();
  readonly limits: DecisionContext["limits"];

  constructor(limits: DecisionContext["limits"] = TEST_LIMITS) {
    this.limits = limits;
  }

  /** What is there now. */
  get document(): Document {
    return this.states.at(-1)!;
  }

  /** Decides a transaction and, if it has an effect, commits it. */
  send(
    userId: string,
    ops: readonly Op[],
    options: { base?: number; group?: string } = {},
  ): Decision {
    const removed = new Map<string, Shape>();
    for (const { id, seq } of restorable(this.document, ops)) {
      const shape = this.#removed.get(`${seq} ${id}`);
      if (shape !== undefined) removed.set(id, shape);
    }
    const decision = decide(this.document, { ops, ...options }, {
      userId,
      at: 1_000 + this.document.seq,
      limits: this.limits,
      removed,
    });
    this.decisions.push(decision);
    if (decision.kind === "commit") {
      this.states.push(decision.document);
      this.events.push(decision.event);
      for (const shape of decision.removed) {
        this.#removed.set(`${decision.event.seq} ${shape.id}`, shape);
      }
    }
    return decision;
  }

  /** Plays one step. */
  step({ userId, lag, ops }: Step): Decision {
    const base = Math.max(0, this.document.seq - lag);
    const texts = this.states[base]!;
    const concrete = ops.flatMap((op) =>
      op.op === "type" ? typed(texts, op) : [op]
    );
    return this.send(userId, concrete, { base });
  }

  /** A room with the same past. */
  copy(): TestRoom {
    const room = new TestRoom(this.limits);
    room.states.splice(0, 1, ...this.states);
    room.events.push(...this.events);
    room.decisions.push(...this.decisions);
    for (const [key, shape] of this.#removed) room.#removed.set(key, shape);
    return room;
  }

  /** Plays all steps, in an empty room or one with a past, which is left as it is. */
  static of(steps: readonly Step[], past: TestRoom = new TestRoom()): TestRoom {
    const room = past.copy();
    for (const step of steps) room.step(step);
    return room;
  }
}

function typed(document: Document, { id, at, remove, insert }: Typing): Op[] {
  const shape = document.shapes.get(id)?.shape;
  const text = shape === undefined ? null : textOf(shape);
  if (text === null) return [];
  const length = [...text].length;
  const skip = Math.floor(at * length);
  const edit = [
    ...skip > 0 ? [skip] : [],
    ...insert !== "" ? [insert] : [],
    ...Math.min(remove, length - skip) > 0
      ? [{ d: Math.min(remove, length - skip) }]
      : [],
  ];
  return typeof edit.at(-1) === "number" || edit.length === 0
    ? []
    : [{ op: "text", id, base: document.seq, edit }];
}
