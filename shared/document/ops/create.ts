import { generateKeyBetween } from "fractional-indexing";
import { completeShape, type Shape } from "../../schema/shape.ts";
import { insert } from "../write.ts";
import type { Applies, Decides } from "./rule.ts";

/** E10: a new shape in front of all others. A live id exists, a dead one stays deleted. */
export const create: Decides<"create"> & Applies<"create"> = {
  decide(draft, { shape: input }, path) {
    if (draft.live(input.id) !== undefined) return "exists";
    if (draft.now.tombstones.has(input.id)) return "deleted";
    draft.makeRoom(path);
    const { seq, userId, at } = draft.author;
    const shape = {
      ...completeShape(input),
      z: generateKeyBetween(draft.now.order.front()?.z, null),
      version: 1,
      seq,
      createdBy: userId,
      updatedBy: userId,
      createdAt: at,
      updatedAt: at,
    } as Shape;
    draft.emit({ op: "create", shape });
    return "ok";
  },
  apply: (document, { shape }) => insert(document, shape, false),
  touches: ({ shape }) => [shape.id],
};
