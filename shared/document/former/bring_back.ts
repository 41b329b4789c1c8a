/**
 * From what is now to what was: operations that bring shapes back as they were in a former document.
 *
 * @module
 */

import type { Op } from "../../schema/op.ts";
import type { PropertyName, RegisterName } from "../../schema/properties.ts";
import {
  isPath,
  type Props,
  registersOf,
  type Shape,
} from "../../schema/shape.ts";
import { type Document, registerValue } from "../document.ts";

/** How shapes come back. */
export interface BringBack {
  readonly ops: readonly Op[];
  /** Shapes that are alive again. */
  readonly revived: readonly string[];
  /** Registers of living shapes that get their former value, by the shape's id. */
  readonly registers: ReadonlyMap<string, readonly RegisterName[]>;
  /** Shapes that go, since they were not there. */
  readonly deleted: readonly string[];
}

/**
 * Brings some shapes back as they were; where they stand in the stack stays.
 *
 * @param ids shapes of `then`.
 */
export function bringBack(
  now: Document,
  then: Document,
  ids: readonly string[],
): BringBack {
  const former = ids.flatMap((id) => then.shapes.get(id)?.shape ?? [])
    // What a line is bound to has to be there when it comes.
    .sort((a, b) => Number(isPath(a)) - Number(isPath(b)));
  const ops: Op[] = [];
  const revived: string[] = [];
  const registers = new Map<string, readonly RegisterName[]>();
  for (const shape of former) {
    const { id } = shape;
    const record = now.shapes.get(id);
    if (record === undefined) {
      ops.push({ op: "restore", id }, { op: "put", shape });
      revived.push(id);
      continue;
    }
    const differing = differingRegisters(record.shape, shape);
    if (differing.length === 0) continue;
    ops.push({ op: "set", id, props: propsOf(shape, differing) });
    registers.set(id, differing);
  }
  return { ops, revived, registers, deleted: [] };
}

/**
 * Makes the whole drawing as it was: what was there comes back, what was not goes, and each stands
 * where it stood in the stack.
 */
export function bringAllBack(now: Document, then: Document): BringBack {
  const back = bringBack(now, then, [...then.order].map(({ id }) => id));
  const deleted = [...now.order].map(({ id }) => id)
    .filter((id) => !then.shapes.has(id));
  const ops: Op[] = [
    ...deleted.length > 0 ? [{ op: "delete", ids: deleted } as const] : [],
    ...back.ops,
    ...restacked(now, then),
  ];
  return { ...back, ops, deleted };
}

/** Registers that have another value; `z` is no client's to write. */
function differingRegisters(now: Shape, then: Shape): RegisterName[] {
  const differing: RegisterName[] = [];
  for (const register of registersOf(then.type).keys()) {
    if (register === "z") continue;
    const is = JSON.stringify(registerValue(now, register));
    const was = JSON.stringify(registerValue(then, register));
    if (is !== was) differing.push(register);
  }
  return differing;
}

/** The former values of some registers; an end that is bound brings its points with it. */
function propsOf(shape: Shape, registers: readonly RegisterName[]): Props {
  const props: Record<string, unknown> = {};
  for (const register of registers) {
    Object.assign(props, registerValue(shape, register));
  }
  const ends: readonly PropertyName[] = ["start", "end"];
  if (isPath(shape) && ends.some((end) => end in props)) {
    props.points = shape.points;
  }
  return props as Props;
}

/** Puts what does not stand where it stood above what stood below it. */
function* restacked(now: Document, then: Document): Generator<Op> {
  let below: string | null = null;
  let highest = "";
  for (const { id, z } of then.order) {
    const key = now.shapes.get(id)?.shape.z;
    const stays = key !== undefined && key > highest && key === z;
    if (stays) highest = key;
    else if (below === null) yield { op: "order", ids: [id], to: "back" };
    else yield { op: "order", ids: [id], to: { above: below } };
    below = id;
  }
}
