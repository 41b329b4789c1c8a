import { isPath, type PathShape, type Props } from "../../schema/shape.ts";
import { registersTiedTo, resolvedPoints } from "../bindings.ts";
import type { Draft } from "../deciding/draft.ts";
import { stampOf } from "../document.ts";
import { remove } from "../write.ts";
import { partBy } from "./only.ts";
import type { Applies, Decides } from "./rule.ts";

/**
 * E13: leaves tombstones. Deleting what is dead or was never there succeeds. Lines that were
 * bound to a deleted shape are unbound by the same event, before it, and stay where they were.
 */
export const deletion: Decides<"delete"> & Applies<"delete"> = {
  decide(draft, { ids, only }) {
    const { kept, skipped } = partBy(
      draft,
      ids,
      only,
      ({ shape }) => shape.seq,
    );
    const doomed = new Set(kept);
    if (only !== undefined) {
      for (const id of kept) {
        if (!isHeldSince(draft, id, doomed, only)) continue;
        doomed.delete(id);
        skipped.push(id);
      }
    }
    unbind(draft, doomed);
    if (doomed.size > 0) draft.emit({ op: "delete", ids: [...doomed] });
    return skipped.length > 0 ? { skipped } : "ok";
  },
  apply(document, { ids }, author) {
    for (const id of ids) {
      document = remove(document, document.shapes.get(id)!, author);
    }
    return document;
  },
  touches: ({ ids }) => ids,
};

/**
 * Would a shape's deletion let go of a line that stays, and that was tied or drawn after `only`? Like
 * the stamps, the ties that count are those before the transaction.
 */
function isHeldSince(
  { before, now }: Draft,
  id: string,
  doomed: ReadonlySet<string>,
  only: number,
): boolean {
  for (const lineId of before.bound.get(id) ?? []) {
    if (doomed.has(lineId) || !now.shapes.has(lineId)) continue;
    const line = before.shapes.get(lineId)!;
    const written = registersTiedTo(line.shape, id);
    if (written.some((name) => stampOf(line, name).seq > only)) return true;
  }
  return false;
}

function unbind(draft: Draft, doomed: ReadonlySet<string>): void {
  const lines = new Set<string>();
  for (const id of doomed) {
    for (const line of draft.now.bound.get(id) ?? []) {
      // A line that goes as well keeps its bindings, so that restoring both ties them again.
      if (!doomed.has(line)) lines.add(line);
    }
  }
  // Sorted, so that the same transaction makes the same event whatever the index's history.
  for (const id of [...lines].sort()) {
    const line = draft.live(id)?.shape;
    if (line === undefined || !isPath(line)) continue;
    draft.emit({ op: "set", id, props: released(draft, line, doomed) });
  }
}

/** What becomes of a line when shapes go: unbound, the end where it was. */
function released(
  draft: Draft,
  line: PathShape,
  doomed: ReadonlySet<string>,
): Props {
  const props: Props = {};
  const points = resolvedPoints(draft.now, line);
  if (points !== line.points) props.points = points;
  if (line.start !== null && doomed.has(line.start.id)) props.start = null;
  if (line.end !== null && doomed.has(line.end.id)) props.end = null;
  return props;
}
