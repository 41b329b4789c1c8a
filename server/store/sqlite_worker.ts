/**
 * The thread in which SQLite lives: a slow disk or another process's lock stops it, and never
 * the event loop that serves people (E17).
 *
 * @module
 */

import type { Numbered } from "./sqlite_messages.ts";
import { SqliteSession } from "./sqlite_session.ts";

interface Scope {
  onmessage: ((event: MessageEvent<Numbered>) => void) | null;
  postMessage(message: unknown): void;
}

const scope = self as unknown as Scope;
const session = new SqliteSession();

scope.onmessage = ({ data }) => scope.postMessage(session.answer(data));
