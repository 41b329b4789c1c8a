import type { TextEdit } from "../../schema/op.ts";
import { applyEdit, composeEdits, findFlaw, invertEdit } from "../text/edit.ts";
import { oldestBase } from "../text/history.ts";
import { MAX_TEXT, MAX_UNDONE_EDITS } from "../../schema/limits.ts";
import { codePointLength } from "../../schema/safe_text.ts";
import { textOf } from "../../schema/shape.ts";
import { stampOf, type TextChange } from "../document.ts";
import {
  editTo,
  isThere,
  isThereWithout,
  type Letter,
  lettersOf,
  undoesIn,
  wasThere,
} from "./letters.ts";
import { isUndisturbed, type Undo } from "./undo.ts";

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
 * (`forgotten`; or its shape is dead), nothing of the text is left as it was (`replaced`), or others
 * have filled it since (`full`).
 */
export function inverseEdit(
  undo: Undo,
  id: string,
  own: readonly TextChange[],
): InverseEdit | "forgotten" | "replaced" | "full" {
  const { before, now, userId } = undo;
  const record = now.shapes.get(id);
  const former = before.shapes.get(id);
  if (record === undefined || former === undefined) return "forgotten";
  const text = textOf(former.shape) ?? "";
  const known = record.history?.changes ?? [];
  const standing = standingOf(own.map(({ seq }) => seq), known, userId);
  const undoes = [...standing].slice(-MAX_UNDONE_EDITS);
  if (undoes.length === 0) return { edit: [], undoes };
  // Without others, the text is as it was, though its history be lost. With others, one that looks the
  // same may be made of other letters.
  const edit = own.map(({ edit }) => edit).reduce(composeEdits);
  if (
    isUndisturbed(undo, stampOf(record, "text")) &&
    own.every(({ seq }) => standing.has(seq)) && !isInterrupted(own, known) &&
    findFlaw(edit, codePointLength(text)) === null &&
    applyEdit(text, edit) === textOf(record.shape)
  ) return { edit: invertEdit(edit, text), undoes };
  if (before.seq < oldestBase(record)) return "forgotten";
  const letters = lettersOf(text, before.seq, known);
  const undoesOf = undoesIn(known);
  const isLeft = (letter: Letter) => isThereWithout(letter, standing, undoesOf);
  if (isReplaced(letters, undoes[0]!, isLeft)) return "replaced";
  return letters.filter(isLeft).length > MAX_TEXT
    ? "full"
    : { edit: editTo(letters, isLeft), undoes };
}

/** Is nothing left of the text as it was at `seq`, and would nothing be? */
function isReplaced(
  letters: readonly Letter[],
  seq: number,
  isLeft: (letter: Letter) => boolean,
): boolean {
  const then = letters.filter((letter) => wasThere(letter, seq));
  return then.length > 0 && !then.some((one) => isThere(one) || isLeft(one));
}

/**
 * Of somebody's changes, those that stand: what they have undone since, as in another window, is
 * taken back already; what they have redone stands by its redo, which is what there is to undo.
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
