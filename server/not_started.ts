/**
 * Why a server does not start, for who starts it.
 *
 * @module
 */

import type { Config } from "./config.ts";

/** What is wrong, and what to do. */
export function reasonOf(error: unknown, { host, port }: Config): string {
  const { code, message } = error as { code?: string; message?: string };
  switch (code) {
    case "EADDRINUSE":
      return `port ${port} is in use; stop what listens there, or choose another with --port`;
    case "EACCES":
      return `port ${port} may not be used by you; choose one above 1023 with --port`;
    case "EADDRNOTAVAIL":
    case "EINVAL":
    case "ENOTFOUND":
      return `${host} is not an address of this machine; choose another with --host`;
    default:
      return message ?? String(error);
  }
}
