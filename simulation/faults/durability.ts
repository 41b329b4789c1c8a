/**
 * Faults of what is told when, and of what is kept.
 *
 * @module
 */

import { Committer } from "../../server/room/committer.ts";
import { Room } from "../../server/room/room.ts";
import type { RoomEffect, RoomInput } from "../../server/room/room_message.ts";
import { MemoryStore } from "../../server/store/memory/memory_store.ts";
import type { Append, AppendOutcome } from "../../server/store/store.ts";
import { apply } from "../../shared/document/apply.ts";
import { type Fault, patch } from "./fault.ts";

type Wanted = Parameters<Committer["append"]>;
type Handle = (this: Room, input: RoomInput) => RoomEffect[];

/** Told too early, or not kept. */
export const DURABILITY_FAULTS: readonly Fault[] = [
  {
    name: "ack before commit",
    what: "the author is told before the commit (Hocuspocus)",
    inject: () =>
      patch(
        Committer.prototype,
        "append",
        (append: Committer["append"]) =>
          function (
            this: Committer,
            ...wanted: Wanted
          ): Promise<AppendOutcome> {
            void append.apply(this, wanted);
            return Promise.resolve({ kind: "committed" });
          },
      ),
  },
  {
    name: "event before commit",
    what: "the others are told before the commit",
    inject: () =>
      patch(
        Room.prototype,
        "handle",
        (handle: Handle) =>
          function (this: Room, input: RoomInput): RoomEffect[] {
            let { document } = this;
            return handle.call(this, input).flatMap((effect): RoomEffect[] => {
              if (effect.type !== "append") return [effect];
              const entries = effect.append.events.map(({ event }) => {
                document = apply(document, event).document;
                return { event, document };
              });
              return entries.length === 0
                ? [effect]
                : [{ type: "committed", entries }, effect];
            });
          },
      ),
  },
  {
    name: "answers not kept",
    what: "answers are not written with their events: a restart knows of none",
    inject: () =>
      patch(
        MemoryStore.prototype,
        "append",
        (append: MemoryStore["append"]) =>
          function (this: MemoryStore, appends: readonly Append[]) {
            const bare = appends.map((one) => ({ ...one, answers: [] }));
            return append.call(this, bare);
          },
      ),
  },
  {
    name: "numbers forgotten",
    what: "what the store remembers of a client is not read when it joins",
    inject: () =>
      patch(
        MemoryStore.prototype,
        "readClient",
        () => () => Promise.resolve({ lastCseq: 0, answers: [] }),
      ),
  },
  {
    name: "moved taken for committed",
    what: "two servers on one store: who was too late does not try again",
    plan: { servers: 2 },
    inject: () => treatAsCommitted("moved"),
  },
  {
    name: "unknown taken for committed",
    what: "a commit whose end nobody saw is believed in",
    inject: () => treatAsCommitted("unknown"),
  },
  {
    name: "resend applied twice",
    what: "a number that was answered already is decided again",
    inject: () =>
      patch(
        Room.prototype,
        "handle",
        (handle: Handle) =>
          function (this: Room, input: RoomInput): RoomEffect[] {
            if (input.type !== "txs") return handle.call(this, input);
            const submissions = input.submissions.map((each) =>
              each.client !== null && each.cseq <= this.lastCseq(each.client)
                ? { ...each, client: null }
                : each
            );
            return handle.call(this, { ...input, submissions });
          },
      ),
  },
];

function treatAsCommitted(kind: AppendOutcome["kind"]): () => void {
  return patch(
    Committer.prototype,
    "append",
    (append: Committer["append"]) =>
      async function (
        this: Committer,
        ...wanted: Wanted
      ): Promise<AppendOutcome> {
        const outcome = await append.apply(this, wanted);
        return outcome.kind === kind ? { kind: "committed" } : outcome;
      },
  );
}
