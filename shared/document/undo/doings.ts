/**
 * What events did to each shape, taken together.
 *
 * @module
 */

import type { CanonicalOp, RoomEvent } from "../../schema/event.ts";
import {
  type PropertyName,
  type RegisterName,
  registerOf,
} from "../../schema/properties.ts";
import type { TextChange } from "../document.ts";

/** What became of one shape. */
export interface Doing {
  /** How it ended, if the events say so. */
  life: "born" | "deleted" | null;
  /** Was it brought back on the way? It may have come back otherwise, as with an end untied. */
  isRestored: boolean;
  /** Did it get another order key, by being restacked or by making room? */
  isRekeyed: boolean;
  /** Registers that were written whole. */
  readonly registers: Set<RegisterName>;
  /** What was typed into its text, in order. */
  readonly edits: TextChange[];
}

/** What events did, by shape id, in the order in which shapes are first named. */
export function doingsOf(
  events: readonly RoomEvent[],
): ReadonlyMap<string, Doing> {
  const doings = new Map<string, Doing>();
  for (const event of events) {
    for (const op of event.ops) note(doings, op, event.seq);
  }
  return doings;
}

function doingOf(doings: Map<string, Doing>, id: string): Doing {
  const doing = doings.get(id) ?? {
    life: null,
    isRestored: false,
    isRekeyed: false,
    registers: new Set(),
    edits: [],
  };
  doings.set(id, doing);
  return doing;
}

function note(
  doings: Map<string, Doing>,
  op: CanonicalOp,
  seq: number,
): void {
  const doing = (id: string) => doingOf(doings, id);
  switch (op.op) {
    case "create":
      doing(op.shape.id).life = "born";
      break;
    case "restore":
      Object.assign(doing(op.shape.id), { life: "born", isRestored: true });
      break;
    case "delete":
      for (const id of op.ids) doing(id).life = "deleted";
      break;
    case "set":
      for (const name in op.props) {
        doing(op.id).registers.add(registerOf(name as PropertyName));
      }
      break;
    case "move":
      for (const id of op.ids) doing(id).registers.add("pos");
      break;
    case "order":
      for (const [id] of op.keys) doing(id).registers.add("z");
      for (const [id] of [...op.keys, ...op.rekeyed ?? []]) {
        doing(id).isRekeyed = true;
      }
      break;
    case "text":
      doing(op.id).edits.push({ seq, edit: op.edit });
      break;
  }
}
