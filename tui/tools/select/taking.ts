/**
 * Handles, taken by keys: one after the other.
 *
 * @module
 */

import { LOCKED, unlocked } from "../shapes/locked.ts";
import type { Step, ToolContext, ToolView } from "../tool.ts";
import { MOST_RESIZED } from "./handles.ts";
import {
  nextHandle,
  type Resizing,
  resizingOps,
  selectedHandles,
} from "./resizing.ts";
import { IDLE, type SelectState } from "./state.ts";

/** `w`: the first handle, and the next ones. */
export function takeHandle(
  state: SelectState,
  context: ToolContext,
): Step<SelectState> {
  if (state.kind === "resizing") return takeNext(state, 1, context);
  const first = selectedHandles(context)[0];
  if (first === undefined) {
    const tell = whyNoHandles(context);
    return { state: IDLE, tell };
  }
  const { handle, cell } = first;
  return {
    state: { kind: "resizing", handle, held: false, near: [] },
    cursor: cell,
  };
}

function whyNoHandles({ document, selection }: ToolView): string {
  if (selection.length > MOST_RESIZED) {
    return `${MOST_RESIZED} shapes at most are resized together.`;
  }
  return unlocked(document, selection).length === 0
    ? LOCKED
    : "Text is as large as its letters.";
}

/** Tab: what was done by one handle is kept, and the next one taken. */
export function takeNext(
  state: Resizing,
  by: 1 | -1,
  context: ToolContext,
): Step<SelectState> {
  const next = nextHandle(state, by, context);
  return {
    state: next === null
      ? IDLE
      : { kind: "resizing", handle: next.handle, held: false, near: [] },
    ops: resizingOps(state, context),
    repeats: true,
    ...(next === null ? {} : { cursor: next.cell }),
  };
}
