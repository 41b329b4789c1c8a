/**
 * How a contestant tells that it listens.
 *
 * @module
 */

import type { AddressInfo } from "node:net";

/** Prints the line that whoever started the process waits for. */
export function sayListening(address: AddressInfo | string | null): void {
  if (address === null || typeof address === "string") {
    throw new TypeError("Cannot bench: the server has no port");
  }
  // deno-lint-ignore no-console
  console.log(`listening on ws://127.0.0.1:${address.port}`);
}
