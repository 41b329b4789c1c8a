/**
 * The store's worker, but for tests: told to, it dies before or after its next write.
 *
 * @module
 */

import { requestOf } from "../sqlite/worker/append_message.ts";
import type { Message } from "../sqlite/worker/sqlite_messages.ts";
import { SqliteSession } from "../sqlite/worker/sqlite_session.ts";

/** What a test tells it: when to die. */
export type Doom = { doom: "before_write" | "after_write" };

interface Scope {
  onmessage: ((event: MessageEvent<Message | Doom>) => void) | null;
  postMessage(message: unknown): void;
}

const scope = self as unknown as Scope;
const session = new SqliteSession();
let doom: Doom["doom"] | null = null;

scope.onmessage = ({ data }) => {
  if ("doom" in data) {
    doom = data.doom;
    return;
  }
  const request = requestOf(data);
  const dies = doom !== null && request.kind === "write";
  if (dies && doom === "before_write") throw new Error("doomed");
  const reply = session.answer(request);
  if (dies) throw new Error("doomed");
  scope.postMessage(reply);
};
