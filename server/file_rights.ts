/**
 * Rights that a server needs to start, and not to run.
 *
 * @module
 */

/**
 * Gives up the right to read and write files, for the whole process and for good. A database that
 * is open stays open; no other file, and no worker, can be opened any more.
 */
export function dropFileRights(): void {
  for (const name of ["read", "write"] as const) {
    Deno.permissions.revokeSync({ name });
  }
}
