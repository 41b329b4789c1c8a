import type { OpOf, TextEdit } from "../../schema/op.ts";
import { MAX_TEXT } from "../../schema/limits.ts";
import { codePointLength } from "../../schema/safe_text.ts";
import type { ShapeRecord, TextChange } from "../document.ts";
import type { Draft } from "../deciding/draft.ts";
import { invalid, Refusal } from "../deciding/refusal.ts";
import { registerState } from "../deciding/overrode.ts";
import {
  applyEdit,
  findFlaw,
  growth,
  normalEdit,
  replacesAll,
  transformEdit,
} from "../text/edit.ts";
import { changesSince, oldestBase } from "../text/history.ts";
import { textOf } from "../../schema/shape.ts";
import { write } from "../write.ts";
import type { Applies, Decides } from "./rule.ts";

/** E12: an edit of a text as it was at `base`, transformed over what was committed since. */
export const text: Decides<"text"> & Applies<"text"> = {
  decide(draft, op, path) {
    const record = draft.live(op.id);
    if (record === undefined) return "dropped";
    const current = textOf(record.shape);
    if (current === null) {
      invalid(`${path}.id`, `${record.shape.type}s have no text`);
    }
    if (draft.edited.has(op.id)) {
      invalid(
        `${path}.id`,
        `only one text op a shape and transaction: compose the edits of ${op.id}`,
      );
    }
    const since = concurrent(draft, record, op, path);
    const lengths = lengthsBefore(since, current);
    checkEdit(op.edit, lengths[0]!, path);
    if (
      op.undoes !== undefined &&
      (isTakenBack(op.undoes, since, draft.author.userId) ||
        since.some(({ edit }, i) => replacesAll(edit, lengths[i]!)))
    ) return { skipped: [op.id] };
    const edit = since.reduce(
      (edit, change) => transformEdit(edit, change.edit, "right"),
      normalEdit(op.edit),
    );
    draft.edited.add(op.id);
    checkLength(codePointLength(current) + growth(edit), path);
    if (edit.length > 0) {
      const { id, undoes } = op;
      draft.emit({ op: "text", id, edit, ...undoes && { undoes } });
    }
    return "ok";
  },
  apply(document, { id, edit, undoes }, author) {
    const record = document.shapes.get(id)!;
    const text = applyEdit(textOf(record.shape) ?? "", edit);
    const change = undoes === undefined
      ? { edit }
      : { edit, undo: { by: author.userId, undoes } };
    return write(document, record, { text }, author, change);
  },
  touches: ({ id }) => [id],
};

/** What the author of an edit had not seen when making it. */
function concurrent(
  draft: Draft,
  record: ShapeRecord,
  op: OpOf<"text">,
  path: string,
): readonly TextChange[] {
  const asked = op.base ?? draft.base;
  if (asked > draft.before.seq) {
    invalid(
      `${path}.base`,
      `base ${asked} is beyond the head, which is ${draft.before.seq}`,
    );
  }
  // Who creates a shape and types on without awaiting the answer has seen it: its creation.
  // An undo, however, is made of what is confirmed: its base says what it says.
  const { born } = record;
  const creator = born.by === draft.author.userId && !record.restored &&
    op.undoes === undefined;
  const base = creator ? Math.max(asked, born.seq) : asked;
  // What the same transaction wrote before is what its author edits.
  const { seq } = draft.author;
  const latest = record.history?.changes.at(-1)?.seq ?? oldestBase(record);
  if (latest === seq) return [];
  const since = changesSince(record, base);
  if (since !== null) return since;
  throw new Refusal({
    code: "stale",
    message: `the text of ${op.id} is known back to ${
      oldestBase(record)
    }; redo the edit on what it is now`,
    path: `${path}.base`,
    current: [{
      ...registerState(record, "text"),
      value: { text: textOf(record.shape) },
    }],
    seq: draft.before.seq,
  });
}

/** Lengths of a text before each of the changes that made it what it is, and at last, now. */
function lengthsBefore(
  changes: readonly TextChange[],
  current: string,
): readonly number[] {
  const lengths = [codePointLength(current)];
  for (const { edit } of changes.toReversed()) {
    lengths.unshift(lengths[0]! - growth(edit));
  }
  return lengths;
}

/** Refuses an edit that can't be one of a text of `length` code points. */
function checkEdit(edit: TextEdit, length: number, path: string): void {
  const flaw = findFlaw(edit, length);
  if (flaw !== null) invalid(`${path}.${flaw.path}`, flaw.message);
}

/** Refuses a text that would grow beyond its limit. */
function checkLength(asked: number, path: string): void {
  if (asked <= MAX_TEXT) return;
  throw new Refusal({
    code: "limit",
    message:
      `a text has at most ${MAX_TEXT} code points, and this makes it ${asked}`,
    path: `${path}.edit`,
  });
}

/**
 * Has the author taken back, in another window and at the same moment, something of what this
 * edit takes back? Letters that both put in again would stand there twice.
 */
function isTakenBack(
  undoes: readonly number[],
  since: readonly TextChange[],
  userId: string,
): boolean {
  const ours = new Set(undoes);
  return since.some(({ undo }) =>
    undo?.by === userId && undo.undoes.some((seq) => ours.has(seq))
  );
}
