/**
 * What our transactions are foreseen to do to a text, where that is not theirs to say: the server
 * decides them, and may decide otherwise.
 *
 * @module
 */

import type { CanonicalOp } from "../../schema/event.ts";
import type { TextEdit } from "../../schema/op.ts";
import type { Overlay } from "./overlays.ts";
import { madeOf } from "./own_edits.ts";

/**
 * What is foreseen to become of an edit with a base of its own, which is not ours to carry: an undo,
 * above all. `null` if a transaction, which does not {@linkcode leavesText leave} the text as it is,
 * does anything else to it.
 */
export function foreseenEdit(
  { tx, event }: Overlay,
  id: string,
): TextEdit | null {
  if (madeOf(tx, id) !== undefined) return null;
  const [op, ...others] = event!.ops.filter((op) => isWritten(op, id));
  return op!.op === "text" && others.length === 0 ? op!.edit : null;
}

/** An overlay that is foreseen to make another edit of a text than before. */
export function withForeseen(
  overlay: Overlay,
  id: string,
  edit: TextEdit,
): Overlay {
  const event = {
    ...overlay.event!,
    ops: overlay.event!.ops.map((op) =>
      op.op === "text" && op.id === id ? { ...op, edit } : op
    ),
  };
  return { ...overlay, event };
}

/** Does a transaction, by all that is known, leave a text as it is that it was to write whole? */
export function leavesText({ tx, event }: Overlay, id: string): boolean {
  return madeOf(tx, id) === undefined &&
    !event?.ops.some((op) => isWritten(op, id));
}

/** Does an operation of an event write a text, or decide over its shape's life? */
export function isWritten(op: CanonicalOp, id: string): boolean {
  switch (op.op) {
    case "create":
    case "restore":
      return op.shape.id === id;
    case "set":
      return op.id === id && op.props.text !== undefined;
    case "text":
      return op.id === id;
    case "delete":
      return op.ids.includes(id);
    default:
      return false;
  }
}
