/**
 * Stamped knowledge of a room as a join semilattice (E8).
 *
 * Whatever two parties know, from whichever parts of one log, they can put together in any
 * order and any number of times, and know the same afterwards: `join` is commutative,
 * associative and idempotent. It is a CRDT whose clock, the `seq`, is handed out by the server,
 * so that no two writes of one register are concurrent, and where stamps are equal, values are. So
 * the laws hold of what comes from one log in one life of it (its `epoch`), and of nothing else.
 *
 * Order is what one may add: a ⊑ b if a ⊔ b = b. A room only grows in it: state(i) ⊑ state(j) for
 * i ≤ j. An event's effect, and a delta, is a part of the state after it that is not in the one before:
 * state(j) = state(i) ⊔ delta(i, j), as of delta-state CRDTs.
 *
 * The program joins nothing in this general way: this is the model that `apply`, deltas and documents
 * are held against (`join_test.ts`).
 *
 * What is known of one id is ordered by its last birth or death first. A restore stamps every
 * register anew; so of two lives the later one holds, whole, and only within one life are
 * registers compared, each by itself:
 *
 *     dead or alive (seq) › register (seq) › value
 *
 * The pasts of texts are no part of it: they may be forgotten at any time.
 *
 * @see Shapiro, Preguiça, Baquero, Zawirski: Conflict-free Replicated Data Types, 2011; Almeida,
 * Shoker, Baquero: Delta State Replicated Data Types, 2018.
 * @module
 */

import type { RegisterName } from "../../schema/properties.ts";
import { registersOf, type Shape } from "../../schema/shape.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
  registerValue,
  type ShapeRecord,
  type Stamp,
  stampOf,
  type Tombstone,
} from "../document.ts";
import { bury, insertRecord } from "../write.ts";

/** What is known of one register. */
export interface KnownRegister {
  /** When the value came to be: its stamp, or the making of room in the order, if later. */
  readonly at: number;
  readonly stamp: Stamp;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What is known of a live shape. */
export interface KnownLife {
  readonly kind: "alive";
  readonly born: Stamp;
  readonly restored: boolean;
  /** The shape as of its last change; only what is in no register is read from it. */
  readonly shape: Shape;
  /** The last change of it by anybody but its last author. */
  readonly other: number;
  readonly registers: ReadonlyMap<RegisterName, KnownRegister>;
}

/** What is known of a deleted shape. */
export interface KnownDeath {
  readonly kind: "dead";
  readonly tombstone: Tombstone;
}

/** What is known of one id. */
export type Known = KnownLife | KnownDeath;

/** What is known of a room, by id: a stamped document, or a part of one. */
export type Knowledge = ReadonlyMap<string, Known>;

/**
 * What a document tells of everything that happened after `from`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { TestRoom } from "./arbitraries.ts";
 * import { join, knowledgeOf } from "./join.ts";
 *
 * const room = new TestRoom();
 * room.send("u_ana", [{ op: "create", shape: { id: "c", type: "circle" } }]);
 * room.send("u_ben", [{ op: "set", id: "c", props: { color: "red" } }]);
 * const then = knowledgeOf(room.states[1]!), late = knowledgeOf(room.document, 1);
 * assertEquals(join(then, late), knowledgeOf(room.document));
 * ```
 */
export function knowledgeOf(document: Document, from = 0): Knowledge {
  const knowledge = new Map<string, Known>();
  for (const id of document.changes.since(from)) {
    const record = document.shapes.get(id);
    knowledge.set(
      id,
      record === undefined
        ? { kind: "dead", tombstone: document.tombstones.get(id)! }
        : lifeOf(record, from),
    );
  }
  return knowledge;
}

function lifeOf(record: ShapeRecord, from: number): KnownLife {
  const { shape, born, restored, other } = record;
  const registers = new Map<RegisterName, KnownRegister>();
  for (const register of registersOf(shape.type).keys()) {
    const stamp = stampOf(record, register);
    const at = register === "z"
      ? Math.max(stamp.seq, record.rekeyed)
      : stamp.seq;
    if (at > from) {
      const value = registerValue(shape, register);
      registers.set(register, { at, stamp, value });
    }
  }
  return { kind: "alive", born, restored, shape, other, registers };
}

/** All that is known on either side. */
export function join(a: Knowledge, b: Knowledge): Knowledge {
  const all = new Map(a);
  for (const [id, known] of b) {
    const mine = all.get(id);
    all.set(id, mine === undefined ? known : joinKnown(mine, known));
  }
  return all;
}

function joinKnown(a: Known, b: Known): Known {
  const since = lifeline(a) - lifeline(b);
  if (since !== 0) return since > 0 ? a : b;
  if (a.kind === "dead" || b.kind === "dead") return a.kind === "dead" ? a : b;
  const last = a.shape.seq >= b.shape.seq ? a : b;
  const registers = new Map(a.registers);
  for (const [name, register] of b.registers) {
    const mine = registers.get(name);
    if (mine === undefined || mine.at < register.at) {
      registers.set(name, register);
    }
  }
  return { ...last, registers };
}

/** When the present life or death began. */
function lifeline(known: Known): number {
  return known.kind === "dead" ? known.tombstone.seq : known.born.seq;
}

/**
 * The document that knowledge of all of a room's past amounts to.
 *
 * @param seq the last transaction that the knowledge is of.
 * @throws {RangeError} if registers of a live shape are missing.
 */
export function documentOf(knowledge: Knowledge, seq: number): Document {
  let document = EMPTY_DOCUMENT;
  for (const [id, known] of knowledge) {
    document = known.kind === "dead"
      ? bury(document, id, known.tombstone)
      : insertRecord(document, recordOf(known));
  }
  return { ...document, seq };
}

function recordOf(
  { shape, born, restored, other, registers }: KnownLife,
): ShapeRecord {
  const properties: Record<string, unknown> = { ...shape };
  const stamps: Partial<Record<RegisterName, Stamp>> = {};
  for (const name of registersOf(shape.type).keys()) {
    const register = registers.get(name);
    if (register === undefined) {
      throw new RangeError(
        `Cannot make a document: ${name} of ${shape.id} is not known. Join what is older`,
      );
    }
    Object.assign(properties, register.value);
    if (register.stamp.seq !== born.seq) stamps[name] = register.stamp;
  }
  return {
    shape: properties as unknown as Shape,
    born,
    restored,
    stamps,
    other,
    rekeyed: registers.get("z")!.at,
  };
}
