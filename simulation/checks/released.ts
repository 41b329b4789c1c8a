/**
 * When a shape goes, the lines that are tied to it stay where they were drawn (E3).
 *
 * @module
 */

import { resolvedPoints } from "../../shared/document/bindings.ts";
import type { Document } from "../../shared/document/document.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import { isPath } from "../../shared/schema/shape.ts";
import { must } from "../violation.ts";

/**
 * Where an event does nothing but delete: else a line may have been drawn anew, or its target
 * moved, before that went.
 *
 * @throws {Violation} if an end that was let go is elsewhere than it was.
 */
export function checkReleased(
  event: RoomEvent,
  asked: readonly { readonly op: string }[] | null,
  before: Document,
  after: Document,
): void {
  if (asked === null || asked.some(({ op }) => op !== "delete")) return;
  for (const op of event.ops) {
    if (op.op !== "set") continue;
    const was = before.shapes.get(op.id)?.shape;
    const is = after.shapes.get(op.id)?.shape;
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
