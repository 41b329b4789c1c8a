/**
 * Faults of what a transaction does to a document.
 *
 * @module
 */

import { Committer } from "../../server/room/committer.ts";
import type { Append } from "../../server/store/store.ts";
import type { Draft } from "../../shared/document/deciding/draft.ts";
import { deletion } from "../../shared/document/ops/delete.ts";
import { restore } from "../../shared/document/ops/restore.ts";
import { set } from "../../shared/document/ops/set.ts";
import { text } from "../../shared/document/ops/text.ts";
import type { OpOf } from "../../shared/schema/op.ts";
import { registerValue } from "../../shared/document/document.ts";
import type { RegisterName } from "../../shared/schema/properties.ts";
import { registersOf } from "../../shared/schema/shape.ts";
import { type Fault, patch } from "./fault.ts";

/** Decided wrongly. */
export const MERGING_FAULTS: readonly Fault[] = [
  {
    name: "forgotten transform",
    what: "a text edit is applied as if nobody had typed meanwhile",
    inject: () =>
      patch(
        text,
        "decide",
        (decide: typeof text.decide) =>
        (draft: Draft, op: OpOf<"text">, path: string) =>
          decide(draft, { ...op, base: draft.before.seq }, path),
      ),
  },
  {
    name: "dropped tombstone",
    what:
      "a deleted id is forgotten, and whoever creates it again raises it (tldraw)",
    inject: () =>
      patch(
        deletion,
        "apply",
        (apply: typeof deletion.apply) =>
        (...args: Parameters<typeof deletion.apply>) => {
          const document = apply(...args);
          const tombstones = document.tombstones.deleteAll(args[1].ids);
          return { ...document, tombstones };
        },
      ),
  },
  {
    name: "last element wins",
    what:
      "a change of one property writes the shape whole, as its author saw it (Excalidraw)",
    inject: wholeShapes,
  },
  {
    name: "restore at a place that is taken",
    what: "a restored shape gets its old order key, whoever has it now",
    inject: () =>
      patch(
        restore,
        "decide",
        (decide: typeof restore.decide) =>
        (draft: Draft, op: OpOf<"restore">, path: string) => {
          const { order } = draft.now;
          const taken = order.front()?.z;
          const result = decide(draft, op, path);
          const done = draft.ops.at(-1);
          if (taken !== undefined && done?.op === "restore") {
            moveTo(draft, done.shape.id, taken);
          }
          return result;
        },
      ),
  },
  {
    name: "only without effect",
    what: "undo takes back what others have changed since (Excalidraw)",
    inject: () => {
      const outs = [
        patch(
          set,
          "decide",
          (decide: typeof set.decide) =>
          (
            draft: Draft,
            { only: _, ...op }: OpOf<"set">,
            path: string,
          ) => decide(draft, op, path),
        ),
        patch(
          deletion,
          "decide",
          (decide: typeof deletion.decide) =>
          (
            draft: Draft,
            { only: _, ...op }: OpOf<"delete">,
            path: string,
          ) => decide(draft, op, path),
        ),
      ];
      return () => outs.forEach((out) => out());
    },
  },
  {
    name: "undone twice",
    what: "of two undos of the same typing at the same moment both take effect",
    plan: { windows: true, steps: { least: 30, most: 60 } },
    inject: () =>
      patch(
        text,
        "decide",
        (decide: typeof text.decide) =>
        (
          draft: Draft,
          { undoes: _, ...op }: OpOf<"text">,
          path: string,
        ) => decide(draft, op, path),
      ),
  },
  {
    name: "conflicts kept quiet",
    what: "the ack does not tell what was overwritten",
    inject: () =>
      patch(
        Committer.prototype,
        "append",
        (append: Committer["append"]) =>
          function (this: Committer, wanted: Append, readers: number) {
            for (const { body } of wanted.answers) {
              if (body.type === "ack") body.overrode.length = 0;
            }
            return append.call(this, wanted, readers);
          },
      ),
  },
];

/** What each author has seen last of a shape is written back with every change of it. */
function wholeShapes(): () => void {
  return patch(
    set,
    "decide",
    (decide: typeof set.decide) =>
    (
      draft: Draft,
      op: OpOf<"set">,
      path: string,
    ) => {
      const result = decide(draft, op, path);
      const record = draft.before.shapes.get(op.id);
      const done = draft.ops.at(-1);
      if (record === undefined || done?.op !== "set") return result;
      // The author has not seen what is newer than their base: that is what gets lost.
      for (const register of registersOf(record.shape.type).keys()) {
        if (isUnseen(draft, op.id, register)) {
          Object.assign(done.props, registerValue(record.shape, register));
        }
      }
      return result;
    },
  );
}

function isUnseen(draft: Draft, id: string, register: RegisterName): boolean {
  const stamp = draft.before.shapes.get(id)?.stamps[register];
  return register !== "z" && stamp !== undefined && stamp.seq > draft.base;
}

function moveTo(draft: Draft, id: string, z: string): void {
  draft.emit({ op: "order", keys: [[id, z]] });
}
