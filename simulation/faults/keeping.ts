/**
 * Faults of what is kept of the past, of keys, and of who is here.
 *
 * @module
 */

import { Identity } from "../../server/identity.ts";
import { Committer } from "../../server/room/committer.ts";
import { ClientMemory } from "../../server/room/deciding/client_memory.ts";
import { Elsewhere } from "../../server/room/members/elsewhere.ts";
import { PresenceBoard } from "../../server/room/members/presence_board.ts";
import { ChunkPacker } from "../../server/room/snapshots/format/packed_chunk.ts";
import type { Append, AppendOutcome } from "../../server/store/store.ts";
import { Outbox } from "../../shared/client/outbox/outbox.ts";
import { Roster } from "../../shared/client/presence/roster.ts";
import { ChangeIndex } from "../../shared/document/indexes/change_index.ts";
import { DocumentBuilder } from "../../shared/document/document_builder.ts";
import { type Fault, patch } from "./fault.ts";

/** Kept too short, too long, or for somebody else. */
export const KEEPING_FAULTS: readonly Fault[] = [
  {
    name: "snapshot without stamps",
    what: "a room that is loaded from a snapshot has forgotten who wrote what",
    inject: () =>
      patch(
        DocumentBuilder.prototype,
        "add",
        (add: DocumentBuilder["add"]) =>
          function (
            this: DocumentBuilder,
            ...[records, tombstones]: Parameters<DocumentBuilder["add"]>
          ) {
            const bare = records.map((one) => ({ ...one, stamps: {} }));
            return add.call(this, bare, tombstones);
          },
      ),
  },
  {
    name: "snapshot without tombstones",
    what: "a room that is loaded from a snapshot has forgotten what is dead",
    inject: () =>
      patch(
        DocumentBuilder.prototype,
        "add",
        (add: DocumentBuilder["add"]) =>
          function (
            this: DocumentBuilder,
            ...[records]: Parameters<DocumentBuilder["add"]>
          ) {
            return add.call(this, records, []);
          },
      ),
  },
  {
    name: "snapshot without rewritten keys",
    what:
      "a room that is loaded from a snapshot does not know whose keys made room",
    plan: { exacting: true },
    inject: () =>
      patch(
        ChunkPacker.prototype,
        "add",
        (add: ChunkPacker["add"]) =>
          function (
            this: ChunkPacker,
            ...[record]: Parameters<ChunkPacker["add"]>
          ) {
            add.call(this, { ...record, rekeyed: 0 });
          },
      ),
  },
  {
    name: "snapshot without undos",
    what:
      "a room that is loaded from a snapshot takes the undo of an edit for an edit",
    inject: () =>
      patch(
        ChunkPacker.prototype,
        "add",
        (add: ChunkPacker["add"]) =>
          function (
            this: ChunkPacker,
            ...[record]: Parameters<ChunkPacker["add"]>
          ) {
            const { history } = record;
            const changes = history?.changes.map(({ undo: _, ...one }) => one);
            const past = history && changes && { ...history, changes };
            add.call(this, past ? { ...record, history: past } : record);
          },
      ),
  },
  {
    name: "forgotten while coming in",
    what: "what is committed of a client while it comes in is not told to it",
    plan: { servers: 2 },
    inject: () => patch(ClientMemory.prototype, "expect", () => () => () => {}),
  },
  {
    name: "delta from one too late",
    what: "a delta lacks the first of the events that its reader has not seen",
    inject: () =>
      patch(
        ChangeIndex.prototype,
        "since",
        (since: ChangeIndex["since"]) =>
          function (this: ChangeIndex, seq: number) {
            return since.call(this, seq + 1);
          },
      ),
  },
  {
    name: "another life not noticed",
    what: "after a backup was restored a client sends what was made before",
    plan: { backups: true },
    inject: () =>
      patch(
        Outbox.prototype,
        "joined",
        (joined: Outbox["joined"]) =>
          function (this: Outbox, epoch: string, lastCseq: number) {
            return joined.call(this, this.epoch ?? epoch, lastCseq);
          },
      ),
  },
  {
    name: "refusals not kept",
    what: "what has no event is answered without a commit",
    inject: () =>
      patch(
        Committer.prototype,
        "append",
        (append: Committer["append"]) =>
          function (
            this: Committer,
            wanted: Append,
            readers: number,
          ): Promise<AppendOutcome> {
            return wanted.events.length === 0
              ? Promise.resolve({ kind: "committed" })
              : append.call(this, wanted, readers);
          },
      ),
  },
  {
    name: "everybody's key",
    what: "an Idempotency-Key is looked for among those of all people",
    inject: () =>
      patch(
        Identity.prototype,
        "clientHash",
        (clientHash: Identity["clientHash"]) =>
          function (this: Identity, clientId: string) {
            return clientHash.call(
              this,
              clientId.replace(/^key:[^:]*:/, "key:"),
            );
          },
      ),
  },
  {
    name: "ghosts of a dead server",
    what: "the members of a server that died stay in the room",
    plan: { servers: 2 },
    inject: () => patch(Elsewhere.prototype, "expire", () => () => []),
  },
  {
    name: "presence outlives its connection",
    what: "cursors of those who have gone are told to those who come",
    inject: () => patch(PresenceBoard.prototype, "remove", () => () => {}),
  },
  {
    name: "cursor left behind",
    what: "a client goes on showing the cursor of one who has gone",
    inject: () =>
      patch(
        Roster.prototype,
        "changed",
        (changed: Roster["changed"]) =>
          function (
            this: Roster,
            ...[joined, left]: Parameters<Roster["changed"]>
          ) {
            const shown = [...this.presences.values()];
            const result = changed.call(this, joined, left);
            this.present(shown);
            return result;
          },
      ),
  },
];
