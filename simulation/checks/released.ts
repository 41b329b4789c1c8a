/**
 * An end that is let go, or whose shape goes, stays where it was drawn (E3).
 *
 * @module
 */

import { resolvedPoints } from "../../shared/document/bindings.ts";
import type { Document } from "../../shared/document/document.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { Op } from "../../shared/schema/op.ts";
import { isPath } from "../../shared/schema/shape.ts";
import { must } from "../violation.ts";

/**
 * Where an event does nothing else: or a line may have been drawn anew, or its target moved, before
 * that went.
 *
 * @throws {Violation} if an end that was let go is elsewhere than it was, or was untied though its
 * line goes along.
 */
export function checkReleased(
  event: RoomEvent,
  asked: readonly Op[] | null,
  before: Document,
  after: Document,
): void {
  checkCarried(event, after);
  if (asked === null) return;
  const [first, ...others] = asked;
  const isLetGo = others.length === 0 && letsGo(first!);
  if (!isLetGo && asked.some(({ op }) => op !== "delete")) return;
  for (const op of event.ops) {
    if (op.op !== "set") continue;
    const was = before.shapes.get(op.id)?.shape;
    const is = after.shapes.get(op.id)?.shape;
    must(
      is !== undefined || others.length > 0,
      7,
      () => `event ${event.seq} unties ${op.id}, and deletes it`,
    );
    if (!was || !is || !isPath(was) || !isPath(is)) continue;
    const expected = JSON.stringify(resolvedPoints(before, was));
    const found = JSON.stringify(resolvedPoints(after, is));
    must(
      found === expected,
      7,
      () =>
        `event ${event.seq} lets go of ${op.id}, which was at ${expected} and is at ${found}`,
    );
  }
}

/** Whoever writes a line writes its points where its ends are. */
function checkCarried({ seq, ops }: RoomEvent, after: Document): void {
  for (const op of ops) {
    const id = op.op === "set"
      ? op.id
      : op.op === "create" || op.op === "restore"
      ? op.shape.id
      : "";
    const line = after.shapes.get(id)?.shape;
    if (line === undefined || !isPath(line)) continue;
    const isDrawn = op.op !== "set" || op.props.points || op.props.start ||
      op.props.end;
    const expected = JSON.stringify(resolvedPoints(after, line));
    const found = JSON.stringify(line.points);
    must(
      !isDrawn || found === expected,
      7,
      () =>
        `event ${seq} draws ${id} as ${found}, and its ends are ${expected}`,
    );
  }
}

/** Is this to let go of ends, and to leave the line where it is? */
function letsGo(op: Op): boolean {
  if (op.op !== "set") return false;
  const { start, end, x, y, points } = op.props;
  const isElsewhere = [x, y, points].some((value) => value !== undefined);
  return !isElsewhere && !start && !end && (start === null || end === null);
}
