/**
 * What people ask for only on conditions, and what crowds the stack: the corners of the operations
 * that hands seldom come to.
 *
 * @module
 */

import {
  type Document,
  lastTouch,
  type ShapeRecord,
  stampOf,
} from "../shared/document/document.ts";
import type { Op } from "../shared/schema/op.ts";
import { registerOf } from "../shared/schema/properties.ts";
import type { PropertyName } from "../shared/schema/properties.ts";
import type { Random } from "./random.ts";
import { type Alphabet, drawOps, TEXTS } from "./workload.ts";

/**
 * A transaction of up to `size` operations, most of which say `only` or `if`; or one that replaces a
 * text and edits what it has put there.
 */
export function drawGuarded(
  random: Random,
  seen: Document,
  alphabet: Alphabet,
  size: number,
): Op[] {
  const live = TEXTS.filter((id) => seen.shapes.has(id));
  if (live.length > 0 && random.chance(0.15)) {
    return drawTwofold(random.pick(live), alphabet);
  }
  return drawOps(random, seen, alphabet, size)
    .map((op) => guarded(random, seen, op));
}

/** The edit has two insertions in a row, as no client of ours makes them. */
function drawTwofold(id: string, alphabet: Alphabet): Op[] {
  const letter = () => alphabet.take(1);
  return [
    { op: "set", id, props: { text: alphabet.take(2) } },
    { op: "text", id, edit: [1, letter(), letter(), { d: 1 }, letter()] },
  ];
}

function guarded(random: Random, seen: Document, op: Op): Op {
  switch (op.op) {
    case "set":
      return guardedSet(random, seen, op);
    case "move":
      return { ...op, only: near(random, stampIn(seen, op.ids[0], "x")) };
    case "order":
      return { ...op, only: near(random, stampIn(seen, op.ids[0], "z")) };
    case "delete": {
      const record = seen.shapes.get(op.ids[0]!);
      return { ...op, only: near(random, record ? lastTouch(record) : 0) };
    }
    case "restore":
      return { ...op, only: near(random, seen.tombstones.get(op.id)?.seq) };
    default:
      return op;
  }
}

/** Any of the registers that are written may be asked about, together or alone. */
function guardedSet(
  random: Random,
  seen: Document,
  { if: _, ...op }: Extract<Op, { op: "set" }>,
): Op {
  const names = Object.keys(op.props) as PropertyName[];
  // Ends that are tied anew take the points along.
  const isTied = op.props.start || op.props.end;
  const condition = Object.fromEntries(
    (isTied ? [...names, "points" as const] : names)
      .filter(() => random.chance(0.5))
      .map((name) => [
        registerOf(name),
        near(random, stampIn(seen, op.id, name)),
      ]),
  );
  return random.chance(0.2)
    ? { ...op, if: condition, only: undefined }
    : { ...op, only: condition };
}

/** When a property was written, as far as one sees; 0 for what is not there. */
function stampIn(
  seen: Document,
  id: string | undefined,
  name: PropertyName | "z",
): number {
  const record: ShapeRecord | undefined = seen.shapes.get(id ?? "");
  return record === undefined ? 0 : stampOf(record, registerOf(name)).seq;
}

/** Just what is asked for, or one beside it: that is where `<` and `<=` differ. */
function near(random: Random, seq: number = 0): number {
  return Math.max(0, seq + random.pick([-1, 0, 0, 1]));
}

/** So often that the keys between two neighbours become longer than they may be (E15). */
const TURNS = 200;

/** Two of the shapes that are seen take turns in standing just above a third one. */
export function drawSqueeze(random: Random, seen: Document): Op[] {
  const ids = [...seen.shapes.keys()].sort();
  const first = random.below(ids.length);
  const [anchor, ...others] = [...ids.slice(first), ...ids.slice(0, first)];
  if (others.length < 2) return [];
  return Array.from({ length: TURNS }, (_, i): Op => ({
    op: "order",
    ids: [others[i % 2]!],
    to: { above: anchor! },
  }));
}

/** Two of these, and a text has more of a past than is kept of it (E12). */
const WRITES = 200;

/** A text is written over and over again. */
export function drawRewriting(id: string, alphabet: Alphabet): Op[] {
  return Array.from({ length: WRITES }, (): Op => ({
    op: "set",
    id,
    props: { text: alphabet.take(1) },
  }));
}

/** A shape comes back, is changed, dies and comes back: as it was when it died last (E14). */
export function drawRevival(random: Random, id: string): Op[] {
  const props = { x: random.between(-90, 90), y: random.between(-90, 90) };
  return [
    { op: "restore", id },
    { op: "set", id, props },
    { op: "delete", ids: [id] },
    { op: "restore", id },
  ];
}
