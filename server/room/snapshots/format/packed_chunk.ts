/**
 * A chunk of a snapshot, from format 4 on: shapes and tombstones as short arrays. What most
 * shapes have alike stands once in each chunk: authors, and the values that a kind mostly has.
 *
 * A chunk comes with a checksum (E24), so it is what this program wrote: it is not checked a
 * second time, entry by entry, which would take longer than all the rest.
 *
 * @module
 */

import type {
  ShapeRecord,
  Stamp,
  TextChange,
  Tombstone,
} from "../../../../shared/document/document.ts";
import { type KindName, KINDS } from "../../../../shared/schema/kinds/kinds.ts";
import {
  DEFAULT_STYLE,
  REGISTER_NAMES,
  type RegisterName,
} from "../../../../shared/schema/properties.ts";
import { propertiesOf, type Shape } from "../../../../shared/schema/shape.ts";

/** What is in a chunk. */
export interface ChunkContent {
  readonly records: ShapeRecord[];
  readonly tombstones: (readonly [id: string, tombstone: Tombstone])[];
}

/** The JSON of a chunk. */
interface PackedChunk {
  /** Authors; entries name them by their place in this list. */
  readonly by: readonly string[];
  /** By kind, what its shapes have that do not say otherwise. */
  readonly usual: Readonly<Record<string, Props>>;
  readonly live: readonly PackedLive[];
  readonly dead: readonly (readonly [id: string, ...stamp: PackedStamp])[];
}

type Props = Readonly<Record<string, unknown>>;
type PackedStamp = readonly [seq: number, by: number, other: number];

type PackedLive = readonly [
  id: string,
  kind: string,
  props: Props,
  z: string,
  version: number,
  seq: number,
  createdBy: number,
  createdAt: number,
  updatedBy: number,
  updatedAt: number,
  /** Left out of a shape that is as it was created. */
  past?: PackedPast,
];

interface PackedPast {
  readonly born: PackedStamp;
  readonly restored: boolean;
  /** Registers by the stamp that they share. */
  readonly stamps: readonly (readonly [...PackedStamp, RegisterName[]])[];
  readonly other: number;
  readonly rekeyed: number;
  readonly history?: {
    readonly since: number;
    /** The last two of an undo alone: whose, and of what. */
    readonly changes: readonly (
      readonly [seq: number, edit: unknown, by?: number, undoes?: unknown]
    )[];
  };
}

const USUAL = Object.fromEntries(
  Object.entries(KINDS).map(([kind, { defaults }]) => [
    kind,
    Object.fromEntries(
      Object.entries({ ...defaults, ...DEFAULT_STYLE }).filter(([, value]) =>
        value === null || typeof value !== "object"
      ),
    ),
  ]),
) as Record<KindName, Props>;

/** Puts a chunk together, entry by entry. */
export class ChunkPacker {
  readonly #authors = new Map<string, number>();
  readonly #kinds = new Set<KindName>();
  #live: string[] = [];
  #dead: string[] = [];
  #size = 0;

  /** Code units of the entries so far. */
  get size(): number {
    return this.#size;
  }

  /** Adds a live shape. */
  add(record: ShapeRecord): void {
    this.#kinds.add(record.shape.type);
    const text = JSON.stringify(this.#packed(record));
    this.#live.push(text);
    this.#size += text.length;
  }

  /** Adds a deleted one. */
  bury(id: string, tombstone: Tombstone): void {
    const text = JSON.stringify([id, ...this.#stamp(tombstone)]);
    this.#dead.push(text);
    this.#size += text.length;
  }

  /** The chunk's text; the next entry begins another one. */
  take(): string {
    const by = JSON.stringify([...this.#authors.keys()]);
    const kinds = [...this.#kinds].sort();
    const usual = JSON.stringify(
      Object.fromEntries(kinds.map((kind) => [kind, USUAL[kind]])),
    );
    const live = this.#live.join(","), dead = this.#dead.join(",");
    this.#authors.clear();
    this.#kinds.clear();
    this.#live = [];
    this.#dead = [];
    this.#size = 0;
    return `{"by":${by},"usual":${usual},"live":[${live}],"dead":[${dead}]}`;
  }

  #packed(record: ShapeRecord): PackedLive {
    const { shape } = record;
    const { id, type, z, version, seq, createdAt, updatedAt } = shape;
    const createdBy = this.#author(shape.createdBy);
    const updatedBy = this.#author(shape.updatedBy);
    const props = propsOf(shape);
    return isAsCreated(record)
      ? [
        ...[id, type, props, z, version, seq, createdBy] as const,
        ...[createdAt, updatedBy, updatedAt] as const,
      ]
      : [
        ...[id, type, props, z, version, seq, createdBy] as const,
        ...[createdAt, updatedBy, updatedAt, this.#past(record)] as const,
      ];
  }

  #past(record: ShapeRecord): PackedPast {
    const { restored, other, rekeyed, history } = record;
    return {
      born: this.#stamp(record.born),
      restored,
      stamps: this.#groups(record),
      other,
      rekeyed,
      ...history !== undefined && {
        history: {
          since: history.since,
          changes: history.changes.map(({ seq, edit, undo }) =>
            undo === undefined
              ? [seq, edit] as const
              : [seq, edit, this.#author(undo.by), undo.undoes] as const
          ),
        },
      },
    };
  }

  #groups({ stamps }: ShapeRecord): PackedPast["stamps"] {
    const groups: [...PackedStamp, RegisterName[]][] = [];
    for (const register of REGISTER_NAMES) {
      const stamp = stamps[register];
      if (stamp === undefined) continue;
      const group = groups.find(([seq, , other]) =>
        seq === stamp.seq && other === stamp.other
      );
      if (group === undefined) groups.push([...this.#stamp(stamp), [register]]);
      else group[3].push(register);
    }
    return groups;
  }

  #stamp({ seq, by, other }: Stamp): PackedStamp {
    return [seq, this.#author(by), other];
  }

  #author(userId: string): number {
    const known = this.#authors.get(userId);
    if (known !== undefined) return known;
    this.#authors.set(userId, this.#authors.size);
    return this.#authors.size - 1;
  }
}

/** What a shape has that its kind does not mostly have, in the order of the kind's properties. */
function propsOf(shape: Shape): Props {
  const usual = USUAL[shape.type];
  const values = shape as unknown as Record<string, unknown>;
  const props: Record<string, unknown> = {};
  for (const property of propertiesOf(shape.type)) {
    const value = values[property];
    if (value !== usual[property]) props[property] = value;
  }
  if (shape.alias !== undefined) props.alias = shape.alias;
  return props;
}

/** Has nothing happened to it since it was created? */
function isAsCreated(record: ShapeRecord): boolean {
  const { shape, born, restored, stamps, other, rekeyed, history } = record;
  for (const _ in stamps) return false;
  return born.seq === shape.seq && born.by === shape.createdBy &&
    born.other === 0 && !restored && other === 0 && rekeyed === 0 &&
    history === undefined;
}

/** What is in a chunk that {@linkcode ChunkPacker} made. */
export function unpack({ by, usual, live, dead }: PackedChunk): ChunkContent {
  const stampOf = ([seq, author, other]: PackedStamp): Stamp => ({
    seq,
    by: by[author]!,
    other,
  });
  const recordOf = (packed: PackedLive): ShapeRecord => {
    const [id, type, props, z, version, seq, createdBy] = packed;
    const [, , , , , , , createdAt, updatedBy, updatedAt, past] = packed;
    const shape = {
      id,
      type,
      ...usual[type],
      ...props,
      z,
      version,
      seq,
      createdBy: by[createdBy]!,
      updatedBy: by[updatedBy]!,
      createdAt,
      updatedAt,
    } as unknown as Shape;
    if (past === undefined) {
      const born = { seq, by: shape.createdBy, other: 0 };
      return {
        shape,
        born,
        restored: false,
        stamps: {},
        other: 0,
        rekeyed: 0,
      };
    }
    const { restored, other, rekeyed, history } = past;
    const stamps: Partial<Record<RegisterName, Stamp>> = {};
    for (const [seq, author, other, registers] of past.stamps) {
      const stamp = stampOf([seq, author, other]);
      for (const register of registers) stamps[register] = stamp;
    }
    const born = stampOf(past.born);
    const record = { shape, born, restored, stamps, other, rekeyed };
    if (history === undefined) return record;
    const changes = history.changes.map(([seq, edit, author, undoes]) => ({
      seq,
      edit,
      ...author !== undefined && { undo: { by: by[author]!, undoes } },
    })) as TextChange[];
    return { ...record, history: { since: history.since, changes } };
  };
  return {
    records: live.map(recordOf),
    tombstones: dead.map(([id, ...stamp]) => [id, stampOf(stamp)] as const),
  };
}
