/**
 * Does an event do what its author asked for, and tell what it overrode? Checked as it is
 * committed, against the transaction as it was on the wire.
 *
 * @module
 */

import type { RoomEvent } from "../../shared/schema/event.ts";
import type { Op, OpOf } from "../../shared/schema/op.ts";
import {
  type PropertyName,
  type RegisterName,
  registerOf,
} from "../../shared/schema/properties.ts";
import type { Answer } from "../../server/store/store.ts";
import { must } from "../violation.ts";
import type { Life } from "./life.ts";
import { edited, touchedPoints } from "./model.ts";
import type { SentTx } from "./sent.ts";

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
  const { event, sent, answer } = intent;
  for (const op of event.ops) {
    if (op.op === "text") checkText(op.edit, op.id, intent);
  }
  if (sent === null || answer?.body.type !== "ack") return;
  const { results } = answer.body;
  sent.ops.forEach((op, i) => {
    if (op.op === "set" && results[i] === "ok") checkSet(op, event);
  });
  if (sent.base !== undefined) checkOverrode(intent, sent.base);
  if (isUndo(sent)) checkUndo(sent.ops, intent);
}

/** Our clients give a name to all that they do, but for undo. */
export function isUndo({ group }: Pick<SentTx, "group">): boolean {
  return group === undefined || group.startsWith("undo-");
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

/** An edit inserts what its author inserted, once, and deletes nothing else than they did. */
function checkText(
  edit: Parameters<typeof touchedPoints>[1],
  id: string,
  { event, sent, life }: Intent,
): void {
  // What the same transaction did to the text before is part of what is edited.
  const isAlone = event.ops.every((op) =>
    op.op === "text" || op.op === "move" || op.op === "order" ||
    op.op === "delete" || (op.op === "set" ? op.id : op.shape.id) !== id
  );
  if (!isAlone) return;
  const before = textIn(life, life.head, id) ?? "";
  const after = edited(before, edit);
  must(
    after.isWellFormed(),
    8,
    () => `event ${event.seq} splits a surrogate pair in ${id}`,
  );
  const asked = sent?.ops.find((op): op is OpOf<"text"> =>
    op.op === "text" && op.id === id
  );
  const base = asked?.base ?? sent?.base;
  const seen = base === undefined ? null : textIn(life, base, id);
  if (asked === undefined || seen === null) return;
  const wanted = touchedPoints(seen, asked.edit);
  const done = touchedPoints(before, edit);
  const told = () =>
    `event ${event.seq} makes ${id} "${after}" of "${before}"; asked was ${
      JSON.stringify(asked.edit)
    } on "${seen}"`;
  must(done.inserted.join("") === wanted.inserted.join(""), 8, told);
  const mayGo = new Set(wanted.deleted);
  must(done.deleted.every((point) => mayGo.has(point)), 8, told);
  const left = new Set(after);
  const isBack = (point: string) => cameBack(life, base!, id, point);
  must(
    wanted.deleted.every((point) => !left.has(point) || isBack(point)),
    8,
    told,
  );
}

/** Was a code point put into the text again after `base`, by an undo or a whole replacement? */
function cameBack(
  life: Life,
  base: number,
  id: string,
  point: string,
): boolean {
  return life.events.slice(base).some(({ ops }) =>
    ops.some((op) =>
      op.op === "text"
        ? op.id === id &&
          op.edit.some((part) =>
            typeof part === "string" && part.includes(point)
          )
        : op.op === "set"
        ? op.id === id && op.props.text?.includes(point)
        : op.op === "restore" && op.shape.id === id
    )
  );
}

function textIn(life: Life, seq: number, id: string): string | null {
  const shape = life.state(seq).shapes.get(id)?.shape;
  return shape !== undefined && "text" in shape ? shape.text : null;
}

/** Undo takes back one's own, and nothing that somebody else wrote last; texts merge. */
function checkUndo(ops: readonly Op[], { event, life }: Intent): void {
  const { shapes, dead } = life.model;
  const mine = (by: string | undefined, what: string) =>
    must(
      by === undefined || by === event.userId,
      11,
      () => `the undo ${event.seq} changes ${what}, which is another's`,
    );
  const touched = new Set(ops.flatMap((op) => "id" in op ? [op.id] : []));
  for (const op of event.ops) {
    if (op.op === "set" && touched.has(op.id)) {
      const asked = new Set(
        ops.flatMap((wish) =>
          wish.op === "set" && wish.id === op.id
            ? Object.keys(wish.props).map((name) =>
              registerOf(name as PropertyName)
            )
            : []
        ),
      );
      const done = Object.keys(op.props).map((name) =>
        registerOf(name as PropertyName)
      );
      // A deletion unties lines, which is part of it.
      const isUntied = (name: RegisterName) =>
        event.ops.some((other) => other.op === "delete") &&
        (name === "points" || name === "start" || name === "end");
      for (const name of done) {
        if (!asked.has(name) || isUntied(name)) continue;
        const register = shapes.get(op.id)?.registers.get(name);
        mine(register?.by, `${name} of ${op.id}`);
      }
    } else if (op.op === "move") {
      for (const id of op.ids) {
        mine(shapes.get(id)?.registers.get("pos")?.by, `the place of ${id}`);
      }
    } else if (op.op === "order") {
      for (const [id] of op.keys) {
        mine(shapes.get(id)?.registers.get("z")?.by, `the order of ${id}`);
      }
    } else if (op.op === "delete") {
      for (const id of op.ids) mine(shapes.get(id)?.by, `${id} by deleting it`);
    } else if (op.op === "restore") {
      mine(dead.get(op.shape.id), `the deletion of ${op.shape.id}`);
    }
  }
}
