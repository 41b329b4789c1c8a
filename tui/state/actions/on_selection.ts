import type { Action } from "./action.ts";
import { hasSelection } from "../shapes/selection.ts";
import { hasLines } from "../shapes/lines.ts";

/** Of actions that need something to do it to. */
export const onSelection: Pick<Action, "when" | "whyNot"> = {
  when: hasSelection,
  whyNot: "Nothing is selected.",
};

/** Of actions that are done to lines and arrows. */
export const onLines: Pick<Action, "when" | "whyNot"> = {
  when: hasLines,
  whyNot: "No line or arrow is selected.",
};
