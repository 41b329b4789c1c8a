import { defineTool, type Step, type ToolContext } from "./tool.ts";

type EraserState =
  | { readonly kind: "idle" }
  /** The button is held: whatever the mouse comes over goes. */
  | { readonly kind: "wiping" };

/** Deletes what it touches: Space on a shape, or drag over many. */
export const eraser = defineTool<EraserState>({
  name: "eraser",
  title: "ERASE",
  help: "eraser",
  keys: ["e", "0"],
  idle: { kind: "idle" },
  handle(state, event, context) {
    switch (event.type) {
      case "press":
        return event.by === "mouse"
          ? touch({ kind: "wiping" }, context)
          : touch(state, context);
      case "confirm":
        return touch(state, context);
      case "move":
        return state.kind === "wiping" ? touch(state, context) : null;
      case "release":
        return { state: { kind: "idle" } };
      case "cancel":
        return state.kind === "wiping" ? { state: { kind: "idle" } } : null;
      case "nudge":
        return null;
    }
  },
  hint: () => "Space on a shape deletes it, or drag over shapes. Esc leaves",
});

function touch(state: EraserState, context: ToolContext): Step<EraserState> {
  const id = context.hitTest(context.cursor);
  return id === null
    ? { state }
    : { state, ops: [{ op: "delete", ids: [id] }], repeats: true };
}
