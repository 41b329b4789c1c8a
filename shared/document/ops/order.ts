import type { OpOf } from "../../schema/op.ts";
import { stampOf } from "../document.ts";
import { gapAt, placeInGap } from "../order/order_keys.ts";
import { rekey, write } from "../write.ts";
import { backToFront } from "../order/z_order.ts";
import { partBy } from "./only.ts";
import type { Applies, Decides } from "./rule.ts";

/** E15: gives shapes new order keys; they keep their order among themselves. */
export const order: Decides<"order"> & Applies<"order"> = {
  decide(draft, { ids, to, only }) {
    const anchor = anchorOf(to);
    if (anchor !== null && draft.live(anchor) === undefined) return "dropped";
    const { kept, skipped } = partBy(
      draft,
      // It can't stand above itself: the others go around it.
      ids.filter((id) => id !== anchor),
      only,
      (record) => stampOf(record, "z").seq,
    );
    if (kept.length > 0) {
      const moved = kept.map((id) => draft.live(id)!.shape).sort(backToFront);
      let rest = draft.now.order;
      for (const { id, z } of moved) rest = rest.without(id, z);
      const z = anchor === null ? null : draft.live(anchor)!.shape.z;
      const gap = gapAt(rest, to, z);
      const { keys, rekeyed } = placeInGap(rest, gap, moved.length);
      draft.emit({
        op: "order",
        keys: moved.map(({ id }, i) => [id, keys[i]!]),
        ...rekeyed.length > 0 && { rekeyed },
      });
    }
    return skipped.length > 0 ? { skipped } : "ok";
  },
  apply(document, { keys, rekeyed = [] }, author) {
    for (const [id, z] of keys) {
      document = write(document, document.shapes.get(id)!, { z }, author);
    }
    for (const [id, z] of rekeyed) {
      document = rekey(document, document.shapes.get(id)!, z, author.seq);
    }
    return document;
  },
  touches: ({ keys, rekeyed = [] }) => [...keys, ...rekeyed].map(([id]) => id),
};

function anchorOf(to: OpOf<"order">["to"]): string | null {
  if (typeof to === "string") return null;
  return "above" in to ? to.above : to.below;
}
