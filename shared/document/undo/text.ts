import type { TextEdit } from "../../schema/op.ts";
import {
  applyEdit,
  changesSince,
  composeEdits,
  invertEdit,
  transformEdit,
} from "../text.ts";
import { textOf } from "../write.ts";
import type { Undo } from "./undo.ts";

/** Changes that follow each other and are all to be taken back, or all to be kept. */
interface Run {
  readonly undone: boolean;
  readonly edit: TextEdit;
  /** The text before it. */
  readonly before: string;
}

/**
 * The edit that takes back what some transactions did to a text, and leaves what everybody
 * else did; made of the text as it is now.
 *
 * @returns `null` if the text's history does not reach back far enough, or it is dead.
 */
export function inverseEdit(
  { before, now }: Undo,
  id: string,
  edits: ReadonlySet<number>,
): TextEdit | null {
  const record = now.shapes.get(id);
  const former = before.shapes.get(id);
  if (record === undefined || former === undefined) return null;
  const changes = changesSince(record, before.seq);
  if (changes === null) return null;
  const runs: Run[] = [];
  let text = textOf(former.shape) ?? "";
  for (const { seq, edit } of changes) {
    const undone = edits.has(seq);
    const last = runs.at(-1);
    // One's own edits in a row are inverted as one: inverse by inverse, text that one of them
    // deleted and an earlier one had typed would not find its place.
    if (last?.undone === undone) {
      runs[runs.length - 1] = {
        ...last,
        edit: composeEdits(last.edit, edit),
      };
    } else {
      runs.push({ undone, edit, before: text });
    }
    text = applyEdit(text, edit);
  }
  return takeBack(runs);
}

function takeBack(runs: readonly Run[]): TextEdit {
  let undo: TextEdit = [];
  for (const [i, run] of [...runs.entries()].reverse()) {
    if (!run.undone) continue;
    let edit = invertEdit(run.edit, run.before);
    for (const later of runs.slice(i + 1)) {
      edit = transformEdit(edit, later.edit, "right");
    }
    undo = composeEdits(undo, transformEdit(edit, undo, "right"));
  }
  return undo;
}
