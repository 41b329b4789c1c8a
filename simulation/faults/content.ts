/**
 * Faults of how a client takes its content in, which comes in pages over lines that break; and of
 * what it makes of what is typed meanwhile.
 *
 * @module
 */

import { Submissions } from "../../shared/client/outbox/submissions.ts";
import type { OutboxRecord } from "../../shared/client/outbox/outbox_store.ts";
import type { SnapshotPage } from "../../shared/client/replica/content_loader.ts";
import { Replica } from "../../shared/client/replica/replica.ts";
import { TYPING } from "../checks/life.ts";
import { OutboxDisk } from "../world/outbox_disk.ts";
import { type Fault, patch } from "./fault.ts";

const piecemeal = { piecemeal: true };

/** Taken for whole, or for one, what is not. */
export const CONTENT_FAULTS: readonly Fault[] = [
  {
    name: "half a snapshot",
    what: "who lost the line while the room came asks for what came since only",
    plan: piecemeal,
    inject: () =>
      patch(
        Replica.prototype,
        "onSnapshotPage",
        (take: Replica["onSnapshotPage"]) =>
          function (this: Replica, page: SnapshotPage) {
            const change = take.call(this, page);
            if (!page.last) {
              Object.defineProperty(this, "loaded", {
                value: true,
                configurable: true,
              });
            } else {
              delete (this as { loaded?: boolean }).loaded;
            }
            return change;
          },
      ),
  },
  {
    name: "steps run together",
    what: "what is typed on after a step has ended becomes part of that step",
    plan: piecemeal,
    inject: () =>
      patch(
        Submissions.prototype,
        "submit",
        (submit: Submissions["submit"]) =>
          function (
            this: Submissions,
            ...[work, group]: Parameters<Submissions["submit"]>
          ) {
            const last = this.outbox.unanswered.at(-1);
            const isTyping = group?.startsWith(TYPING) && last?.cseq === null &&
              last.group?.startsWith(TYPING);
            return submit.call(this, work, isTyping ? last.group : group);
          },
      ),
  },
  {
    name: "seen by typing on",
    what:
      "what a box was set to while typing counts as set when the typing ended",
    plan: { piecemeal: true, typing: true, steps: { least: 20, most: 50 } },
    inject: () =>
      patch(
        Submissions.prototype,
        "submit",
        (submit: Submissions["submit"]) =>
          function (
            this: Submissions,
            ...asked: Parameters<Submissions["submit"]>
          ) {
            const submitted = submit.call(this, ...asked);
            const last = this.outbox.unanswered.at(-1);
            if (last?.cseq === null && this.replica.loaded) {
              const { ops, texts, key } = last;
              const base = this.replica.confirmed.seq;
              this.outbox.amend(key, { ops, texts, base });
            }
            return submitted;
          },
      ),
  },
  {
    name: "typing on is not kept",
    what: "who is killed while typing loses what was typed on",
    plan: { typing: true, restarts: true },
    inject: () =>
      patch(
        OutboxDisk.prototype,
        "write",
        (write: OutboxDisk["write"]) =>
          function (this: OutboxDisk, records: readonly OutboxRecord[]) {
            const waiting = new Set(
              this.txs.filter(({ cseq }) => cseq === null)
                .map(({ key }) => key),
            );
            const [first] = records;
            const isTypedOn = records.length === 1 && first!.kind === "put" &&
              first!.tx.cseq === null && waiting.has(first!.tx.key);
            return write.call(this, isTypedOn ? [] : records);
          },
      ),
  },
];
