import { LABELS } from "./labels.ts";
import { defineTool, type Step, type ToolContext } from "./tool.ts";

type TextState = { readonly kind: "idle" };

/** Types text at the cursor; on a text, goes on with that. */
export const text = defineTool<TextState>({
  ...LABELS.text,
  idle: { kind: "idle" },
  typing: true,
  handle(state, event, context) {
    switch (event.type) {
      case "press":
      case "confirm":
        return begin(state, context);
      default:
        return null;
    }
  },
  hint: () => "type, or Space or a click to begin here. Esc leaves",
});

function begin(state: TextState, context: ToolContext): Step<TextState> {
  const id = context.hitTest(context.cursor);
  const under = id === null ? undefined : context.document.shapes.get(id);
  return under?.shape.type === "text"
    ? { state, edit: { kind: "shape", id: under.shape.id } }
    : { state, edit: { kind: "new" } };
}
