/**
 * What a press of the mouse, or Space, takes, and where Enter goes in.
 *
 * @module
 */

import { centre } from "../geometry/cells.ts";
import { groupOf, insideOf, membersOf, wholeGroup } from "../shapes/groups.ts";
import { isLocked, LOCKED, unlocked } from "../shapes/locked.ts";
import type { Step, ToolContext, ToolEvent } from "../tool.ts";
import { finish } from "./finishing.ts";
import { handleAtCursor } from "./resizing.ts";
import { IDLE, type SelectState } from "./state.ts";

/** A press of the mouse. */
export function pressMouse(
  event: Extract<ToolEvent, { type: "press" }>,
  context: ToolContext,
): Step<SelectState> {
  const { selection, document, cursor } = context;
  const from = centre(cursor, context.zoom);
  const id = context.hitTest(cursor);
  if (event.toggle) {
    return id === null
      ? {
        state: {
          kind: "marquee",
          from,
          held: true,
          kept: selection,
          clicked: [],
        },
      }
      : { state: IDLE, select: toggled(selection, groupOf(document, id)) };
  }
  if (event.double) return pressTwice(id, context);
  const handle = handleAtCursor(context);
  if (handle !== null) {
    const near = context.closedNear(cursor);
    return { state: { kind: "resizing", handle, held: true, near } };
  }
  const carries = id !== null && !isLocked(document, id);
  if (carries && selection.includes(id)) {
    return { state: { kind: "carrying", from, held: true, turned: [] } };
  }
  // An empty inside, like what is locked, is not in the way of a frame: only a click takes it.
  const solid = context.hitTest(cursor, { inside: false });
  if (solid !== null && !isLocked(document, solid)) {
    return {
      state: { kind: "carrying", from, held: true, turned: [] },
      select: selection.includes(solid) ? selection : taken(solid, context),
    };
  }
  const clicked = id === null ? [] : taken(id, context);
  return {
    state: { kind: "marquee", from, held: true, kept: [], clicked },
    select: [],
  };
}

/** Space: down what is in hand, up what is selected; else take what is under the cursor. */
export function pressKey(
  state: SelectState,
  context: ToolContext,
): Step<SelectState> {
  if (state.kind !== "idle") return finish(state, context);
  const { document, selection, cursor } = context;
  const from = centre(cursor, context.zoom);
  if (selection.length > 0) {
    return unlocked(document, selection).length === 0
      ? { state, tell: LOCKED }
      : { state: { kind: "carrying", from, held: false, turned: [] } };
  }
  const id = context.hitTest(cursor);
  return id === null
    ? {
      state: { kind: "marquee", from, held: false, kept: [], clicked: [] },
    }
    : { state: IDLE, select: taken(id, context) };
}

/** What is taken by a click on a shape: its group, or when one is inside of that, it alone. */
export function taken(
  id: string,
  { document, selection }: Pick<ToolContext, "document" | "selection">,
): readonly string[] {
  const inside = insideOf(document, selection);
  return inside !== null && membersOf(document, inside).includes(id)
    ? [id]
    : groupOf(document, id);
}

/**
 * Enter: into a group that is selected; else to the text of the one shape that is selected, or of
 * the one under the cursor.
 */
export function open(context: ToolContext): Step<SelectState> {
  const { document, selection } = context;
  if (wholeGroup(document, selection) !== null) {
    return { state: IDLE, select: selection.slice(0, 1) };
  }
  const [only, ...more] = selection;
  const id = only ?? context.hitTest(context.cursor);
  if (id === null || more.length > 0) return { state: IDLE };
  const shape = document.shapes.get(id)?.shape;
  if (shape === undefined) return { state: IDLE };
  if (shape.locked) return { state: IDLE, select: [id], tell: LOCKED };
  return "text" in shape
    ? { state: IDLE, edit: { kind: "shape", id }, select: [id] }
    : { state: IDLE, select: [id] };
}

/** A double click: a new text, into a group, or into a label. */
function pressTwice(
  id: string | null,
  context: ToolContext,
): Step<SelectState> {
  if (id === null) return { state: IDLE, edit: { kind: "new" } };
  const { document, selection } = context;
  const group = groupOf(document, id);
  const isInside = group.length === 1 || selection.length < group.length;
  return isInside
    ? { select: [id], ...open({ ...context, selection: [id] }) }
    : { state: IDLE, select: [id] };
}

/** A selection with some shapes more; without them, if all of them were in it. */
export function toggled(
  selection: readonly string[],
  ids: readonly string[],
): readonly string[] {
  const before = new Set(selection), changed = new Set(ids);
  return ids.every((id) => before.has(id))
    ? selection.filter((id) => !changed.has(id))
    : [...before.union(changed)];
}
