import { MAX_COORDINATE } from "../../schema/limits.ts";
import { stampOf } from "../document.ts";
import { Refusal } from "../deciding/refusal.ts";
import { write } from "../write.ts";
import { partBy } from "./only.ts";
import type { Applies, Decides } from "./rule.ts";

/** E11: adds to positions when decided, so that concurrent moves sum. */
export const move: Decides<"move"> & Applies<"move"> = {
  decide(draft, { ids, dx, dy, only }, path) {
    const { kept, skipped } = partBy(
      draft,
      ids,
      only,
      (record) => stampOf(record, "pos").seq,
    );
    for (const id of kept) {
      const { x, y } = draft.live(id)!.shape;
      checkBounds(id, x + dx, `${path}.dx`);
      checkBounds(id, y + dy, `${path}.dy`);
    }
    // Adding nothing says nothing about where a shape should be, unlike a `set` of its place.
    if (kept.length > 0 && (dx !== 0 || dy !== 0)) {
      draft.emit({ op: "move", ids: kept, dx, dy });
    }
    return skipped.length > 0 ? { skipped } : "ok";
  },
  apply(document, { ids, dx, dy }, author) {
    for (const id of ids) {
      const record = document.shapes.get(id)!;
      const { x, y } = record.shape;
      document = write(document, record, { x: x + dx, y: y + dy }, author);
    }
    return document;
  },
  touches: ({ ids }) => ids,
};

function checkBounds(id: string, value: number, path: string): void {
  if (Math.abs(value) <= MAX_COORDINATE) return;
  throw new Refusal({
    code: "limit",
    message:
      `coordinates go to ±${MAX_COORDINATE}, and this takes ${id} to ${value}`,
    path,
  });
}
