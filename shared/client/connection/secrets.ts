/**
 * Secrets that name a client and a person to the server (P1).
 *
 * @module
 */

import { encodeBase64Url } from "@std/encoding";

/** Fills an array with random bytes, as `crypto.getRandomValues` does. */
export type RandomBytes = (into: Uint8Array<ArrayBuffer>) => void;

const systemRandomBytes: RandomBytes = (into) => {
  crypto.getRandomValues(into);
};

function secret(prefix: string, randomBytes: RandomBytes): string {
  const bytes = new Uint8Array(16);
  randomBytes(bytes);
  return prefix + encodeBase64Url(bytes);
}

/** Makes a `clientId`: 128 random bits that name one outbox with one writer. */
export function makeClientId(
  randomBytes: RandomBytes = systemRandomBytes,
): string {
  return secret("c_", randomBytes);
}

/** Makes a `userKey`: 128 random bits that name a person over all of their clients. */
export function makeUserKey(
  randomBytes: RandomBytes = systemRandomBytes,
): string {
  return secret("k_", randomBytes);
}
