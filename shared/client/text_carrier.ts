/**
 * Carries what others do to texts through our pending work, and ours over it (E12).
 *
 * @module
 */

import type { Document } from "../document/document.ts";
import { composeEdits } from "../document/text.ts";
import type { RoomEvent } from "../schema/event.ts";
import type { TextEdit } from "../schema/op.ts";
import type { Overlays } from "./overlays.ts";
import { carry, editIn } from "./own_edits.ts";

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
      let passing = editIn(op, before);
      if (passing === null) continue;
      const { id } = passing;
      for (const overlay of this.#overlays.of(id)) {
        if (passing === null) break;
        const carried = carry(overlay.tx, passing);
        passing = carried.passing;
        const tx = { ...overlay.tx, ...carried.work };
        this.#overlays.put({ ...overlay, tx });
      }
      this.#note(id, passing?.edit ?? null);
    }
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
