/**
 * What of a shape is meant, in a word.
 *
 * @module
 */

import type { RegisterState } from "../../../shared/schema/op.ts";

/** A register, for a person. */
export function wordFor(register: RegisterState["register"]): string {
  switch (register) {
    case "pos":
      return "position";
    case "startHead":
    case "endHead":
      return "arrow head";
    case "groupId":
      return "group";
    case "z":
      return "order";
    default:
      return register;
  }
}
