/**
 * What a log means, told a second time and more simply: maps of registers that each event
 * writes. Shares no code with the engine, so that both must be wrong in the same way for an
 * error to go unseen.
 *
 * @module
 */

import type { CanonicalOp, RoomEvent } from "../../shared/schema/event.ts";
import type { RegisterState, TextEdit } from "../../shared/schema/op.ts";
import {
  type PropertyName,
  type RegisterName,
  registerOf,
} from "../../shared/schema/properties.ts";
import { registersOf, type Shape } from "../../shared/schema/shape.ts";

/** One register. */
export interface ModelRegister {
  readonly seq: number;
  readonly by: string;
  /** Has nothing but the transaction that created the shape written it? */
  readonly isAsCreated: boolean;
  readonly value: Readonly<Record<string, unknown>>;
}

/** One live shape. */
export interface ModelShape {
  readonly type: Shape["type"];
  readonly born: number;
  readonly isRestored: boolean;
  readonly version: number;
  /** The last change of it, and whose it was. */
  readonly seq: number;
  readonly by: string;
  readonly registers: ReadonlyMap<RegisterName, ModelRegister>;
}

/** One deleted shape. */
export interface ModelDeath {
  readonly seq: number;
  readonly by: string;
  /** As it was just before. */
  readonly shape: ModelShape;
}

/** A room, as its log tells it. */
export class Model {
  readonly shapes = new Map<string, ModelShape>();
  /** What is dead, as it was when it died. */
  readonly dead = new Map<string, ModelDeath>();

  /**
   * Takes in an event.
   *
   * @returns what is wrong with it, or `null`.
   */
  apply(event: RoomEvent): string | null {
    for (const op of event.ops) {
      const flaw = this.#apply(op, event);
      if (flaw !== null) return flaw;
    }
    return this.#loose();
  }

  /** Ids from back to front. */
  get stack(): string[] {
    const places = [...this.shapes].map(([id, { registers }]) => ({
      id,
      z: String(registers.get("z")!.value.z),
    }));
    return places
      .sort((a, b) => a.z === b.z ? (a.id < b.id ? -1 : 1) : a.z < b.z ? -1 : 1)
      .map(({ id }) => id);
  }

  /** A line that is bound to what is not there, if there is one (E3). */
  #loose(): string | null {
    for (const [id, { registers }] of this.shapes) {
      for (const end of ["start", "end"] as const) {
        const binding = registers.get(end)?.value[end] as
          | { id: string }
          | null
          | undefined;
        if (!binding || this.shapes.has(binding.id)) continue;
        return `${id} is bound to ${binding.id}, which is not live`;
      }
    }
    return null;
  }

  /** What an event overwrites that its author, at `base`, had not seen (E18). */
  overrode(event: RoomEvent, base: number): RegisterState[] {
    const found = new Map<string, RegisterState>();
    for (const [id, name] of written(event.ops)) {
      const register = this.shapes.get(id)?.registers.get(name);
      if (register === undefined || register.isAsCreated) continue;
      const { seq, by, value } = register;
      if (seq <= base || by === event.userId) continue;
      const size = new TextEncoder().encode(JSON.stringify(value)).length;
      const state = { id, register: name, seq, userId: by };
      found.set(`${id} ${name}`, size > 1_024 ? state : { ...state, value });
    }
    return [...found.values()];
  }

  #apply(op: CanonicalOp, event: RoomEvent): string | null {
    switch (op.op) {
      case "create":
        if (this.dead.has(op.shape.id)) return `${op.shape.id} is dead`;
        return this.#insert(op.shape, event, false);
      case "restore": {
        const death = this.dead.get(op.shape.id);
        if (death === undefined) return `${op.shape.id} is not dead`;
        return this.#insert(op.shape, event, true) ??
          differing(death.shape, this.shapes.get(op.shape.id)!);
      }
      case "set": {
        const type = this.shapes.get(op.id)?.type;
        const half = type &&
          Object.keys(op.props).find((name) =>
            registersOf(type).get(registerOf(name as PropertyName))
              ?.some((part) => !(part in op.props))
          );
        if (half) return `${half} of ${op.id} is half a register`;
        return this.#write(op.id, op.props, event);
      }
      case "move": {
        for (const id of op.ids) {
          const { x, y } = this.#value(id, "pos") as { x: number; y: number };
          const flaw = this.#write(id, { x: x + op.dx, y: y + op.dy }, event);
          if (flaw !== null) return flaw;
        }
        return null;
      }
      case "text": {
        const { text } = this.#value(op.id, "text") as { text: string };
        return this.#write(op.id, { text: edited(text, op.edit) }, event);
      }
      case "delete": {
        for (const id of op.ids) {
          const shape = this.shapes.get(id);
          if (shape === undefined) return `${id} is not live`;
          this.shapes.delete(id);
          this.dead.set(id, { seq: event.seq, by: event.userId, shape });
        }
        return null;
      }
      case "order": {
        for (const [id, z] of op.keys) {
          const flaw = this.#write(id, { z }, event);
          if (flaw !== null) return flaw;
        }
        for (const [id, z] of op.rekeyed ?? []) this.#rekey(id, z);
        return null;
      }
    }
  }

  #insert(shape: Shape, event: RoomEvent, isRestored: boolean): string | null {
    const { id, type, version } = shape;
    if (this.shapes.has(id)) return `${id} is live already`;
    this.dead.delete(id);
    const { seq, userId: by } = event;
    const properties = shape as unknown as Record<string, unknown>;
    const registers = new Map<RegisterName, ModelRegister>();
    for (const [name, parts] of registersOf(type)) {
      const value = Object.fromEntries(parts.map((part) => [
        part,
        properties[part],
      ]));
      registers.set(name, { seq, by, isAsCreated: !isRestored, value });
    }
    const born = seq;
    this.shapes.set(id, {
      type,
      born,
      isRestored,
      version,
      seq,
      by,
      registers,
    });
    return null;
  }

  #write(
    id: string,
    props: Readonly<Record<string, unknown>>,
    { seq, userId: by }: RoomEvent,
  ): string | null {
    const shape = this.shapes.get(id);
    if (shape === undefined) return `${id} is not live`;
    const registers = new Map(shape.registers);
    for (const [property, part] of Object.entries(props)) {
      const name = registerOf(property as PropertyName);
      const before = registers.get(name);
      if (before === undefined) return `${shape.type} ${id} has no ${name}`;
      const isAsCreated = seq === shape.born && !shape.isRestored;
      const value = { ...before.value, [property]: part };
      registers.set(name, { seq, by, isAsCreated, value });
    }
    const version = shape.version + 1;
    this.shapes.set(id, { ...shape, registers, version, seq, by });
    return null;
  }

  #rekey(id: string, z: string): void {
    const shape = this.shapes.get(id)!;
    const before = shape.registers.get("z")!;
    const registers = new Map(shape.registers);
    registers.set("z", { ...before, value: { z } });
    this.shapes.set(id, { ...shape, registers });
  }

  #value(id: string, name: RegisterName): Readonly<Record<string, unknown>> {
    return this.shapes.get(id)?.registers.get(name)?.value ?? {};
  }
}

/** What a restored shape has that it had not when it died, but for its place and its ties. */
function differing(before: ModelShape, after: ModelShape): string | null {
  if (after.version !== before.version + 1) return "a version is lost";
  for (const [name, { value }] of before.registers) {
    if (/^(z|points|start|end)$/.test(name)) continue;
    const now = after.registers.get(name)?.value;
    if (JSON.stringify(now) !== JSON.stringify(value)) {
      return `${name} comes back as ${JSON.stringify(now)}, and was ${
        JSON.stringify(value)
      }`;
    }
  }
  return null;
}

function* written(
  ops: readonly CanonicalOp[],
): Generator<[id: string, register: RegisterName]> {
  for (const op of ops) {
    if (op.op === "set") {
      for (const name of Object.keys(op.props)) {
        yield [op.id, registerOf(name as PropertyName)];
      }
    } else if (op.op === "order") {
      for (const [id] of op.keys) yield [id, "z"];
    }
  }
}

/** A text after an edit, code point by code point. */
export function edited(text: string, edit: TextEdit): string {
  const points = [...text];
  let at = 0;
  let after = "";
  for (const part of edit) {
    if (typeof part === "string") after += part;
    else if (typeof part === "number") {
      after += points.slice(at, at + part).join("");
      at += part;
    } else at += part.d;
  }
  return after + points.slice(at).join("");
}

/** The code points that an edit puts into a text, and those that it takes out of it. */
export function touchedPoints(
  text: string,
  edit: TextEdit,
): { inserted: string[]; deleted: string[] } {
  const points = [...text];
  const inserted: string[] = [], deleted: string[] = [];
  let at = 0;
  for (const part of edit) {
    if (typeof part === "string") inserted.push(...part);
    else if (typeof part === "number") at += part;
    else {
      deleted.push(...points.slice(at, at + part.d));
      at += part.d;
    }
  }
  return { inserted, deleted };
}
