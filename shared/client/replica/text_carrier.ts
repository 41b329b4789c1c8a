/**
 * Carries what others do to texts through our pending work, and ours over it (E12).
 *
 * @module
 */

import type { Document } from "../../document/document.ts";
import { relocate } from "../../document/text/relocate.ts";
import { diffText } from "../../document/text/diff.ts";
import {
  applyEdit,
  composeEdits,
  findFlaw,
  invertEdit,
  replacement,
  transformEdit,
} from "../../document/text/edit.ts";
import type { CanonicalOp, RoomEvent } from "../../schema/event.ts";
import type { Op, TextEdit } from "../../schema/op.ts";
import { codePointLength } from "../../schema/safe_text.ts";
import type { TextPast } from "../../schema/server_message.ts";
import {
  foreseenEdit,
  isWritten,
  leavesText,
  withForeseen,
} from "./foreseen.ts";
import type { Overlay, Overlays } from "./overlays.ts";
import {
  carry,
  editIn,
  madeOf,
  ownEditOf,
  type Passing,
  shownText,
  withEdit,
  writtenBy,
} from "./own_edits.ts";

/** What others did to texts, as edits of what is shown. */
export class TextCarrier {
  readonly #overlays: Overlays;
  /** By id; `null` where it is not known exactly. */
  #edits = new Map<string, TextEdit | null>();
  /** Texts that we were to write whole, and did not: nothing of what edits were made of is there. */
  readonly #unwritten = new Set<string>();

  constructor(overlays: Overlays) {
    this.#overlays = overlays;
  }

  /** Carries our edits over somebody else's event; `before` is what was confirmed before it. */
  carry(event: RoomEvent, before: Document): void {
    for (const op of event.ops) {
      const passing = editIn(op, before);
      if (passing === null) continue;
      const { id } = passing;
      this.#note(id, this.#pass(passing, this.#overlays.of(id)));
    }
  }

  /**
   * Carries our edits over what was done to a text while nobody told us: what others did like any
   * event of theirs, what we did by where it stands in the log.
   *
   * @param before what was confirmed before all that.
   * @param after what is confirmed now.
   * @param madeAt by key, the `seq` that edits of ours were made in sight of; of others it is that
   * of `before`.
   */
  follow(
    { id, edits }: TextPast,
    before: Document,
    after: Document,
    madeAt: ReadonlyMap<number, number>,
  ): void {
    let text = shownText(before, id) ?? this.#firstMade(id);
    if (text === null || !leads(edits, text, shownText(after, id))) return;
    for (const [seq, edit] of edits) {
      const passing = { id, text, edit };
      const own = this.#overlays.of(id).find((one) => isAt(one, seq));
      const waiting = this.#overlays.of(id).filter((one) =>
        !isIn(one, seq) && (madeAt.get(one.tx.key) ?? 0) < seq
      );
      if (own !== undefined) this.#land(own, passing, waiting);
      else this.#note(id, this.#pass(passing, waiting));
      text = applyEdit(text, edit);
    }
  }

  /**
   * Makes our edits of a text fit what is confirmed of it, where nobody knows how that came about:
   * only what others did is guessed, from the difference; what we did ourselves is known.
   *
   * What we typed into a text that is still to be written by us stays as it was made till then.
   */
  fit(id: string, confirmed: Document): void {
    let text = shownText(confirmed, id);
    const waiting = this.#overlays.of(id)
      .filter(({ tx }) => tx.ops.some((op) => writtenBy(op).includes(id)));
    for (const [i, { tx }] of waiting.entries()) {
      const made = madeOf(this.#overlays.get(tx.key)!.tx, id);
      if (text === null || made === undefined) return;
      if (made !== text) {
        this.#note(id, null);
        const edit = this.#unwritten.has(id)
          ? replacement(made, text)
          : diffText(made, text);
        this.#pass({ id, text: made, edit }, waiting.slice(i));
      }
      this.#unwritten.delete(id);
      const mine = ownEditOf(this.#overlays.get(tx.key)!.tx, id, text);
      text = mine === null ? null : applyEdit(text, mine);
    }
  }

  /** What we typed on goes without the letters of one of our edits, and with those that it deleted. */
  retract({ tx }: Overlay): void {
    this.#unwrite(tx.ops, []);
    for (const [id, made] of tx.texts) {
      const edit = ownEditOf(tx, id, made);
      if (edit === null) continue;
      const all = this.#overlays.of(id);
      const later = all.slice(
        all.findIndex((one) => one.tx.key === tx.key) + 1,
      );
      const text = applyEdit(made, edit);
      this.#pass({ id, text, edit: invertEdit(edit, made) }, later);
      this.#note(id, null);
    }
  }

  /**
   * An edit of ours is committed, perhaps at another place of the text than we had thought: what
   * we typed on goes with the letters that it was about.
   *
   * @param before what was confirmed before `event`.
   */
  land(own: Overlay, event: RoomEvent, before: Document): void {
    this.#unwrite(own.tx.ops, event.ops);
    for (const op of event.ops) {
      if (op.op !== "text") continue;
      const { id, edit } = op;
      const text = shownText(before, id)!;
      this.#land(own, { id, text, edit }, this.#overlays.of(id));
    }
  }

  #land(
    own: Overlay,
    { id, text, edit }: Passing,
    waiting: readonly Overlay[],
  ): void {
    const guessed = ownEditOf(own.tx, id, text);
    if (guessed === null) return;
    if (JSON.stringify(guessed) === JSON.stringify(edit)) return;
    this.#relocate({ id, text, edit }, guessed, waiting);
    this.#note(id, null);
  }

  /** What was made on top of `guessed` is made on top of what was committed instead. */
  #relocate(
    { id, text, edit: committed }: Passing,
    guessed: TextEdit,
    waiting: readonly Overlay[],
  ): void {
    const later: { overlay: Overlay; edit: TextEdit }[] = [];
    let seen = applyEdit(text, guessed), real = applyEdit(text, committed);
    for (const overlay of waiting) {
      const edit = ownEditOf(overlay.tx, id, seen);
      if (edit === null) break;
      later.push({ overlay, edit });
      seen = applyEdit(seen, edit);
    }
    const edits = later.map(({ edit }) => edit);
    const length = codePointLength(text);
    relocate(length, guessed, committed, edits).forEach((edit, i) => {
      const { overlay } = later[i]!;
      const tx = { ...overlay.tx, ...withEdit(overlay.tx, id, real, edit) };
      this.#overlays.put({ ...overlay, tx });
      real = applyEdit(real, edit);
    });
  }

  /** Carries an edit through our work, in order: the edit as it is after it, if that is known. */
  #pass(passing: Passing, waiting: readonly Overlay[]): TextEdit | null {
    let rest: Passing | null = passing;
    for (const { tx: { key } } of waiting) {
      if (rest === null) return null;
      // As it is by now: it may have been carried over something else meanwhile.
      const overlay = this.#overlays.get(key)!;
      if (leavesText(overlay, passing.id)) continue;
      const { id, text, edit }: Passing = rest;
      const foreseen = foreseenEdit(overlay, id);
      if (foreseen !== null && fits(foreseen, text)) {
        const now = transformEdit(foreseen, edit, "right");
        this.#overlays.put(withForeseen(overlay, id, now));
        rest = {
          id,
          text: applyEdit(text, foreseen),
          edit: transformEdit(edit, foreseen, "left"),
        };
        continue;
      }
      const carried = carry(overlay.tx, rest);
      rest = carried.passing;
      const tx = { ...overlay.tx, ...carried.work };
      this.#overlays.put({ ...overlay, tx });
    }
    return rest?.edit ?? null;
  }

  /** Notes the texts that `ops` were to write whole, and that what came of them does not. */
  #unwrite(ops: readonly Op[], came: readonly CanonicalOp[]): void {
    for (const op of ops) {
      if (op.op !== "create" && op.op !== "put" && op.op !== "set") continue;
      for (const id of writtenBy(op)) {
        if (!came.some((op) => isWritten(op, id))) this.#unwritten.add(id);
      }
    }
  }

  /** The text that our first edit of it was made of; `null` if there is none. */
  #firstMade(id: string): string | null {
    for (const { tx } of this.#overlays.of(id)) {
      const made = madeOf(tx, id);
      if (made !== undefined) return made;
    }
    return null;
  }

  /** The edits since the last time, by the ids of their shapes. */
  take(): Map<string, TextEdit> {
    const edits = new Map<string, TextEdit>();
    for (const [id, edit] of this.#edits) {
      if (edit !== null) edits.set(id, edit);
    }
    this.#edits = new Map();
    return edits;
  }

  #note(id: string, edit: TextEdit | null): void {
    const earlier = this.#edits.get(id);
    if (edit === null || earlier === null) this.#edits.set(id, null);
    else {
      this.#edits.set(
        id,
        earlier === undefined ? edit : composeEdits(earlier, edit),
      );
    }
  }
}

/** Does an edit after the other make `now` of a text? */
function leads(
  edits: TextPast["edits"],
  text: string,
  now: string | null,
): boolean {
  for (const [, edit] of edits) {
    if (!fits(edit, text)) return false;
    text = applyEdit(text, edit);
  }
  return text === now;
}

/** Can this be an edit of a text? */
function fits(edit: TextEdit, text: string): boolean {
  return findFlaw(edit, codePointLength(text)) === null;
}

/** Is this what is in the log at `seq`? */
function isAt({ seq, hasPlace }: Overlay, at: number): boolean {
  return hasPlace && seq === at;
}

/** Is it in the log as it is at `seq`? */
function isIn({ seq, hasPlace }: Overlay, at: number): boolean {
  return hasPlace && seq !== null && seq <= at;
}
