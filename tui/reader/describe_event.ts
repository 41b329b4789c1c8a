/**
 * What happens in a room, in words.
 *
 * @module
 */

import type { Document } from "../../shared/document/document.ts";
import type { CanonicalOp } from "../../shared/schema/event.ts";
import type { Props, Shape } from "../../shared/schema/shape.ts";
import { CELL_HEIGHT, CELL_WIDTH } from "../../shared/schema/units.ts";
import { describeShape, quoted } from "./describe_shape.ts";

/** What is known of the room. */
export interface Room {
  /** The drawing before the event, and now. */
  readonly before: Document;
  readonly now: Document;
  /** The number by which a shape is called. */
  number(id: string): number;
}

/** Shapes that are named one by one. */
const MOST = 8;

/** Properties that are told one by one. */
const MOST_CHANGES = 4;

/** What an operation did, to follow a name: `drew 3: rectangle at 12,5, 20 by 4`. */
export function describeOp(op: CanonicalOp, room: Room): string {
  switch (op.op) {
    case "create":
      return `drew ${room.number(op.shape.id)}: ${describeShape(op.shape)}`;
    case "restore":
      return `brought back ${room.number(op.shape.id)}: ${
        describeShape(op.shape)
      }`;
    case "set":
      return describeSet(op.id, op.props, room);
    case "move":
      return `moved ${numbers(op.ids, room)} ${distance(op)}`;
    case "text":
      return `wrote in ${room.number(op.id)}: ${quoted(textOf(op.id, room))}`;
    case "delete":
      return `deleted ${
        op.ids.length === 1
          ? named(op.ids[0]!, room.before, room)
          : numbers(op.ids, room)
      }`;
    case "order":
      return `restacked ${numbers(op.keys.map(([id]) => id), room)}`;
  }
}

function distance({ dx, dy }: Extract<CanonicalOp, { op: "move" }>): string {
  const parts = [
    counted(dx / CELL_WIDTH, "column"),
    counted(dy / CELL_HEIGHT, "row"),
  ].filter((part) => part !== null);
  return parts.length === 0 ? "and back" : `by ${parts.join(", ")}`;
}

function counted(count: number, what: string): string | null {
  if (count === 0) return null;
  return `${count} ${what}${Math.abs(count) === 1 ? "" : "s"}`;
}

/** What somebody does again and again within a moment is told once: as what it came to. */
export function together(before: CanonicalOp, op: CanonicalOp): CanonicalOp {
  return before.op === "move" && op.op === "move"
    ? { ...op, dx: before.dx + op.dx, dy: before.dy + op.dy }
    : op;
}

/** What is one deed with what was done just before under the same words; `null` if nothing is. */
export function deedOf(op: CanonicalOp): string | null {
  switch (op.op) {
    case "text":
      return `text ${op.id}`;
    case "move":
      return `move ${op.ids.join(" ")}`;
    default:
      return null;
  }
}

const PLACE: ReadonlySet<string> = new Set([
  ...["x", "y", "width", "height", "radius", "radiusX", "radiusY"],
  ...["points", "start", "end"],
]);

function describeSet(id: string, props: Props, room: Room): string {
  const names = Object.keys(props);
  if (names.length === 1 && names[0] === "text") {
    return `wrote in ${room.number(id)}: ${quoted(String(props.text))}`;
  }
  if (names.every((name) => PLACE.has(name))) {
    return `moved ${named(id, room.now, room)}`;
  }
  const changed = names.filter((name) => !PLACE.has(name)).map((name) =>
    `${name} ${quoted(String(props[name as keyof Props] ?? "none"))}`
  );
  return changed.length > MOST_CHANGES
    ? `changed ${named(id, room.now, room)}`
    : `changed ${room.number(id)}: ${changed.join(", ")}`;
}

function named(id: string, document: Document, room: Room): string {
  const shape: Shape | undefined = document.shapes.get(id)?.shape;
  const number = room.number(id);
  return shape === undefined
    ? `${number}`
    : `${number}: ${describeShape(shape)}`;
}

function numbers(ids: readonly string[], room: Room): string {
  const told = ids.slice(0, MOST).map((id) => room.number(id)).join(", ");
  const rest = ids.length - MOST;
  return rest > 0 ? `${told} and ${rest} more` : told;
}

function textOf(id: string, { now }: Room): string {
  const shape = now.shapes.get(id)?.shape;
  return shape !== undefined && "text" in shape ? shape.text : "";
}
