import type { Op } from "../../../shared/schema/op.ts";
import type { Props, ShapeInput } from "../../../shared/schema/shape.ts";

/**
 * What creates shapes, from back to front. An end that is bound to a shape of the list that comes
 * only later is bound when all are there: the work may be cut into several transactions, and a
 * binding holds only if its target is there when the transaction ends.
 */
export function creationsOf(shapes: readonly ShapeInput[]): Op[] {
  const ids = new Set(shapes.map(({ id }) => id));
  const made = new Set<string>();
  const late: Op[] = [];
  const creates = shapes.map((shape): Op => {
    made.add(shape.id);
    const later: Props = {}, free: Props = {};
    for (const end of ["start", "end"] as const) {
      const target = shape[end]?.id;
      if (target === undefined || made.has(target) || !ids.has(target)) {
        continue;
      }
      later[end] = shape[end]!;
      free[end] = null;
    }
    if (Object.keys(later).length === 0) return { op: "create", shape };
    late.push({ op: "set", id: shape.id, props: later });
    return { op: "create", shape: { ...shape, ...free } as ShapeInput };
  });
  return [...creates, ...late];
}
