import { closeChat, openChat, scrollChat, withChat } from "../chat/chat.ts";
import { say } from "../chat/say.ts";
import { pure } from "../update_type.ts";
import { fieldKey, fieldPaste } from "./field.ts";
import type { PanelKind } from "./panel.ts";
import { closed, linesBesideField, WHEEL_LINES } from "./scroll.ts";

/** The keys are in the chat's field; the chat itself may be there without it. */
export interface ChatPanel {
  readonly kind: "chat";
}

/** Writing in the chat (T14): Tab goes back to the canvas and leaves the chat beside it. */
export const chat: PanelKind<ChatPanel> = {
  key(model, _panel, input, { world }) {
    const { key } = input;
    switch (key) {
      case "escape":
        return pure(closeChat(model));
      case "tab":
      case "shift+tab":
        return pure(closed(model));
      case "enter":
        return say(model, world);
    }
    const by = linesBesideField(key);
    if (by !== null) return pure(scrollChat(model, -by));
    const field = fieldKey(model.chat.field, input);
    return pure(field === null ? model : withChat(model, { field }));
  },
  wheel: (model, _panel, by) => scrollChat(model, -by * WHEEL_LINES),
  pick: (model) => pure(openChat(model)),
  paste: (model, _panel, text) =>
    pure(withChat(model, { field: fieldPaste(model.chat.field, text) })),
};
