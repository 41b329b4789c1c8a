/**
 * A worker that opens the database that it is told of, and tells its epoch; for tests.
 *
 * @module
 */

import { openInPlace } from "../sqlite/database_place.ts";

interface Scope {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(message: unknown): void;
}

const scope = self as unknown as Scope;

scope.onmessage = ({ data: path }) => {
  const settings = { path, busyMs: 10_000, maxBytes: null };
  try {
    const { db, place } = openInPlace({ ...settings, synchronous: "normal" });
    const meta = db.prepare("select epoch from meta").get();
    db.close();
    place.close();
    scope.postMessage(meta!.epoch);
  } catch (error) {
    scope.postMessage(String(error));
  }
};
