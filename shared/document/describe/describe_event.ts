/**
 * Who did what, in plain words: "moved rectangle 'gateway'".
 *
 * @module
 */

import type { CanonicalOp, RoomEvent } from "../../schema/event.ts";
import { boxOf, type Shape } from "../../schema/shape.ts";
import type { Box } from "../../schema/units.ts";
import type { Document } from "../document.ts";
import { applyEdit } from "../text/edit.ts";
import { type Deed, deedsOf } from "./deeds.ts";
import { nameOfShapes } from "./shape_words.ts";

/** An event as people tell it. */
export interface EventWords {
  /** What was done, as it goes on after a name: `moved rectangle 'gateway'`. */
  readonly what: string;
  /** The shapes it was done to, each once. */
  readonly ids: readonly string[];
  /** The box around them afterwards, those deleted as they were; `null` without a shape. */
  readonly where: Box | null;
}

/** Deeds that are told one by one. */
const MOST = 2;

/**
 * Tells what an event did. Labels are as people wrote them: whoever shows the words sanitizes them.
 *
 * @param before the document just before the event; shapes that it does not know are "a shape".
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { EMPTY_DOCUMENT } from "../document.ts";
 * import { describeEvent } from "./describe_event.ts";
 *
 * const event = { ops: [{ op: "delete" as const, ids: ["a", "b"] }] };
 * assertEquals(describeEvent(event, EMPTY_DOCUMENT).what, "deleted 2 shapes");
 * ```
 */
export function describeEvent(
  { ops, group }: Pick<RoomEvent, "ops" | "group">,
  before: Document,
): EventWords {
  const former = new Map<string, Shape | undefined>();
  const known = new Map<string, Shape | undefined>();
  const lookup = (id: string) =>
    known.has(id) ? known.get(id) : before.shapes.get(id)?.shape;
  const deeds: Deed[] = [];
  for (const op of ops) {
    for (const deed of deedsOf(op, lookup, ops)) {
      add(deeds, deed);
      for (const id of deed.ids) {
        if (!former.has(id)) former.set(id, lookup(id));
      }
    }
    for (const [id, shape] of afterwards(op, lookup)) known.set(id, shape);
  }
  const ids = [...new Set(deeds.flatMap(({ ids }) => ids))];
  // What was renamed is known by the name that it had; what is new, by its first one.
  const named = (id: string) => former.get(id) ?? lookup(id);
  const told = deeds.slice(0, MOST).map((deed) =>
    deed.verb + nameOfShapes(deed.ids.map(named), named) + deed.rest
  );
  const more = deeds.length - told.length;
  const words = told.join(more > 0 ? ", " : " and ") +
    (more > 0 ? ` and more` : "");
  return {
    what: turnOf(group) + (words === "" ? "changed nothing" : words),
    ids,
    where: around(ids.map((id) => lookup(id) ?? former.get(id))),
  };
}

/** Undo and redo name their transactions so that the log can tell them (E19). */
function turnOf(group: string | undefined): string {
  return /^(undo|redo)-\d+$/.exec(group ?? "")?.[1]?.concat(": ") ?? "";
}

/** The same done to several shapes is one deed. */
function add(deeds: Deed[], deed: Deed): void {
  const at = deeds.findIndex(({ verb, rest }) =>
    verb === deed.verb && rest === deed.rest
  );
  const same = deeds[at];
  if (same === undefined) deeds.push(deed);
  else {
    const ids = [...new Set([...same.ids, ...deed.ids])];
    deeds[at] = { ...same, ids };
  }
}

/** The shapes of an operation as they are after it, as far as they are known. */
function* afterwards(
  op: CanonicalOp,
  lookup: (id: string) => Shape | undefined,
): Generator<[id: string, shape: Shape | undefined]> {
  switch (op.op) {
    case "create":
    case "restore":
      yield [op.shape.id, op.shape];
      return;
    case "set": {
      const shape = lookup(op.id);
      if (shape) yield [op.id, { ...shape, ...op.props } as Shape];
      return;
    }
    case "move":
      for (const id of op.ids) {
        const shape = lookup(id);
        if (shape === undefined) continue;
        yield [id, { ...shape, x: shape.x + op.dx, y: shape.y + op.dy }];
      }
      return;
    case "text": {
      const shape = lookup(op.id);
      if (shape === undefined || !("text" in shape)) return;
      yield [op.id, { ...shape, text: applyEdit(shape.text, op.edit) }];
      return;
    }
    case "delete":
      for (const id of op.ids) yield [id, undefined];
      return;
    case "order":
      return;
  }
}

function around(shapes: readonly (Shape | undefined)[]): Box | null {
  const boxes = shapes.filter((shape) => shape !== undefined).map(boxOf);
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
