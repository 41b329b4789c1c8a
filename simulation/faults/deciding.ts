/**
 * Faults of how single operations are decided.
 *
 * @module
 */

import { type as ot } from "ot-text-unicode";
import { Room } from "../../server/room/room.ts";
import type { Submission } from "../../server/room/room_message.ts";
import type { Draft } from "../../shared/document/deciding/draft.ts";
import { stampOf } from "../../shared/document/document.ts";
import { deletion } from "../../shared/document/ops/delete.ts";
import { move } from "../../shared/document/ops/move.ts";
import { order } from "../../shared/document/ops/order.ts";
import { restore } from "../../shared/document/ops/restore.ts";
import { set } from "../../shared/document/ops/set.ts";
import { text } from "../../shared/document/ops/text.ts";
import { insert } from "../../shared/document/write.ts";
import type { OpOf } from "../../shared/schema/op.ts";
import { type Fault, patch } from "./fault.ts";

/** An operation is not decided as its rule says. */
export const DECIDING_FAULTS: readonly Fault[] = [
  {
    name: "if asks for older",
    what: "a condition holds only if the stamp is below what was asked for",
    inject: () =>
      patch(
        set,
        "decide",
        (decide: typeof set.decide) =>
        (draft: Draft, op: OpOf<"set">, path: string) => {
          if (op.if === undefined) return decide(draft, op, path);
          const older = Object.entries(op.if)
            .map(([name, seq]) => [name, Math.max(0, seq - 1)]);
          return decide(
            draft,
            { ...op, if: Object.fromEntries(older) },
            path,
          );
        },
      ),
  },
  {
    name: "if without effect",
    what: "compare-and-set sets without comparing",
    inject: () =>
      patch(
        set,
        "decide",
        (decide: typeof set.decide) =>
        (draft: Draft, { if: _, ...op }: OpOf<"set">, path: string) =>
          decide(draft, op, path),
      ),
  },
  {
    name: "first mover wins",
    what: "a shape that somebody has moved meanwhile stays: moves do not sum",
    inject: () =>
      patch(
        move,
        "decide",
        (decide: typeof move.decide) =>
        (draft: Draft, op: OpOf<"move">, path: string) => {
          const ids = op.ids.filter((id) => {
            const record = draft.before.shapes.get(id);
            return record === undefined ||
              stampOf(record, "pos").seq <= draft.base;
          });
          decide(draft, { ...op, ids }, path);
          return "ok";
        },
      ),
  },
  {
    name: "order to the other side",
    what: "what is put below a shape comes to stand above it",
    inject: () =>
      patch(
        order,
        "decide",
        (decide: typeof order.decide) =>
        (draft: Draft, op: OpOf<"order">, path: string) => {
          const { to } = op;
          if (typeof to === "string" || "above" in to) {
            return decide(draft, op, path);
          }
          return decide(draft, { ...op, to: { above: to.below } }, path);
        },
      ),
  },
  {
    name: "left and right exchanged",
    what: "of two insertions at one place the later one stands first",
    inject: () =>
      patch(
        text,
        "decide",
        (decide: typeof text.decide) =>
        (draft: Draft, op: OpOf<"text">, path: string) => {
          const takeOut = patch(
            ot,
            "transform",
            (transform: typeof ot.transform) =>
            (...[edit, over]: Parameters<typeof ot.transform>) =>
              transform(edit, over, "left"),
          );
          try {
            return decide(draft, op, path);
          } finally {
            takeOut();
          }
        },
      ),
  },
  {
    name: "restored without its last change",
    what: "a shape comes back as it was a while before its deletion",
    inject: () =>
      patch(
        restore,
        "decide",
        (decide: typeof restore.decide) =>
        (draft: Draft, op: OpOf<"restore">, path: string) => {
          const { removed, context } = draft;
          const known = removed.get(op.id);
          const former = known ?? context.removed.get(op.id);
          if (former === undefined) return decide(draft, op, path);
          removed.set(op.id, { ...former, color: "default" });
          const result = decide(draft, op, path);
          if (known === undefined) removed.delete(op.id);
          else removed.set(op.id, known);
          return result;
        },
      ),
  },
  {
    name: "restore writes nothing",
    what: "what was restored counts as created: to overwrite it is no conflict",
    inject: () =>
      patch(
        restore,
        "apply",
        () => (...[document, { shape }]: Parameters<typeof restore.apply>) =>
          insert(document, shape, false),
      ),
  },
  {
    name: "lines stay tied",
    what: "a deletion leaves lines bound to what is not there",
    inject: () =>
      patch(
        deletion,
        "decide",
        (decide: typeof deletion.decide) =>
        (draft: Draft, op: OpOf<"delete">, path: string) => {
          const { bound } = draft.now;
          draft.now = { ...draft.now, bound: bound.clear() };
          const result = decide(draft, op, path);
          draft.now = { ...draft.now, bound };
          return result;
        },
      ),
  },
  {
    name: "half a register",
    what: "a register that is named in part is not completed",
    inject: () =>
      patch(
        set,
        "decide",
        (decide: typeof set.decide) =>
        (draft: Draft, op: OpOf<"set">, path: string) => {
          const result = decide(draft, op, path);
          const done = draft.ops.at(-1);
          const { x, y } = op.props;
          if (done?.op === "set" && x !== undefined && y === undefined) {
            delete done.props.y;
          }
          return result;
        },
      ),
  },
  {
    name: "base of nobody",
    what: "what an author had seen is not asked for: nothing is a conflict",
    inject: () =>
      patch(
        Room.prototype,
        "received",
        (received: Room["received"]) =>
          function (this: Room, submission: Submission) {
            const { work } = submission;
            if (work.kind === "refused" || work.base === undefined) {
              return received.call(this, submission);
            }
            const base = Math.max(work.base, this.document.seq);
            return { ...submission, work: { ...work, base } };
          },
      ),
  },
  {
    name: "compose forgets",
    what: "of two edits, one after the other, only the second is left",
    inject: () =>
      patch(
        ot,
        "compose",
        () => (...[, second]: Parameters<typeof ot.compose>) => second,
      ),
  },
];
