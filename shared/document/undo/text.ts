import type { TextEdit } from "../../schema/op.ts";
import {
  applyEdit,
  changesSince,
  composeEdits,
  findFlaw,
  invertEdit,
  transformEdit,
} from "../text.ts";
import { codePointLength } from "../../schema/safe_text.ts";
import type { TextChange } from "../document.ts";
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
 * The edit that takes back what somebody typed, and leaves what everybody else did; made of the
 * text as it is now.
 *
 * @param own the edits to take back, in order.
 * @returns `null` if the text's history does not reach back far enough, or it is dead.
 */
export function inverseEdit(
  { before, now }: Undo,
  id: string,
  own: readonly TextChange[],
): TextEdit | null {
  const record = now.shapes.get(id);
  const former = before.shapes.get(id);
  if (record === undefined || former === undefined) return null;
  const text = textOf(former.shape) ?? "";
  // If later edits came to nothing (they were undone), so does transforming over them. It is not
  // even the same: letters that come back by an undo are, to a transform, new ones.
  const edit = own.map(({ edit }) => edit).reduce(composeEdits);
  if (
    findFlaw(edit, codePointLength(text)) === null &&
    applyEdit(text, edit) === textOf(record.shape)
  ) return invertEdit(edit, text);
  const changes = changesSince(record, before.seq);
  if (changes === null) return null;
  return takeBack(runsOf(text, changes, new Set(own.map(({ seq }) => seq))));
}

function runsOf(
  text: string,
  changes: readonly TextChange[],
  own: ReadonlySet<number>,
): Run[] {
  const runs: Run[] = [];
  for (const { seq, edit } of changes) {
    const undone = own.has(seq);
    const last = runs.at(-1);
    // One's own edits in a row are inverted as one: inverse by inverse, text that one of them
    // deleted and an earlier one had typed would not find its place.
    if (last?.undone === undone) {
      runs[runs.length - 1] = { ...last, edit: composeEdits(last.edit, edit) };
    } else {
      runs.push({ undone, edit, before: text });
    }
    text = applyEdit(text, edit);
  }
  return runs;
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
