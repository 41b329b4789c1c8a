/**
 * How what is typed gets into the room: every change at once, so that others see it grow (E12).
 *
 * @module
 */

import type { Op } from "../../../shared/schema/op.ts";
import type { ShapeInput } from "../../../shared/schema/shape.ts";
import type { Point } from "../../../shared/schema/units.ts";
import type { Effect } from "../effect.ts";
import type { Model } from "../model.ts";
import type { Update } from "../update_type.ts";
import type { World } from "../world.ts";
import type { Entry } from "./entry.ts";
import { editBetween, type TextBuffer } from "./text_buffer.ts";
import { typedProps } from "./typed_props.ts";
import { withTyped } from "./typing_undo.ts";

/** With another text, which is shared; `undo` knows of the change unless told otherwise. */
export function changeText(
  model: Model,
  world: World,
  entry: Entry,
  buffer: TextBuffer,
  undo = withTyped(entry.undo, entry.buffer, buffer, world.now),
): Update {
  const ops = typingOps(model, entry, buffer);
  const { id, kind } = entry.target;
  const target = kind === "new" && ops.length > 0
    ? { kind: "text" as const, id }
    : entry.target;
  const next = { ...entry, target, buffer, undo, marking: false, goal: null };
  return {
    model: { ...model, entry: next },
    effects: submitted(ops, entry),
  };
}

/** Operations of typing as an effect. */
export function submitted(ops: readonly Op[], { group }: Entry): Effect[] {
  return ops.length === 0 ? [] : [{ type: "submit", ops, group }];
}

/** A text shape that is not there yet. */
export function newText(
  model: Model,
  { id, at: { x, y } }: { readonly id: string; readonly at: Point },
  text: string,
): ShapeInput {
  return { id, type: "text", x, y, text, color: model.style.color };
}

/** What takes the room from the text as it was to the text as it is typed. */
function typingOps(model: Model, entry: Entry, buffer: TextBuffer): Op[] {
  const { target } = entry;
  if (target.kind === "new") {
    return buffer.text.trim() === ""
      ? []
      : [{ op: "create", shape: newText(model, target, buffer.text) }];
  }
  const { id } = target;
  const shape = model.document.shapes.get(id)?.shape;
  if (shape === undefined || !("text" in shape)) return [];
  const edit = editBetween({ ...entry.buffer, text: shape.text }, buffer);
  if (edit.length === 0) return [];
  const { text: _, ...size } = typedProps(model, { ...entry, buffer }, shape);
  const ops: Op[] = [{ op: "text", id, edit }];
  if (Object.keys(size).length > 0) ops.push({ op: "set", id, props: size });
  return ops;
}
