/**
 * Is an edit of a text, as it was committed, what its author typed? (Invariant 8.)
 *
 * @module
 */

import type { OpOf, TextEdit } from "../../shared/schema/op.ts";
import { must } from "../violation.ts";
import type { Intent } from "./intent.ts";
import type { Life } from "./life.ts";
import { edited, touchedPoints } from "./model.ts";

/** An edit inserts what its author inserted, once, and deletes nothing else than they did. */
export function checkText(
  edit: Parameters<typeof touchedPoints>[1],
  id: string,
  { event, sent, life }: Pick<Intent, "event" | "sent" | "life">,
): void {
  // What the same transaction did to the text before is part of what is edited.
  const isAlone = event.ops.every((op) =>
    op.op === "text" || op.op === "move" || op.op === "order" ||
    op.op === "delete" || (op.op === "set" ? op.id : op.shape.id) !== id
  );
  if (!isAlone) return checkTwofold(id, event, sent);
  const before = textIn(life, life.head, id) ?? "";
  const after = edited(before, edit);
  must(
    after.isWellFormed(),
    8,
    () => `event ${event.seq} splits a surrogate pair in ${id}`,
  );
  const asked = sent?.ops.find((op): op is OpOf<"text"> =>
    op.op === "text" && op.id === id
  );
  const base = asked?.base ?? sent?.base;
  const seen = base === undefined ? null : textIn(life, base, id);
  if (asked === undefined || seen === null) return;
  const wanted = touchedPoints(seen, asked.edit);
  const done = touchedPoints(before, edit);
  const told = () =>
    `event ${event.seq} makes ${id} "${after}" of "${before}"; asked was ${
      JSON.stringify(asked.edit)
    } on "${seen}"`;
  must(done.inserted.join("") === wanted.inserted.join(""), 8, told);
  const mayGo = new Set(wanted.deleted);
  must(done.deleted.every((point) => mayGo.has(point)), 8, told);
  const left = new Set(after);
  const isBack = (point: string) => cameBack(life, base!, id, point);
  must(
    wanted.deleted.every((point) => !left.has(point) || isBack(point)),
    8,
    told,
  );
  must(
    placesIn(asked.edit, seen, edit, before, isBack),
    8,
    () => `${told()}: what was committed first stands left`,
  );
  const since = Math.max(base!, life.state().shapes.get(id)!.born.seq);
  const replaced = new Set(replacedAfter(since, id, life));
  must(
    asked.undoes !== undefined || isBehind(edit, before, replaced),
    8,
    () => `${told()}: what a text was replaced by stands left`,
  );
}

/** What a text was replaced by, whole, after an event; the last time. */
function replacedAfter(seq: number, id: string, { events }: Life): string {
  const sets = events.slice(seq).flatMap(({ ops }) => ops).filter((op) =>
    op.op === "set" && op.id === id && op.props.text !== undefined
  ) as OpOf<"set">[];
  return sets.at(-1)?.props.text ?? "";
}

/** Does all that an edit inserts come after these letters? */
function isBehind(
  edit: TextEdit,
  before: string,
  letters: ReadonlySet<string>,
): boolean {
  const last = [...before].findLastIndex((letter) => letters.has(letter));
  return insertions(edit).every(({ at }) => at > last);
}

/** What a transaction has put into a text is what it edits. */
function checkTwofold(
  id: string,
  { seq, ops }: Intent["event"],
  sent: Intent["sent"],
): void {
  const asked = sent?.ops.map((op) => "id" in op && op.id === id ? op : null);
  const [set, text, ...others] = asked ?? [];
  if (set?.op !== "set" || text?.op !== "text" || others.length > 0) return;
  const edit = ops.find((op) => op.op === "text")!.edit;
  const { text: given } = set.props;
  if (given === undefined) return;
  const wanted = edited(given, text.edit);
  const made = edited(given, edit);
  must(
    made === wanted,
    8,
    () => `event ${seq} makes ${id} "${made}", and asked was for "${wanted}"`,
  );
}

/**
 * Is each insertion just before the letter that it was made before? What others have inserted at
 * the same place stands left of it then.
 */
function placesIn(
  asked: TextEdit,
  seen: string,
  done: TextEdit,
  before: string,
  isBack: (point: string) => boolean,
): boolean {
  const was = [...seen], is = [...before];
  const wanted = insertions(asked), found = insertions(done);
  return wanted.every(({ at, text }) => {
    const next = was[at];
    // Where the letter is gone, or was put in again, there is no telling the place.
    if (next !== undefined && (!is.includes(next) || isBack(next))) return true;
    const place = next === undefined ? is.length : is.indexOf(next);
    return found.some((one) => one.at === place && one.text.endsWith(text));
  });
}

/** What an edit inserts, and before which letters of the text. */
function insertions(edit: TextEdit): { at: number; text: string }[] {
  const found: { at: number; text: string }[] = [];
  let at = 0;
  for (const part of edit) {
    if (typeof part === "string") found.push({ at, text: part });
    else at += typeof part === "number" ? part : part.d;
  }
  return found;
}

/** Was a code point put into the text again after `base`, by an undo or a whole replacement? */
function cameBack(
  life: Life,
  base: number,
  id: string,
  point: string,
): boolean {
  return life.events.slice(base).some(({ ops }) =>
    ops.some((op) =>
      op.op === "text"
        ? op.id === id &&
          op.edit.some((part) =>
            typeof part === "string" && part.includes(point)
          )
        : op.op === "set"
        ? op.id === id && op.props.text?.includes(point)
        : op.op === "restore" && op.shape.id === id
    )
  );
}

function textIn(life: Life, seq: number, id: string): string | null {
  const shape = life.state(seq).shapes.get(id)?.shape;
  return shape !== undefined && "text" in shape ? shape.text : null;
}
