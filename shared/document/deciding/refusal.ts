/**
 * How the rule of an operation says no.
 *
 * @module
 */

import type { NackBody } from "../../schema/op.ts";

/** Thrown while a transaction is decided: it is refused, whole. */
export class Refusal {
  constructor(readonly nack: NackBody) {}
}

/** Refuses the transaction: what was asked for makes no sense, and why. */
export function invalid(path: string, message: string): never {
  throw new Refusal({ code: "invalid", message, path });
}
