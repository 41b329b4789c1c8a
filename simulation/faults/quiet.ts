/**
 * Faults after which all drawings agree: what goes wrong is what people are told, or what never comes
 * to its end.
 *
 * @module
 */

import { FairQueue } from "../../server/room/deciding/fair_queue.ts";
import { ClientMemory } from "../../server/room/deciding/client_memory.ts";
import { ChatLog } from "../../server/room/members/chat_log.ts";
import { RoomHost } from "../../server/room/room_host.ts";
import type { Submission } from "../../server/room/room_message.ts";
import { type NumberedTx, Outbox } from "../../shared/client/outbox/outbox.ts";
import { TxSender } from "../../shared/client/outbox/tx_sender.ts";
import { Absorbed } from "../../shared/client/replica/absorbed.ts";
import { restore } from "../../shared/document/ops/restore.ts";
import { type Fault, patch } from "./fault.ts";

/** Answers that are remembered, where it should be 64. */
const FEW = 8;

/** Nobody sees them on a canvas. */
export const QUIET_FAULTS: readonly Fault[] = [
  {
    name: "put back behind what waits",
    what: "what could not be written comes after what came later",
    inject: () =>
      patch(
        FairQueue.prototype,
        "putBack",
        () =>
          function (this: FairQueue<unknown>, items: readonly unknown[]) {
            for (const item of items) this.push(item);
          },
      ),
  },
  {
    name: "few answers kept",
    what: "a number that was answered a little while ago gets no answer",
    plan: { heaps: true },
    inject: () =>
      patch(
        ClientMemory.prototype,
        "get",
        (get: ClientMemory["get"]) =>
          function (this: ClientMemory, client: string) {
            const state = get.call(this, client);
            return state && { ...state, answers: state.answers.slice(-FEW) };
          },
      ),
  },
  {
    name: "the last answer not counted",
    what: "who lost the last answer does under a new number what is done",
    inject: () =>
      patch(
        Outbox.prototype,
        "joined",
        (joined: Outbox["joined"]) =>
          function (this: Outbox, epoch: string, lastCseq: number) {
            return joined.call(this, epoch, Math.max(0, lastCseq - 1));
          },
      ),
  },
  {
    name: "base kept quiet",
    what: "a client does not say what it had seen",
    inject: () =>
      patch(
        TxSender.prototype,
        "send",
        (send: TxSender["send"]) =>
          function (this: TxSender, txs: readonly NumberedTx[]) {
            send.call(this, txs.map((tx) => ({ ...tx, base: null })));
          },
      ),
  },
  {
    name: "groups lost",
    what: "what was done together is not undone together",
    inject: () =>
      patch(
        RoomHost.prototype,
        "take",
        (take: RoomHost["take"]) =>
          function (this: RoomHost, submission: Submission) {
            const { work } = submission;
            take.call(
              this,
              work.kind === "refused"
                ? submission
                : { ...submission, work: { ...work, group: undefined } },
            );
          },
      ),
  },
  {
    name: "restored by its creator",
    what: "a shape that came back tells of its creator, whoever brought it",
    inject: () =>
      patch(
        restore,
        "apply",
        (apply: typeof restore.apply) =>
        (...[document, op, author]: Parameters<typeof restore.apply>) => {
          const shape = { ...op.shape, updatedBy: op.shape.createdBy };
          return apply(document, { ...op, shape }, author);
        },
      ),
  },
  {
    name: "undo waits for ever",
    what: "nobody hears of the answer to what came with the content",
    inject: () => patch(Absorbed.prototype, "add", () => () => {}),
  },
  {
    name: "a later line hides an earlier one",
    what: "a line of another server is taken for known, once one came here",
    plan: { servers: 2 },
    inject: () =>
      patch(
        ChatLog.prototype,
        "completeTo",
        () =>
          function (this: ChatLog) {
            return this.lines.at(-1)?.id ?? 0;
          },
      ),
  },
];
