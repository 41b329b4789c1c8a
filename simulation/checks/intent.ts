/**
 * Does an event do what its author asked for, and tell what it overrode? Checked as it is
 * committed, against the transaction as it was on the wire.
 *
 * @module
 */

import { MAX_ORDER_KEY } from "../../shared/schema/limits.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { OpOf, OpResult } from "../../shared/schema/op.ts";
import type { PropertyName } from "../../shared/schema/properties.ts";
import type { Answer } from "../../server/store/store.ts";
import { must } from "../violation.ts";
import type { Life } from "./life.ts";
import { checkText } from "./edits.ts";
import { anchorOf, conditionsHold, keptOf, wrongResult } from "./results.ts";
import type { SentTx } from "./sent.ts";
import { checkUndo } from "./undone.ts";

/** What is checked. */
export interface Intent {
  readonly event: RoomEvent;
  /** `null` where nobody numbers what they send (the chat dialect). */
  readonly sent: SentTx | null;
  readonly answer: Answer | undefined;
  /** What was there before the event. */
  readonly life: Life;
}

/** @throws {Violation} if the event is not what was asked for. */
export function checkIntent(intent: Intent): void {
  const { event, sent, answer, life } = intent;
  for (const op of event.ops) {
    if (op.op === "text") checkText(op.edit, op.id, intent);
  }
  if (sent === null || answer?.body.type !== "ack") return;
  const { results } = answer.body;
  must(
    conditionsHold(sent.ops, life.model),
    7,
    () => `event ${event.seq} was committed, and its conditions do not hold`,
  );
  checkResults(sent, results, life);
  sent.ops.forEach((op, i) => {
    if (op.op === "set" && results[i] === "ok") checkSet(op, event);
    if (op.op === "move") checkMove(op, intent);
  });
  if (sent.base !== undefined) checkOverrode(intent, sent.base);
  if (isUndo(sent)) checkUndo(sent, event, life.model, life.events);
}

/** Our clients give a name to all that they do, but for undo. */
export function isUndo({ group }: Pick<SentTx, "group">): boolean {
  return group === undefined || group.startsWith("undo-");
}

/** @throws {Violation} if what is answered to an operation is not what the rules say. */
export function checkResults(
  { ops }: SentTx,
  results: readonly OpResult[],
  { model, head }: Life,
): void {
  const wrong = wrongResult(ops, results, model);
  must(
    wrong === null,
    7,
    () =>
      `after ${head}, ${JSON.stringify(ops[wrong!.index])} was answered ${
        JSON.stringify(results[wrong!.index])
      }, and not ${JSON.stringify(wrong!.expected)}`,
  );
}

/** Moves sum: who has moved it meanwhile does not matter. */
function checkMove(op: OpOf<"move">, { event, life }: Intent): void {
  if (op.dx === 0 && op.dy === 0) return;
  const missing = keptOf(op, life.model).find((id) =>
    !event.ops.some((done) =>
      // What is deleted by the same transaction may have gone before.
      done.op === "delete" ? done.ids.includes(id) : done.op === "move" &&
        done.ids.includes(id) && done.dx === op.dx && done.dy === op.dy
    )
  );
  must(
    missing === undefined,
    7,
    () => `${missing} is not moved by event ${event.seq}`,
  );
}

/** What an event says of the stack, against what was asked for; after the event. */
export function checkStack(
  { event, sent }: Pick<Intent, "event" | "sent">,
  before: readonly string[],
  after: readonly string[],
): void {
  checkKeys(event);
  const [op] = sent?.ops ?? [];
  // With other operations around it, others may have come between.
  if (op?.op !== "order" || sent!.ops.length > 1 || op.only !== undefined) {
    return;
  }
  const anchor = anchorOf(op);
  const moved = before.filter((id) => op.ids.includes(id) && id !== anchor);
  const rest = before.filter((id) => !moved.includes(id));
  const at = op.to === "front"
    ? rest.length
    : op.to === "back"
    ? 0
    : rest.indexOf(anchor!) + ("above" in (op.to as object) ? 1 : 0);
  const expected = [...rest.slice(0, at), ...moved, ...rest.slice(at)].join();
  must(
    after.join() === expected,
    9,
    () => `event ${event.seq} stacks ${after}, and asked was for ${expected}`,
  );
}

/** However crowded a place is, keys stay short (E15). */
function checkKeys({ seq, ops }: RoomEvent): void {
  for (const op of ops) {
    if (op.op !== "order") continue;
    const [id] = [...op.keys, ...op.rekeyed ?? []]
      .find(([, z]) => z.length > MAX_ORDER_KEY) ?? [];
    must(id === undefined, 9, () => `event ${seq} gives ${id} too long a key`);
  }
}

function checkSet(op: OpOf<"set">, event: RoomEvent): void {
  for (const [name, value] of Object.entries(op.props)) {
    // Where lines end depends on what they are tied to.
    if (name === "points" || name === "start" || name === "end") continue;
    const isThere = event.ops.some((done) =>
      done.op === "set" && done.id === op.id &&
      JSON.stringify(done.props[name as PropertyName]) === JSON.stringify(value)
    );
    must(
      isThere,
      7,
      () => `${name} of ${op.id} is not written by event ${event.seq}`,
    );
  }
}

function checkOverrode({ event, answer, life }: Intent, base: number): void {
  if (answer?.body.type !== "ack") return;
  const expected = life.model.overrode(event, base).map(stable).sort();
  const told = answer.body.overrode.map(stable).sort();
  must(
    JSON.stringify(told) === JSON.stringify(expected),
    12,
    () => `event ${event.seq} overrode [${expected}], and told [${told}]`,
  );
}

function stable(state: object): string {
  return JSON.stringify(
    Object.entries(state).sort(([a], [b]) => a < b ? -1 : 1),
  );
}
