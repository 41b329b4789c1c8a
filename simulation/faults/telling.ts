/**
 * Faults of how clients are told what happened, and of what they make of it.
 *
 * @module
 */

import { MemberList } from "../../server/room/members/member_list.ts";
import { Room } from "../../server/room/room.ts";
import { encode, type Frame } from "../../server/ws/frame.ts";
import { NativeVoice } from "../../server/ws/native/native_voice.ts";
import { ChatVoice } from "../../server/ws/chat/chat_voice.ts";
import { SendQueue } from "../../server/ws/send_queue.ts";
import type { CommittedNotice } from "../../server/ws/feed.ts";
import { Outbox } from "../../shared/client/outbox/outbox.ts";
import { TextCarrier } from "../../shared/client/replica/text_carrier.ts";
import { Replica } from "../../shared/client/replica/replica.ts";
import type { Document } from "../../shared/document/document.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { ServerMessage } from "../../shared/schema/server_message.ts";
import { OutboxDisk } from "../world/outbox_disk.ts";
import { type Fault, patch } from "./fault.ts";

const decoder = new TextDecoder();

/** Told wrongly, or taken wrongly. */
export const TELLING_FAULTS: readonly Fault[] = [
  {
    name: "delta without deletions",
    what: "who comes back does not learn what was deleted meanwhile",
    inject: () =>
      patch(
        NativeVoice.prototype,
        "delta",
        (delta: NativeVoice["delta"]) =>
          function* (this: NativeVoice, document: Document, from: number) {
            for (const frame of delta.call(this, document, from)) {
              yield amended(frame, (message) => {
                if (message.type === "delta") message.deleted = [];
              });
            }
          },
      ),
  },
  {
    name: "snapshot without its tail",
    what: "a snapshot lacks what was changed last",
    inject: () =>
      patch(
        NativeVoice.prototype,
        "snapshot",
        (snapshot: NativeVoice["snapshot"]) =>
          function* (this: NativeVoice, document: Document) {
            for (const frame of snapshot.call(this, document)) {
              yield amended(frame, (message) => {
                if (message.type !== "snapshot") return;
                message.shapes = message.shapes.filter(({ seq }) =>
                  seq < message.seq
                );
              });
            }
          },
      ),
  },
  {
    name: "half a transaction",
    what: "of an event with several operations, the last one is not told",
    inject: () =>
      patch(
        NativeVoice.prototype,
        "events",
        (events: NativeVoice["events"]) =>
          function (this: NativeVoice, notice: CommittedNotice) {
            return events.call(this, notice).map((frame) =>
              amended(frame, (message) => {
                if (message.type !== "events") return;
                for (const { ops } of message.events) {
                  if (ops.length > 1) ops.pop();
                }
              })
            );
          },
      ),
  },
  {
    name: "guests not told of deletions",
    what: "clients of the first design keep what was deleted",
    inject: () =>
      patch(
        ChatVoice.prototype,
        "events",
        (events: ChatVoice["events"]) =>
          function (this: ChatVoice, notice: CommittedNotice) {
            return events.call(this, notice).filter((frame) =>
              !decoder.decode(frame).includes('{\\"deleted\\"')
            );
          },
      ),
  },
  {
    name: "restart renumbers",
    what: "a client that was killed sends again under new numbers",
    inject: () =>
      patch(
        OutboxDisk.prototype,
        "load",
        (load: OutboxDisk["load"]) =>
          function (this: OutboxDisk) {
            const outbox = load.call(this);
            const txs = outbox.txs.map((tx) => ({ ...tx, cseq: null }));
            return { ...outbox, txs };
          },
      ),
  },
  {
    name: "reconnect forgets",
    what:
      "what was sent and not answered when the line broke is not sent again",
    inject: () =>
      patch(
        Outbox.prototype,
        "joined",
        (joined: Outbox["joined"]) =>
          function (this: Outbox, epoch: string, lastCseq: number) {
            const answered = joined.call(this, epoch, lastCseq);
            for (const { cseq } of [...this.unanswered]) {
              if (cseq !== null) this.answered(cseq);
            }
            return answered;
          },
      ),
  },
  {
    name: "typing on is lost",
    what:
      "what is typed while an earlier edit waits does not become part of it",
    inject: () =>
      patch(
        Replica.prototype,
        "amend",
        () =>
          function (this: Replica, key: number) {
            // As if nothing had been withdrawn: nobody has such a key.
            return this.dropped(-key - 1);
          },
      ),
  },
  {
    name: "another's place",
    what: "what came to nothing is taken for the event at the head",
    inject: () =>
      patch(
        Replica.prototype,
        "acked",
        (acked: Replica["acked"]) =>
          function (this: Replica, key: number, seq: number) {
            return acked.call(this, key, seq, true);
          },
      ),
  },
  {
    name: "typing stays where it was guessed",
    what:
      "what was typed on does not go with the letters of an edit that came to stand elsewhere",
    plan: { typing: true, steps: { least: 20, most: 50 } },
    inject: () => {
      const outs = [
        patch(TextCarrier.prototype, "land", () => () => {}),
        patch(TextCarrier.prototype, "follow", () => () => {}),
        patch(TextCarrier.prototype, "fit", () => () => {}),
      ];
      return () => outs.forEach((out) => out());
    },
  },
  {
    name: "event before its answer",
    what:
      "who has come over from another server is told of their own event as if it were another's",
    plan: { typing: true, servers: 2, steps: { least: 30, most: 70 } },
    inject: () => patch(MemberList.prototype, "clientsOf", () => () => []),
  },
  {
    name: "places kept quiet",
    what:
      "who comes back does not learn which of their transactions the content holds",
    plan: { typing: true, steps: { least: 20, most: 50 } },
    inject: () => patch(Room.prototype, "placed", () => () => []),
  },
  {
    name: "places mixed up",
    what: "who comes back takes another's event for their own",
    plan: { typing: true, steps: { least: 20, most: 50 } },
    inject: () =>
      patch(
        Replica.prototype,
        "expect",
        (expect: Replica["expect"]) =>
          function (this: Replica, placed: ReadonlyMap<number, number>) {
            const mixed = [...placed].map(([key, seq]) =>
              [key, Math.max(1, seq - 1)] as const
            );
            return expect.call(this, new Map(mixed));
          },
      ),
  },
  {
    name: "events out of turn",
    what: "a client takes events in that do not join what it has",
    inject: () =>
      patch(
        Replica.prototype,
        "onEvents",
        (take: Replica["onEvents"]) =>
          function (this: Replica, events: readonly RoomEvent[]) {
            const { seq } = this.confirmed;
            return take.call(
              this,
              events.map((event, i) =>
                event.seq > seq && events[0]!.seq === seq + 1
                  ? { ...events.at(-1 - i)!, seq: event.seq }
                  : event
              ),
            );
          },
      ),
  },
  {
    name: "no bound on a stalled reader",
    what:
      "what a reader does not read is held, however much it gets (y-websocket)",
    plan: { floods: true, steps: { least: 30, most: 60 } },
    inject: () => patch(SendQueue.prototype, "isBehind", () => () => false),
  },
];

function amended(
  frame: Frame,
  amend: (message: ServerMessage) => void,
): Frame {
  const message = JSON.parse(decoder.decode(frame)) as ServerMessage;
  amend(message);
  return encode(message);
}
