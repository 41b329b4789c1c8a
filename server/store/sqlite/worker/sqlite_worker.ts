/**
 * The thread in which SQLite lives: a slow disk or another process's lock stops it, and never
 * the event loop that serves people (E17).
 *
 * @module
 */

import type { Message } from "./sqlite_messages.ts";
import { requestOf } from "./append_message.ts";
import { SqliteSession } from "./sqlite_session.ts";

/** Milliseconds between two looks at whether another process has committed: each costs 3 µs. */
const WATCH_MS = 50;

interface Scope {
  onmessage: ((event: MessageEvent<Message>) => void) | null;
  postMessage(message: unknown): void;
}

const scope = self as unknown as Scope;
const session = new SqliteSession();
let looking: ReturnType<typeof setInterval> | null = null;

scope.onmessage = ({ data }) => {
  const request = requestOf(data);
  scope.postMessage(session.answer(request));
  if (request.kind === "watch" || request.kind === "openNotes") {
    looking ??= setInterval(look, WATCH_MS);
  }
};

function look(): void {
  const notice = session.look();
  if (notice !== null) scope.postMessage(notice);
}
