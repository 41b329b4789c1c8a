/**
 * Snapshots, and trimming the log below one (E22).
 *
 * @module
 */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { deadline } from "@std/async";
import { MAX_UNANSWERED } from "../../../shared/schema/limits.ts";
import {
  type NewSnapshot,
  SnapshotError,
  StaleError,
  type Store,
} from "../store.ts";
import {
  added,
  numberedAppend,
  openRooms,
  plainAppend,
  SAMPLE_TIME,
  sampleAnswer,
  sampleEvent,
  sampleShape,
  seqs,
} from "../testing/store_samples.ts";
import type { Check } from "./store_contract.ts";

/** Registers what every store promises of snapshots. */
export function testSnapshots(check: Check): void {
  check(
    "[E22] a snapshot is read back in the chunks in which it was saved",
    async (opened) => {
      const { store } = opened;
      await openRooms(store, "lobby", "other");
      await store.append([plainAppend("lobby", 0, 9)]);
      const texts = ["[1,2]", "näh \u{1F600} '; --", "x".repeat(100_000)];
      assert(await store.saveSnapshot("lobby", snapshot(4), texts));
      assert(await store.saveSnapshot("lobby", snapshot(9), []));
      const size = texts.reduce((sum, text) => sum + text.length, 0);
      const kept = [{ ...snapshot(9), size: 0 }, { ...snapshot(4), size }];
      assertEquals(await store.listSnapshots("lobby"), kept);
      assertEquals(await store.listSnapshots("other"), []);
      assertEquals(await store.listSnapshots("elsewhere"), []);
      assertEquals(await readAll(store, "lobby", 4), texts);
      assertEquals(await readAll(store, "lobby", 9), []);
      const again = await opened.reopen();
      assertEquals(await again.listSnapshots("lobby"), kept);
      assertEquals(await readAll(again, "lobby", 4), texts);
    },
  );

  check(
    "[E22] parts of a snapshot are read by their places, from the front or the back",
    async ({ store }) => {
      await openRooms(store, "lobby");
      await store.append([plainAppend("lobby", 0, 9)]);
      const texts = Array.from({ length: 12 }, (_, i) => `part ${i}`);
      assert(await store.saveSnapshot("lobby", snapshot(4), texts));
      const read = (...chunks: number[]) =>
        Array.fromAsync(store.readSnapshot("lobby", 4, chunks));
      assertEquals(await read(-1), ["part 11"]);
      assertEquals(await read(7, 2, 2), ["part 7", "part 2", "part 2"]);
      assertEquals(await read(12, -13, 0), ["part 0"]);
      assertEquals(await read(), []);
    },
  );

  check(
    "[E22] others have their turn where a snapshot has no next part yet",
    async ({ store }) => {
      await openRooms(store, "lobby");
      await store.append([plainAppend("lobby", 0, 9)]);
      const parts = [null, "a", null, null, "b", null];
      assert(await store.saveSnapshot("lobby", snapshot(4), parts));
      assertEquals(await readAll(store, "lobby", 4), ["a", "b"]);
    },
  );

  check(
    "[E22] a snapshot that was broken off is none, and can be made anew",
    async ({ store }) => {
      await openRooms(store, "lobby");
      await store.append([plainAppend("lobby", 0, 9)]);
      function* brokenOff() {
        yield "a";
        yield "b";
        throw new RangeError("enough");
      }
      const save = () => store.saveSnapshot("lobby", snapshot(4), brokenOff());
      await assertRejects(save, RangeError, "enough");
      assertEquals(await store.listSnapshots("lobby"), []);
      await assertRejects(() => readAll(store, "lobby", 4), SnapshotError);
      assert(await store.saveSnapshot("lobby", snapshot(4), ["c"]));
      assertEquals(await readAll(store, "lobby", 4), ["c"]);
    },
  );

  check("[E22] of one seq the first snapshot is kept", async ({ store }) => {
    await openRooms(store, "lobby");
    await store.append([plainAppend("lobby", 0, 9)]);
    assert(await store.saveSnapshot("lobby", snapshot(4), ["a"]));
    assert(!await store.saveSnapshot("lobby", snapshot(4), ["b", "c"]));
    assertEquals(await readAll(store, "lobby", 4), ["a"]);
  });

  check("[E22] dropped snapshots are gone, others stay", async ({ store }) => {
    await openRooms(store, "a", "b");
    for (const roomId of ["a", "b"]) {
      await store.append([plainAppend(roomId, 0, 9)]);
      for (const seq of [2, 4, 6]) {
        await store.saveSnapshot(roomId, snapshot(seq), [`${roomId} ${seq}`]);
      }
    }
    await store.dropSnapshots("a", [2, 6, 7]);
    const seqsOf = async (roomId: string) =>
      (await store.listSnapshots(roomId)).map(({ seq }) => seq);
    assertEquals(await seqsOf("a"), [4]);
    assertEquals(await seqsOf("b"), [6, 4, 2]);
    await assertRejects(() => readAll(store, "a", 2), SnapshotError);
    assertEquals(await readAll(store, "a", 4), ["a 4"]);
  });

  check(
    "[E22] what was trimmed is stale, and the rest is as it was",
    async (opened) => {
      const { store } = opened;
      await openRooms(store, "lobby", "other");
      const deletion = sampleEvent(2, [{ op: "delete", ids: ["shape_1"] }]);
      const answer = sampleAnswer("c1", 1, 2);
      await store.append([plainAppend("lobby", 0), plainAppend("other", 0, 5)]);
      await store.append([{
        roomId: "lobby",
        expectedHead: 1,
        events: [added(deletion, answer.origin, [sampleShape(1)])],
        answers: [answer],
      }]);
      await store.append([plainAppend("lobby", 2, 2_500)]);
      for (const seq of [1, 2_000, 2_400]) {
        await store.saveSnapshot("lobby", snapshot(seq), [`at ${seq}`]);
      }
      await store.trim("lobby", 2_000);
      for (const open of [() => Promise.resolve(store), opened.reopen]) {
        const each = await open();
        const room = await each.openRoom("lobby", { create: false, now: 0 });
        assertEquals([room!.head, room!.horizon], [2_502, 2_000]);
        for (
          const read of [
            () => each.readAfter("lobby", 0, 10),
            () => each.readAfter("lobby", 1_999, 0),
            () => each.readRemoved("lobby", 2, "shape_1"),
            () => each.readRemoved("lobby", 2_000, "shape_1"),
          ]
        ) {
          const error = await assertRejects(read, StaleError, "trimmed up to");
          assertEquals([error.roomId, error.horizon], ["lobby", 2_000]);
        }
        const left = await each.readAfter("lobby", 2_000, 1_000);
        assertEquals([left[0]!.seq, left.length], [2_001, 502]);
        const snapshots = await each.listSnapshots("lobby");
        assertEquals(snapshots.map(({ seq }) => seq), [2_400, 2_000]);
        assertEquals(await readAll(each, "lobby", 2_000), ["at 2000"]);
        assertEquals((await each.readClient("lobby", "c1")).answers, [answer]);
        assertEquals((await each.readAfter("other", 0, 9)).length, 5);
      }
    },
  );

  check(
    "[E22] of a room whose whole log was trimmed all is told as before; the last answers outlive it",
    async (opened) => {
      const { store } = opened;
      await openRooms(store, "lobby");
      const last = MAX_UNANSWERED + 6;
      for (let cseq = 1; cseq <= last; cseq++) {
        const append = numberedAppend("lobby", cseq - 1, "c1", cseq);
        await store.append([{ ...append, shapes: cseq }]);
      }
      const before = await store.openRoom("lobby", { create: false, now: 0 });
      const client = await store.readClient("lobby", "c1");
      await store.saveSnapshot("lobby", snapshot(last), ["x"]);
      await store.trim("lobby", last);
      for (const open of [() => Promise.resolve(store), opened.reopen]) {
        const each = await open();
        assertEquals(
          await each.openRoom("lobby", { create: false, now: 0 }),
          { ...before!, horizon: last },
        );
        assertEquals(await each.readClient("lobby", "c1"), client);
        for (
          const late of [
            numberedAppend("lobby", last, "c1", last),
            numberedAppend("lobby", last - 1, "c1", last + 1),
            plainAppend("lobby", 0),
          ]
        ) {
          assertEquals(await each.append([late]), [
            { kind: "moved", head: last },
          ]);
        }
      }
      const again = await opened.reopen();
      assertEquals(
        await again.append([numberedAppend("lobby", last, "c1", last + 1)]),
        [{ kind: "committed" }],
      );
      const { lastCseq, answers } = await again.readClient("lobby", "c1");
      assertEquals([lastCseq, answers.length], [last + 1, MAX_UNANSWERED]);
    },
  );

  check(
    "[E22] a long log is trimmed to its end in one go, and once more if asked",
    async ({ store }) => {
      const last = 2_500;
      await openRooms(store, "lobby");
      await store.append([plainAppend("lobby", 0, last)]);
      await store.saveSnapshot("lobby", snapshot(last), ["a"]);
      for (let i = 0; i < 2; i++) {
        // It is done page by page: it must not go on for ever once nothing is left.
        await deadline(store.trim("lobby", last), 20_000);
        const room = await store.openRoom("lobby", { create: false, now: 0 });
        assertEquals([room!.horizon, room!.head], [last, last]);
        assertEquals(await store.readAfter("lobby", last, 10), []);
      }
      const [outcome] = await store.append([plainAppend("lobby", last)]);
      assertEquals(outcome, { kind: "committed" });
    },
  );

  check(
    "[E22] nothing is trimmed without a snapshot to begin with",
    async ({ store }) => {
      await openRooms(store, "lobby");
      await store.append([plainAppend("lobby", 0, 9)]);
      await store.saveSnapshot("lobby", snapshot(4), ["a"]);
      await assertRejects(() => store.trim("lobby", 5), SnapshotError);
      assertEquals((await seqs(store, "lobby")).length, 9);
      await store.trim("lobby", 4);
      await store.trim("lobby", 4);
      await store.trim("lobby", 2);
      const room = await store.openRoom("lobby", { create: false, now: 0 });
      assertEquals(room!.horizon, 4);
      for (const seq of [3, 10]) {
        const useless = store.saveSnapshot("lobby", snapshot(seq), ["x"]);
        assertEquals(await useless, false);
      }
      await store.dropSnapshots("lobby", [4]);
      assertEquals(await readAll(store, "lobby", 4), ["a"]);
      const [outcome] = await store.append([plainAppend("lobby", 9)]);
      assertEquals(outcome, { kind: "committed" });
    },
  );
}

function snapshot(seq: number): NewSnapshot {
  return { seq, format: 1, at: SAMPLE_TIME + seq, logBytes: 100 * seq };
}

async function readAll(
  store: Store,
  roomId: string,
  seq: number,
): Promise<string[]> {
  return await Array.fromAsync(store.readSnapshot(roomId, seq));
}
