/**
 * A room as somebody builds it who knows the rules and none of our code (E3–E15, P3, P4, P6).
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import type { Message } from "./wire.ts";

/** Live shapes by id, kept up by snapshots, deltas and events. */
export class Replica {
  shapes = new Map<string, Message>();
  seq = 0;
  #dead = new Set<string>();
  #pages: Message[] = [];

  /** Ids that were deleted, as far as this replica has heard. */
  get dead(): string[] {
    return [...this.#dead];
  }

  /** Takes in a page of a snapshot or delta; the content is `true` when the last is there. */
  page(message: Message): boolean {
    assertEquals(message.page, this.#pages.length, "pages come in order");
    this.#pages.push(message);
    if (!message.last) return false;
    const pages = this.#pages;
    this.#pages = [];
    if (message.type === "snapshot") {
      this.shapes = new Map(
        pages.flatMap(({ shapes }) => shapes).map((shape) => [shape.id, shape]),
      );
      this.seq = message.seq;
      return true;
    }
    assertEquals(message.from, this.seq, "a delta begins where the replica is");
    for (const { added, modified, deleted } of pages) {
      for (const shape of added) this.shapes.set(shape.id, shape);
      for (const { id, props, ...server } of modified) {
        this.shapes.set(id, { ...this.shapes.get(id), ...props, ...server });
      }
      for (const id of deleted) {
        this.shapes.delete(id);
        this.#dead.add(id);
      }
    }
    this.seq = message.to;
    return true;
  }

  /** Forgets pages whose rest was lost with the line. */
  interrupted(): void {
    this.#pages = [];
  }

  /** Applies an event; one that is known is skipped. */
  apply(event: Message): void {
    if (event.seq <= this.seq) return;
    assertEquals(event.seq, this.seq + 1, "events have no holes");
    const changed = new Set<string>();
    for (const op of event.ops) this.#op(op, changed);
    for (const id of changed) {
      const { seq, userId: updatedBy, at: updatedAt } = event;
      this.#set(id, { seq, updatedBy, updatedAt });
    }
    this.seq = event.seq;
    for (const { id, start, end } of this.shapes.values()) {
      for (const target of [start?.id, end?.id]) {
        assert(!target || this.shapes.has(target), `${id} holds a dead shape`);
      }
    }
  }

  /** Everything, in one text that is equal for equal rooms. */
  canonical(): string {
    const shapes = [...this.shapes.values()].map((shape) =>
      Object.fromEntries(
        Object.entries(shape).sort(([a], [b]) => a < b ? -1 : 1),
      )
    );
    shapes.sort((a, b) => String(a.id) < String(b.id) ? -1 : 1);
    return JSON.stringify([this.seq, shapes], null, 1);
  }

  #op(op: Message, changed: Set<string>): void {
    const change = (id: string, props: Message) => {
      const { version } = this.shapes.get(id);
      this.#set(id, { ...props, version: version + 1 });
      changed.add(id);
    };
    switch (op.op) {
      case "create":
      case "restore": {
        const { id } = op.shape;
        assert(!this.shapes.has(id), `${id} is alive already`);
        assert(op.op === "restore" || !this.#dead.has(id), `${id} rose again`);
        this.shapes.set(id, op.shape);
        this.#dead.delete(id);
        return;
      }
      case "set":
        return change(op.id, op.props);
      case "move":
        for (const id of op.ids) {
          const { x, y } = this.shapes.get(id);
          change(id, { x: x + op.dx, y: y + op.dy });
        }
        return;
      case "delete":
        for (const id of op.ids) {
          assert(this.shapes.delete(id), `${id} is not there to be deleted`);
          this.#dead.add(id);
          changed.delete(id);
        }
        return;
      case "order":
        for (const [id, z] of op.keys) change(id, { z });
        for (const [id, z] of op.rekeyed ?? []) this.#set(id, { z });
        return;
      default:
        throw new Error(`nobody told of ${op.op}`);
    }
  }

  #set(id: string, props: Message): void {
    assert(this.shapes.has(id), `${id} is not there`);
    this.shapes.set(id, { ...this.shapes.get(id), ...props });
  }
}
