import { insert } from "../write.ts";
import { freeKey } from "../order/order_keys.ts";
import type { Applies, Decides } from "./rule.ts";

/**
 * E14: the only way back from the dead, as the shape was just before its deletion. A restore
 * writes every register; the version goes on counting.
 */
export const restore: Decides<"restore"> & Applies<"restore"> = {
  decide(draft, { id, only }, path) {
    if (draft.live(id) !== undefined) return "ok";
    const grave = draft.now.tombstones.get(id);
    const former = draft.removed.get(id) ?? draft.context.removed.get(id);
    if (grave === undefined || former === undefined) return "dropped";
    if (only !== undefined && grave.seq > only) return { skipped: [id] };
    draft.makeRoom(path);
    const { key, rekeyed } = freeKey(draft.now.order, former.z);
    if (rekeyed.length > 0) draft.emit({ op: "order", keys: [], rekeyed });
    const { seq, userId, at } = draft.author;
    draft.emit({
      op: "restore",
      shape: {
        ...former,
        z: key,
        version: former.version + 1,
        seq,
        updatedBy: userId,
        updatedAt: at,
      },
    });
    return "ok";
  },
  apply: (document, { shape }) => insert(document, shape, true),
  touches: ({ shape }) => [shape.id],
};
