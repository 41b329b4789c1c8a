import type { TextEdit } from "../../schema/op.ts";
import {
  applyEdit,
  composeEdits,
  findFlaw,
  invertEdit,
  replacesAll,
  transformEdit,
} from "../text/edit.ts";
import { changesSince } from "../text/history.ts";
import { MAX_UNDONE_EDITS } from "../../schema/limits.ts";
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

/** An edit that takes changes of a text back, and which. */
export interface InverseEdit {
  /** Empty if nothing is left to take back. */
  readonly edit: TextEdit;
  /** Transactions, ascending. */
  readonly undoes: readonly number[];
}

/**
 * The edit that takes back what somebody typed, and leaves what everybody else did; made of the
 * text as it is now.
 *
 * @param own the edits to take back, in order.
 * @returns what keeps it from being made: the text's history does not reach back far enough
 * (`forgotten`; or its shape is dead), or nothing of the text is left as it was (`replaced`).
 */
export function inverseEdit(
  { before, now, userId }: Undo,
  id: string,
  own: readonly TextChange[],
): InverseEdit | "forgotten" | "replaced" {
  const record = now.shapes.get(id);
  const former = before.shapes.get(id);
  if (record === undefined || former === undefined) return "forgotten";
  const text = textOf(former.shape) ?? "";
  const known = record.history?.changes ?? [];
  const standing = standingOf(own.map(({ seq }) => seq), known, userId);
  const undoes = [...standing].slice(-MAX_UNDONE_EDITS);
  if (undoes.length === 0) return { edit: [], undoes };
  // If later edits came to nothing (they were undone), so does transforming over them. It is not
  // even the same: letters that come back by an undo are, to a transform, new ones.
  const edit = own.map(({ edit }) => edit).reduce(composeEdits);
  if (
    own.every(({ seq }) => standing.has(seq)) && !isInterrupted(own, known) &&
    findFlaw(edit, codePointLength(text)) === null &&
    applyEdit(text, edit) === textOf(record.shape)
  ) return { edit: invertEdit(edit, text), undoes };
  const changes = changesSince(record, before.seq);
  if (changes === null) return "forgotten";
  const runs = runsOf(text, changes, standing);
  const isReplaced = runs.some(({ undone, edit, before }, i) =>
    i > 0 && !undone && replacesAll(edit, codePointLength(before))
  );
  return isReplaced ? "replaced" : { edit: takeBack(runs), undoes };
}

/**
 * Of somebody's changes, those that stand: what they have undone since, as in another window, is
 * taken back already; what they have redone stands by its redo, since the letters that came back
 * with it are, to a transform, new ones.
 *
 * @returns places in the log, ascending.
 */
function standingOf(
  own: readonly number[],
  changes: readonly TextChange[],
  userId: string,
): ReadonlySet<number> {
  const standing = new Set(own), gone = new Set<number>();
  for (const { seq, undo } of changes) {
    if (undo?.by !== userId) continue;
    const { undoes } = undo;
    if (undoes.some((one) => standing.has(one))) {
      for (const one of undoes) standing.delete(one);
      gone.add(seq);
    } else if (undoes.some((one) => gone.has(one))) {
      for (const one of undoes) gone.delete(one);
      standing.add(seq);
    }
  }
  return standing;
}

/** Did anything else happen between the first and the last of one's edits? */
function isInterrupted(
  own: readonly TextChange[],
  changes: readonly TextChange[],
): boolean {
  const seqs = new Set(own.map(({ seq }) => seq));
  const [first, last] = [own[0]!.seq, own.at(-1)!.seq];
  return changes.some(({ seq }) => seq > first && seq < last && !seqs.has(seq));
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

/**
 * Takes the undone runs back from the last to the first, each out of what there would be if the
 * later ones had never been: letters that one of them deleted, and an earlier one had typed or had
 * deleted the neighbours of, find their place then.
 */
function takeBack(runs: readonly Run[]): TextEdit {
  let undo: TextEdit = [];
  // What is kept of all that came after the run at hand.
  let kept: TextEdit[] = [];
  for (const run of runs.toReversed()) {
    if (!run.undone) {
      kept.unshift(run.edit);
      continue;
    }
    let back = invertEdit(run.edit, run.before);
    kept = kept.map((edit) => {
      const without = transformEdit(edit, back, "left");
      back = transformEdit(back, edit, "right");
      return without;
    });
    undo = composeEdits(undo, back);
  }
  return undo;
}
