/**
 * Contents in pages as small as one likes: what only large rooms have, small ones have here, and a
 * line may break between any two pages (P3, P4).
 *
 * @module
 */

import type { ServerMessageOf } from "../../shared/schema/server_message.ts";
import { Message } from "./message.ts";

type Snapshot = ServerMessageOf<"snapshot">;
type Delta = ServerMessageOf<"delta">;

/**
 * A message as its reader gets it: a content that is one page comes in pages of at most `most`
 * entries, all else as it is.
 */
export function inPages(message: Message, most: number): readonly Message[] {
  const { json } = message;
  if (json.type !== "snapshot" && json.type !== "delta") return [message];
  if (json.page !== 0 || !json.last) return [message];
  const pages = json.type === "snapshot"
    ? snapshotPages(json, most)
    : deltaPages(json, most);
  return pages.map((page, i) =>
    Message.from({ ...page, page: i, last: i === pages.length - 1 })
  );
}

function snapshotPages(
  { count, shapes, ...rest }: Snapshot,
  most: number,
): Snapshot[] {
  return cut(shapes, most).map((shapes, i) => ({
    ...rest,
    ...i === 0 && { count },
    shapes,
  }));
}

function deltaPages(delta: Delta, most: number): Delta[] {
  const parts = ["added", "modified", "deleted", "texts"] as const;
  const entries = parts.flatMap((part) =>
    (delta[part] ?? []).map((value) => [part, value] as const)
  );
  return cut(entries, most).map((page) => {
    const of = (part: typeof parts[number]) =>
      page.flatMap(([name, value]) => name === part ? [value] : []);
    const [added, modified, deleted, texts] = parts.map(of);
    return { ...delta, added, modified, deleted, texts } as Delta;
  });
}

/** At most `most` of them each; of nothing there is one empty part. */
function cut<T>(values: readonly T[], most: number): T[][] {
  const count = Math.max(1, Math.ceil(values.length / most));
  return Array.from(
    { length: count },
    (_, i) => values.slice(i * most, (i + 1) * most),
  );
}
