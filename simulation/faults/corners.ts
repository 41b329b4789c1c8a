/**
 * Faults in the corners of operations: conditions, crowded stacks, forgotten pasts, ends let go.
 *
 * @module
 */

import { Submissions } from "../../shared/client/outbox/submissions.ts";
import { Draft } from "../../shared/document/deciding/draft.ts";
import { Refusal } from "../../shared/document/deciding/refusal.ts";
import {
  type Document,
  type ShapeRecord,
  type Stamp,
  stampOf,
} from "../../shared/document/document.ts";
import { move } from "../../shared/document/ops/move.ts";
import { order } from "../../shared/document/ops/order.ts";
import { set } from "../../shared/document/ops/set.ts";
import { text } from "../../shared/document/ops/text.ts";
import type { CanonicalOp } from "../../shared/schema/event.ts";
import type { OpOf, TextEdit } from "../../shared/schema/op.ts";
import type { RegisterName } from "../../shared/schema/properties.ts";
import { type Fault, patch } from "./fault.ts";

const exacting = { exacting: true };

/** Right nearly always. */
export const CORNER_FAULTS: readonly Fault[] = [
  {
    name: "ends swept along",
    what: "a line that is let go falls back to where it once was drawn",
    plan: exacting,
    inject: () =>
      patch(
        Draft.prototype,
        "emit",
        (emit: Draft["emit"]) =>
          function (this: Draft, op: CanonicalOp) {
            if (op.op !== "set") return emit.call(this, op);
            const { points: _, ...props } = op.props;
            const isLetGo = props.start === null || props.end === null;
            emit.call(this, isLetGo ? { ...op, props } : op);
          },
      ),
  },
  {
    name: "room made in silence",
    what: "keys that were rewritten to make room are in no delta",
    plan: exacting,
    inject: () =>
      patch(
        order,
        "apply",
        (apply: typeof order.apply) =>
        (...args: Parameters<typeof order.apply>): Document => {
          const next = apply(...args);
          const { shapes } = next;
          return {
            ...next,
            shapes: (args[1].rekeyed ?? []).reduce(
              (shapes, [id]) =>
                shapes.update(id, (known) => ({ ...known!, rekeyed: 0 })),
              shapes,
            ),
          };
        },
      ),
  },
  {
    name: "stale taken as it is",
    what: "an edit of a text of which too little is kept is not refused",
    plan: exacting,
    inject: () =>
      patch(
        text,
        "decide",
        (decide: typeof text.decide) =>
        (draft: Draft, op: OpOf<"text">, path: string) => {
          try {
            return decide(draft, op, path);
          } catch (error) {
            const isStale = error instanceof Refusal &&
              error.nack.code === "stale";
            if (!isStale) throw error;
            return decide(draft, { ...op, base: draft.before.seq }, path);
          }
        },
      ),
  },
  {
    name: "held back by any change",
    what: "a guarded move leaves alone what was not even moved since",
    plan: exacting,
    inject: () =>
      patch(
        move,
        "decide",
        (decide: typeof move.decide) =>
        (draft: Draft, op: OpOf<"move">, path: string) => {
          const { only = Infinity } = op;
          const held = op.ids.filter((id) =>
            (draft.before.shapes.get(id)?.shape.seq ?? 0) > only
          );
          const ids = op.ids.filter((id) => !held.includes(id));
          const result = decide(draft, { ...op, ids }, path);
          return held.length > 0 ? { skipped: held } : result;
        },
      ),
  },
  {
    name: "ends not held by their points",
    what: "a guarded line is tied anew where somebody else has drawn it",
    plan: exacting,
    inject: () =>
      patch(
        set,
        "decide",
        (decide: typeof set.decide) =>
        (draft: Draft, op: OpOf<"set">, path: string) => {
          if (op.props.points !== undefined) return decide(draft, op, path);
          const { points: _, ...only } = op.only ?? {};
          return decide(draft, { ...op, only }, path);
        },
      ),
  },
  {
    name: "hidden under one's own",
    what: "what another wrote is undone, once its author wrote there again",
    plan: { steps: { least: 20, most: 50 } },
    inject: () =>
      patch(
        set,
        "apply",
        (apply: typeof set.apply) =>
        (...args: Parameters<typeof set.apply>): Document => {
          const [document, { id }, { seq, userId }] = args;
          const before = document.shapes.get(id)!;
          const next = apply(...args);
          const record = next.shapes.get(id)!;
          const stamps = { ...record.stamps };
          for (const [name, stamp] of entriesOf(record.stamps)) {
            const wasMine = stampOf(before, name).by === userId;
            if (stamp.seq === seq && wasMine) {
              stamps[name] = {
                ...stamp,
                other: 0,
              };
            }
          }
          const isAgain = before.shape.updatedBy === userId;
          const other = isAgain ? 0 : record.other;
          const shapes = next.shapes.set(id, { ...record, stamps, other });
          return { ...next, shapes };
        },
      ),
  },
  {
    name: "a letter too much",
    what: "undo of typing takes the letter before along, whoever has typed it",
    plan: { steps: { least: 20, most: 50 } },
    inject: () =>
      patch(
        Submissions.prototype,
        "submit",
        (submit: Submissions["submit"]) =>
          function (
            this: Submissions,
            work: Parameters<Submissions["submit"]>[0],
            group: string | null,
          ) {
            const ops = work.ops.map((op) =>
              op.op === "text" && op.undoes !== undefined
                ? { ...op, edit: greedy(op.edit) }
                : op
            );
            return submit.call(this, { ...work, ops }, group);
          },
      ),
  },
];

/** An edit that deletes one letter more, if it deletes after skipping. */
function greedy(edit: TextEdit): TextEdit {
  const [skip, part, ...rest] = edit;
  if (typeof skip !== "number" || typeof part !== "object") return edit;
  const before = skip > 1 ? [skip - 1] : [];
  return [...before, { d: part.d + 1 }, ...rest];
}

function entriesOf(stamps: ShapeRecord["stamps"]): [RegisterName, Stamp][] {
  return Object.entries(stamps) as [RegisterName, Stamp][];
}
