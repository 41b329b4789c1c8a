/**
 * A fault that somebody might make, put in on purpose: it shows that the simulation would find it.
 *
 * @module
 */

import type { PlanOptions } from "../plan.ts";

/** A fault, and how to put it in and take it out again. */
export interface Fault {
  /** For the command line. */
  readonly name: string;
  /** What is wrong, and who gets it wrong if somebody does. */
  readonly what: string;
  /** The kind of world in which it can show at all. */
  readonly plan?: PlanOptions;
  /** Puts it in; the result takes it out. */
  readonly inject: () => () => void;
}

type Method = (this: never, ...args: never[]) => unknown;

/**
 * Puts another method in the place of one that an object, or all of a class, has.
 *
 * @param replace makes the new method of the old one.
 * @returns what puts the old one back.
 */
export function patch<T extends object, K extends keyof T>(
  target: T,
  name: K,
  replace: (original: T[K] & Method) => unknown,
): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(target, name);
  if (descriptor === undefined) {
    throw new TypeError(`Cannot replace ${String(name)}: it is not there`);
  }
  const { value, get } = descriptor;
  const next = replace(value ?? get);
  Object.defineProperty(
    target,
    name,
    get === undefined
      ? { ...descriptor, value: next }
      : { ...descriptor, get: next as () => unknown },
  );
  return () => Object.defineProperty(target, name, descriptor);
}
