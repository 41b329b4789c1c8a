/**
 * Who asks over HTTP (P25, L6).
 *
 * @module
 */

import type { Identity } from "../identity.ts";
import { HttpError } from "./http_error.ts";
import type { RouteRequest } from "./route.ts";

/**
 * The public name of who asks: `Authorization: Bearer <userKey>` names the same person as that
 * `userKey` in `hello`. Without it, a guest: the same for all requests of one address.
 *
 * @throws {HttpError} 401 if the header can't be followed.
 */
export function personOf(
  { headers, address }: Pick<RouteRequest, "headers" | "address">,
  identity: Identity,
): string {
  const { authorization } = headers;
  if (authorization === undefined) return identity.guestId(address);
  const key = /^Bearer ([\x21-\x7e]{16,256})$/i.exec(authorization)?.[1];
  if (key !== undefined) return identity.userId(key);
  const message =
    "Authorization must be Bearer and a secret of 16 to 256 characters; without it you are a guest";
  throw new HttpError(401, message, { "www-authenticate": "Bearer" });
}
