import type { CopyRoomPanel } from "../../state/panels/copy_room.ts";
import { joinCommand } from "../../state/rooms/invite.ts";
import { footOfCanvas, type PanelView, textLine } from "./picture.ts";

/** The name of the room that a moment of the past is copied into (T15). */
export const copyRoom: PanelView<CopyRoomPanel> = (model, { field, made }) => {
  if (made !== null) {
    return {
      box: footOfCanvas(model, 3),
      title: `The copy is there: ${made}`,
      word: "",
      lines: [textLine(joinCommand(model, made), { dim: true })],
      keys: "Enter goes there   Esc stays here",
    };
  }
  const { size } = model.document.shapes;
  const shapes = size === 1 ? "1 shape" : `${size} shapes`;
  return {
    box: footOfCanvas(model, 4),
    title: "Copy this moment into a new room",
    word: shapes,
    field: { prompt: "room ", field },
    lines: [textLine("This room stays as it is.", { dim: true })],
    keys: "Enter copies   Esc closes",
  };
};
