/**
 * What an undo looks at, and the question that it asks of everything.
 *
 * @module
 */

import type { OpOf } from "../../schema/op.ts";
import type { RegisterName } from "../../schema/properties.ts";
import type { Props } from "../../schema/shape.ts";
import {
  type Document,
  registerValue,
  type ShapeRecord,
  type Stamp,
  stampOf,
} from "../document.ts";

/** A set of events by one author that is taken back, and the states around it. */
export interface Undo {
  /** The document just before the first of the events. */
  readonly before: Document;
  /** The document as it is now. */
  readonly now: Document;
  readonly userId: string;
  /** Place in the log of the first of the events. */
  readonly first: number;
  /** Place in the log of the last of the events. */
  readonly last: number;
}

/** What an undo leaves alone, since somebody else has changed it; no registers: the whole shape. */
export interface Skipped {
  readonly id: string;
  readonly registers: readonly RegisterName[];
}

/**
 * Has nobody but the author written here since the events that are taken back began? What others
 * wrote before is none of their changes: the author has seen it, and written on top of it.
 */
export function isUndisturbed(undo: Undo, stamp: Stamp): boolean {
  const { seq, by, other } = stamp;
  return seq < undo.first || (by === undo.userId && other < undo.first);
}

/**
 * Was a shape deleted again after the events? Then it may come back with other values than it
 * had when they deleted it.
 */
export function isRedeleted(
  { now, last }: Pick<Undo, "now" | "last">,
  id: string,
): boolean {
  const grave = now.tombstones.get(id);
  return grave !== undefined && grave.seq > last;
}

/** Gives registers back the values they had before. */
export function setBack(
  undo: Undo,
  former: ShapeRecord,
  registers: readonly RegisterName[],
): OpOf<"set"> {
  const { id } = former.shape;
  const record = undo.now.shapes.get(id);
  // Brought back by somebody else before this arrives, it is theirs, whole.
  const died = undo.now.tombstones.get(id)?.seq ?? 0;
  const props: Props = {};
  const only: OpOf<"set">["only"] = {};
  for (const register of registers) {
    Object.assign(props, registerValue(former.shape, register));
    only[register] = record === undefined
      ? died
      : stampOf(record, register).seq;
  }
  const set: OpOf<"set"> = { op: "set", id, props, only };
  if (!writesAnEnd(set) || props.points !== undefined) return set;
  // To tie an end or to let it go is to write the points as they then are; be they somebody else's.
  if (record !== undefined) {
    const points = stampOf(record, "points");
    only.points = isUndisturbed(undo, points) ? points.seq : 0;
  } else if (letsGo(set)) {
    Object.assign(props, registerValue(former.shape, "points"));
  }
  return set;
}

function writesAnEnd({ props }: OpOf<"set">): boolean {
  return props.start !== undefined || props.end !== undefined;
}

/** Does it untie an end of a line? */
export function letsGo({ props }: OpOf<"set">): boolean {
  return props.start === null || props.end === null;
}
