import { corner } from "../../tools/geometry/cells.ts";
import type { Model } from "../model.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { tellLeftOut } from "./entry_keys.ts";
import { newText } from "./shared_text.ts";
import { bufferOf, cleanText, insert, leftOut } from "./text_buffer.ts";

/** Paste where nothing is typed: a text of its own at the cursor (T22). */
export function pasteAsText(
  model: Model,
  world: World,
  pasted: string,
): Update {
  const text = cleanText(pasted).replace(/\n+$/, "");
  const buffer = insert(bufferOf(""), text);
  if (buffer.text.trim() === "") return pure(model);
  const id = world.newId();
  const at = corner(model.cursor, model.view.zoom);
  const shape = newText(model, { id, at }, buffer.text);
  const told = tellLeftOut(model, world, leftOut(bufferOf(""), text));
  return {
    model: { ...told, selection: [id], fresh: null },
    effects: [{ type: "submit", ops: [{ op: "create", shape }] }],
  };
}
