/**
 * Public names made of secret ones (P1, L6).
 *
 * @module
 */

import { createHash, createHmac } from "node:crypto";

/** Makes names that tell nothing about the secrets they are made of. */
export class Identity {
  readonly #secret: Uint8Array;

  /** @param secret the server's own, kept with its database: names last as long as rooms do. */
  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** The public name of a person: the same for the same `userKey`, or else `clientId`. */
  userId(key: string): string {
    return this.#publicName(`user:${key}`);
  }

  /**
   * The public name of those who come from an address and don't say who they are. No secret
   * gives the same, so that nobody can choose to be another's guest.
   */
  guestId(address: string): string {
    return this.#publicName(`guest:${address}`);
  }

  /** The name under which a client's numbers are kept (E20). */
  clientHash(clientId: string): string {
    return this.#mac(`client:${clientId}`);
  }

  #publicName(text: string): string {
    return `u_${this.#mac(text).slice(0, 22)}`;
  }

  #mac(text: string): string {
    return createHmac("sha256", this.#secret).update(text).digest("base64url");
  }
}

/** A hash by which the same body is known again (E16), whatever the order of its keys. */
export function hashOf(body: unknown): string {
  const text = JSON.stringify(inOrder(body));
  return createHash("sha256").update(text).digest("base64url");
}

// A client that makes its JSON anew for a resend may not keep the order: it means nothing there.
function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const pairs = Object.entries(value)
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([key, part]) => [key, inOrder(part)]);
  // An object still, lest a list of pairs be the same.
  return { pairs };
}
