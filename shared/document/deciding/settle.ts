/**
 * The end of a transaction: bindings get the truth about their targets (E3).
 *
 * Whether a target is live, and where it is, is known only when all operations are decided: a
 * line may come before the shape that it is bound to. So what was decided of lines is amended
 * here, in place of writing them twice.
 *
 * @module
 */

import type { CanonicalOp } from "../../schema/event.ts";
import { isPath, type PathShape, type Shape } from "../../schema/shape.ts";
import { type Points, resolvedPoints, targetOf } from "../bindings.ts";
import type { Document } from "../document.ts";
import { MAX_BOUND_LINES } from "../../schema/limits.ts";
import type { Draft } from "./draft.ts";
import { Refusal } from "./refusal.ts";

type LineWrite = Partial<Pick<PathShape, "points" | "start" | "end">>;

/**
 * The draft's operations with each line's bindings as they hold at the end of the transaction:
 * an end whose target is not live, or has no inside, is unbound; a bound end's point lies where
 * its target is.
 *
 * @returns `null` if they hold already.
 */
export function settleBindings(draft: Draft): CanonicalOp[] | null {
  const { now } = draft;
  let amended: CanonicalOp[] | null = null;
  const seen = new Set<string>();
  // From the last one backwards: the last write of a line carries its points.
  for (let i = draft.ops.length - 1; i >= 0; i--) {
    const op = draft.ops[i]!;
    const wrote = lineWrite(op);
    if (wrote === null) continue;
    const last = !seen.has(wrote.id);
    seen.add(wrote.id);
    const props = settled(now, wrote, last);
    if (props === null) continue;
    amended ??= [...draft.ops];
    amended[i] = withProps(op, props);
  }
  return amended;
}

/** Refuses a transaction that binds one line too many to a shape. */
export function checkBound(
  before: Document,
  after: Document,
  ops: readonly CanonicalOp[],
): void {
  for (const op of ops) {
    const line = lineWrite(op);
    if (line === null) continue;
    for (const binding of [line.props.start, line.props.end]) {
      if (!binding || before.bound.get(binding.id)?.has(line.id)) continue;
      const asked = after.bound.get(binding.id)?.size ?? 0;
      if (asked <= MAX_BOUND_LINES) continue;
      throw new Refusal({
        code: "limit",
        message:
          `at most ${MAX_BOUND_LINES} lines are bound to one shape, and this makes it ${asked} for ${binding.id}; leave an end free`,
        path: "ops",
      });
    }
  }
}

/** What an operation writes of a line's ends; `null` if it is about something else. */
function lineWrite(
  op: CanonicalOp,
): { id: string; props: LineWrite } | null {
  switch (op.op) {
    case "create":
    case "restore":
      return isPath(op.shape) ? { id: op.shape.id, props: op.shape } : null;
    case "set": {
      const { start, end, points } = op.props;
      // Whoever lets go of a target has written the points with it, if they were not there.
      return start || end || points ? { id: op.id, props: op.props } : null;
    }
    default:
      return null;
  }
}

/** What has to differ from what was written, or `null`. */
function settled(
  now: Document,
  { id, props }: { id: string; props: LineWrite },
  last: boolean,
): LineWrite | null {
  const change: LineWrite = {};
  for (const end of ["start", "end"] as const) {
    const binding = props[end];
    if (binding && targetOf(now, binding) === null) change[end] = null;
  }
  const line = now.shapes.get(id)?.shape;
  if (last && line !== undefined && isPath(line)) {
    const points: Points = resolvedPoints(now, line);
    const written = props.points ?? line.points;
    if (!samePoints(points, written)) change.points = points;
  }
  return Object.keys(change).length > 0 ? change : null;
}

function samePoints(a: Points, b: Points): boolean {
  return a === b ||
    a.length === b.length &&
      a.every(([x, y], i) => x === b[i]![0] && y === b[i]![1]);
}

function withProps(op: CanonicalOp, props: LineWrite): CanonicalOp {
  switch (op.op) {
    case "create":
    case "restore":
      return { ...op, shape: { ...op.shape, ...props } as Shape };
    case "set":
      return { ...op, props: { ...op.props, ...props } };
    default:
      return op;
  }
}
