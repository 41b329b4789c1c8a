/**
 * What becomes of each operation, said a second time: from who is alive, who is dead, and who wrote
 * to what when. Against this the results of answers are held, and refusals of conditions.
 *
 * @module
 */

import type { Op, OpOf, OpResult } from "../../shared/schema/op.ts";
import {
  type PropertyName,
  type RegisterName,
  registerOf,
} from "../../shared/schema/properties.ts";
import type { Model, ModelShape } from "./model.ts";

/** Do the conditions hold that a transaction makes (E11)? What is dropped makes none. */
export function conditionsHold(ops: readonly Op[], model: Model): boolean {
  const scene = new Scene(model);
  return ops.every((op) =>
    scene.play(op) === "dropped" || op.op !== "set" ||
    Object.entries(op.if ?? {}).every(([name, most]) =>
      writtenAt(model.shapes.get(op.id), name as RegisterName) <= most
    )
  );
}

/** A result that is not what the rules say. */
export interface WrongResult {
  readonly index: number;
  readonly expected: OpResult;
}

/**
 * The first result that is not what the rules say of a transaction on a room; `null` if there is none.
 *
 * What edits of texts come to is checked where edits are.
 */
export function wrongResult(
  ops: readonly Op[],
  results: readonly OpResult[],
  model: Model,
): WrongResult | null {
  const scene = new Scene(model);
  for (const [index, op] of ops.entries()) {
    const expected = scene.play(op);
    if (expected === null) continue;
    if (JSON.stringify(expected) !== JSON.stringify(sorted(results[index]!))) {
      return { index, expected };
    }
  }
  return null;
}

function sorted(result: OpResult): OpResult {
  return typeof result === "string"
    ? result
    : { skipped: result.skipped.toSorted() };
}

/** Ids that an operation is about and that are not held back, of those that are alive. */
export function keptOf(
  op: OpOf<"move" | "delete" | "order">,
  model: Model,
): string[] {
  const scene = new Scene(model);
  const held = new Set(scene.held(op));
  return [...new Set(op.ids)].filter((id) =>
    model.shapes.has(id) && !held.has(id)
  );
}

/** Who is alive, while a transaction goes on. */
class Scene {
  readonly #before: Model;
  readonly #alive: Set<string>;
  readonly #dead: Set<string>;
  /** Died in this very transaction. */
  readonly #died = new Set<string>();

  constructor(model: Model) {
    this.#before = model;
    this.#alive = new Set(model.shapes.keys());
    this.#dead = new Set(model.dead.keys());
  }

  /** The result of the next operation; `null` if that is not for this to say. */
  play(op: Op): OpResult | null {
    switch (op.op) {
      case "create":
      case "put":
        return this.#create(op);
      case "set":
        return this.#alive.has(op.id) ? skippedOr(this.#heldOf(op)) : "dropped";
      case "text":
        return this.#alive.has(op.id) ? null : "dropped";
      case "move":
        return skippedOr(this.held(op));
      case "delete": {
        const held = this.held(op);
        for (const id of op.ids) if (!held.includes(id)) this.#delete(id);
        return skippedOr(held);
      }
      case "restore":
        return this.#restore(op);
      case "order":
        return this.#isAnchored(op) ? skippedOr(this.held(op)) : "dropped";
    }
  }

  /** Ids that `only` holds back. */
  held(op: OpOf<"move" | "delete" | "order">): string[] {
    const { only } = op;
    if (only === undefined) return [];
    const held = [...new Set(op.ids)].filter((id) => {
      if (!this.#alive.has(id) || id === anchorOf(op)) return false;
      const shape = this.#before.shapes.get(id);
      const at = op.op === "delete"
        ? shape?.seq ?? 0
        : writtenAt(shape, op.op === "move" ? "pos" : "z");
      return at > only;
    });
    if (op.op === "delete") held.push(...this.#heldByLines(op, held));
    return held.sort();
  }

  /** Of what is to be deleted, and is not held back, what lines are tied to that are newer. */
  #heldByLines({ ids, only }: OpOf<"delete">, held: string[]): string[] {
    const doomed = new Set(ids).difference(new Set(held));
    const ends = ["start", "end"] as const;
    return [...doomed].filter((id) =>
      this.#alive.has(id) &&
      [...this.#before.shapes].some(([lineId, line]) => {
        if (doomed.has(lineId) || !this.#alive.has(lineId)) return false;
        const tied = ends.filter((end) => tieOf(line, end) === id);
        return tied.length > 0 &&
          [...tied, "points" as const].some((name) =>
            writtenAt(line, name) > only!
          );
      })
    );
  }

  #create({ op, shape: { id } }: OpOf<"create" | "put">): OpResult {
    if (this.#alive.has(id)) return op === "put" ? "ok" : "exists";
    if (this.#dead.has(id)) return "deleted";
    this.#alive.add(id);
    return "ok";
  }

  #delete(id: string): void {
    if (!this.#alive.delete(id)) return;
    this.#dead.add(id);
    this.#died.add(id);
  }

  #restore({ id, only }: OpOf<"restore">): OpResult {
    if (this.#alive.has(id)) return "ok";
    if (!this.#dead.has(id)) return "dropped";
    const diedAt = this.#died.has(id)
      ? Infinity
      : this.#before.dead.get(id)!.seq;
    if (only !== undefined && diedAt > only) return { skipped: [id] };
    this.#dead.delete(id);
    this.#alive.add(id);
    return "ok";
  }

  #heldOf({ id, props, only = {} }: OpOf<"set">): string[] {
    const shape = this.#before.shapes.get(id);
    const isNewer = (name: RegisterName) =>
      writtenAt(shape, name) > (only[name] ?? Infinity);
    const names = Object.keys(props) as PropertyName[];
    const held = names.filter((name) =>
      isNewer(registerOf(name)) ||
      // To tie an end is to write the points as well.
      ((name === "start" || name === "end") && props[name] !== null &&
        isNewer("points"))
    );
    return [...new Set(held.map(registerOf))].sort();
  }

  #isAnchored(op: OpOf<"order">): boolean {
    const anchor = anchorOf(op);
    return anchor === null || this.#alive.has(anchor);
  }
}

/** The shape beside which an `order` puts others. */
export function anchorOf(op: Op): string | null {
  if (op.op !== "order" || typeof op.to === "string") return null;
  return "above" in op.to ? op.to.above : op.to.below;
}

function skippedOr(held: string[]): OpResult {
  return held.length > 0 ? { skipped: held } : "ok";
}

/** The `seq` that wrote a register before; 0 if the shape was not there. */
function writtenAt(
  shape: ModelShape | undefined,
  name: RegisterName,
): number {
  return shape?.registers.get(name)?.seq ?? 0;
}

/** What an end of a line is tied to. */
function tieOf({ registers }: ModelShape, end: "start" | "end"): string | null {
  const tie = registers.get(end)?.value[end] as { id: string } | null;
  return tie?.id ?? null;
}
