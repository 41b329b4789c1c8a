/**
 * Carries what others do to texts through our pending work, and ours over it (E12).
 *
 * @module
 */

import type { Document } from "../../document/document.ts";
import { relocate } from "../../document/text/relocate.ts";
import { diffText } from "../../document/text/diff.ts";
import { applyEdit, composeEdits } from "../../document/text/edit.ts";
import type { RoomEvent } from "../../schema/event.ts";
import type { TextEdit } from "../../schema/op.ts";
import { codePointLength } from "../../schema/safe_text.ts";
import type { Overlay, Overlays } from "./overlays.ts";
import {
  carry,
  editIn,
  insertedBy,
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

  constructor(overlays: Overlays) {
    this.#overlays = overlays;
  }

  /** Carries our edits over somebody else's event; `before` is what was confirmed before it. */
  carry(event: RoomEvent, before: Document): void {
    for (const op of event.ops) {
      const passing = editIn(op, before);
      if (passing !== null) this.#note(passing.id, this.#pass(passing));
    }
  }

  /**
   * Makes our edits of a text fit what is confirmed of it, where nobody knows how that came about:
   * only what others did is guessed, from the difference; what we did ourselves is known.
   */
  fit(id: string, confirmed: Document): void {
    const first = this.#overlays.of(id)
      .find(({ tx }) => tx.ops.some((op) => writtenBy(op).includes(id)));
    const made = first?.tx.texts.find(([of]) => of === id)?.[1];
    const now = shownText(confirmed, id);
    if (made === undefined || now === null || made === now) return;
    this.#pass({ id, text: made, edit: diffText(made, now) });
  }

  /**
   * An edit of ours is committed, perhaps at another place of the text than we had thought: what
   * we typed on goes with the letters that it was about.
   *
   * @param before what was confirmed before `event`.
   */
  land(own: Overlay, event: RoomEvent, before: Document): void {
    for (const op of event.ops) {
      if (op.op !== "text") continue;
      const { id, edit } = op;
      const text = shownText(before, id)!;
      const guessed = ownEditOf(own.tx, id, text);
      if (guessed === null || insertedBy(guessed) !== insertedBy(edit)) {
        continue;
      }
      if (JSON.stringify(guessed) === JSON.stringify(edit)) continue;
      this.#relocate(id, text, guessed, edit);
      this.#note(id, null);
    }
  }

  #relocate(
    id: string,
    text: string,
    guessed: TextEdit,
    committed: TextEdit,
  ): void {
    const later: { overlay: Overlay; edit: TextEdit }[] = [];
    let seen = applyEdit(text, guessed), real = applyEdit(text, committed);
    for (const overlay of this.#overlays.of(id)) {
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
  #pass(passing: Passing): TextEdit | null {
    let rest: Passing | null = passing;
    for (const overlay of this.#overlays.of(passing.id)) {
      if (rest === null) return null;
      const carried = carry(overlay.tx, rest);
      rest = carried.passing;
      const tx = { ...overlay.tx, ...carried.work };
      this.#overlays.put({ ...overlay, tx });
    }
    return rest?.edit ?? null;
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
