/**
 * What every store promises (E16, E17, E20, E21), as one suite to run over each of them.
 *
 * @module
 */

import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
} from "@std/assert";
import { MAX_UNANSWERED } from "../../shared/schema/limits.ts";
import type { Append, NewSnapshot, Store } from "./store.ts";
import { KEPT_MS, SnapshotError, StaleError, StoreError } from "./store.ts";
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
} from "./testing/store_samples.ts";

/** A fault that a store under test can be made to have. */
export type Fault = "unavailable" | "unknown_written" | "unknown_lost";

/** A store under test. */
export interface Opened {
  readonly store: Store;
  /** Closes the store and opens the same data anew. */
  readonly reopen: () => Promise<Store>;
  /** The next append has this fault; call what is returned to end it. */
  readonly cause: (fault: Fault) => Promise<() => void>;
  /** Closes and cleans up. */
  readonly dispose: () => Promise<void>;
}

/** Registers the tests of the contract for one kind of store. */
export function testStore(name: string, open: () => Promise<Opened>): void {
  function check(title: string, body: (opened: Opened) => Promise<void>): void {
    const [, rule, rest] = /^(\[.*?\]) (.*)$/.exec(title)!;
    Deno.test(`${rule} ${name}: ${rest}`, async () => {
      const opened = await open();
      try {
        await body(opened);
      } finally {
        await opened.dispose();
      }
    });
  }

  check("[E20] a room is made when asked for, once", async ({ store }) => {
    const now = SAMPLE_TIME;
    assertEquals(await store.openRoom("lobby", { create: false, now }), null);
    const made = await store.openRoom("lobby", { create: true, now });
    assertEquals(made, {
      roomId: "lobby",
      head: 0,
      epoch: made!.epoch,
      horizon: 0,
      createdAt: now,
      changedAt: now,
    });
    assertNotEquals(made!.epoch, "");
    assertEquals(
      await store.openRoom("lobby", { create: true, now: now + 5 }),
      made,
    );
  });

  check(
    "[P25] an answer that is kept by time is there for a day, and may be forgotten then",
    async ({ store }) => {
      await openRooms(store, "lobby", "attic");
      const keep = (roomId: string, client: string, keptSince: number) =>
        store.append([{
          roomId,
          expectedHead: 0,
          events: [],
          answers: [{ ...sampleAnswer(client, 1, 0), keptSince }],
        }]);
      await keep("lobby", "old", SAMPLE_TIME);
      await keep("attic", "old", SAMPLE_TIME);
      await store.append([numberedAppend("lobby", 0, "ana", 1)]);
      await store.append([{
        roomId: "lobby",
        expectedHead: 1,
        events: [],
        answers: [{
          ...sampleAnswer("new", 1, 0),
          keptSince: SAMPLE_TIME + KEPT_MS,
        }],
      }]);
      const lastCseq = async (roomId: string, client: string) =>
        (await store.readClient(roomId, client)).lastCseq;
      assertEquals(await lastCseq("lobby", "old"), 1);
      assertEquals(
        (await store.readClient("lobby", "old")).answers,
        [sampleAnswer("old", 1, 0)],
      );
      const later = SAMPLE_TIME + KEPT_MS + 1;
      await store.append([{
        roomId: "lobby",
        expectedHead: 1,
        events: [],
        answers: [{ ...sampleAnswer("newest", 1, 0), keptSince: later }],
      }]);
      assertEquals(
        [
          await lastCseq("lobby", "old"),
          await lastCseq("lobby", "new"),
          await lastCseq("lobby", "ana"),
          await lastCseq("attic", "old"),
        ],
        [0, 1, 1, 1],
      );
    },
  );

  check("[E20] two openings at once make one room", async ({ store }) => {
    const options = { create: true, now: SAMPLE_TIME };
    const [first, second] = await Promise.all([
      store.openRoom("lobby", options),
      store.openRoom("lobby", options),
    ]);
    assertEquals(first, second);
    assertEquals((await store.listRooms()).length, 1);
  });

  check(
    "[E20] rooms are listed by id, with head and last change",
    async ({ store }) => {
      await openRooms(store, "b", "a", "10");
      await store.append([plainAppend("b", 0, 3)]);
      const rooms = await store.listRooms();
      assertEquals(
        rooms.map(({ roomId, head, changedAt }) => [roomId, head, changedAt]),
        [["10", 0, SAMPLE_TIME], ["a", 0, SAMPLE_TIME], [
          "b",
          3,
          SAMPLE_TIME + 3,
        ]],
      );
      assertEquals(new Set(rooms.map(({ epoch }) => epoch)).size, 1);
    },
  );

  check("[P21] rooms are listed in pages", async ({ store }) => {
    await openRooms(store, "d", "b", "a", "c");
    const page = async (...[page]: Parameters<Store["listRooms"]>) =>
      (await store.listRooms(page)).map(({ roomId }) => roomId).join("");
    assertEquals(await page({ limit: 3 }), "abc");
    assertEquals(await page({ after: "b", limit: 1 }), "c");
    assertEquals(await page({ after: "bb" }), "cd");
    assertEquals(await page({ after: "d", limit: 5 }), "");
  });

  check("[E21] what was appended is read back as it was", async ({ store }) => {
    await openRooms(store, "lobby");
    const create = sampleEvent(1);
    const move = {
      ...sampleEvent(2, [{ op: "move", ids: ["shape_1"], dx: -1.5, dy: 0 }]),
      group: "gesture-1",
    };
    const [outcome] = await store.append([{
      roomId: "lobby",
      expectedHead: 0,
      events: [added(create), added(move)],
      answers: [],
    }]);
    assertEquals(outcome, { kind: "committed" });
    assertEquals(await store.readAfter("lobby", 0, 10), [create, move]);
    const room = await store.openRoom("lobby", { create: false, now: 0 });
    assertEquals([room!.head, room!.changedAt], [2, SAMPLE_TIME + 2]);
  });

  check(
    "[E21] reading gives what follows, at most the limit, in order",
    async ({ store }) => {
      await openRooms(store, "lobby");
      await store.append([plainAppend("lobby", 0, 10)]);
      const read = async (after: number, limit: number) =>
        (await store.readAfter("lobby", after, limit)).map(({ seq }) => seq);
      assertEquals(await read(0, 3), [1, 2, 3]);
      assertEquals(await read(7, 100), [8, 9, 10]);
      assertEquals(await read(9, 1), [10]);
      assertEquals(await read(10, 5), []);
      assertEquals(await read(99, 5), []);
      assertEquals(await read(0, 0), []);
      assertEquals(await store.readAfter("elsewhere", 0, 5), []);
    },
  );

  check(
    "[E21] a page ends before it grows beyond a size, but holds one event at least",
    async ({ store }) => {
      await openRooms(store, "lobby");
      const ops = sampleEvent(1).ops;
      const size = JSON.stringify(ops).length;
      const count = 9;
      await store.append([{
        ...plainAppend("lobby", 0, count),
        events: Array.from(
          { length: count },
          (_, i) => added(sampleEvent(i + 1, [...ops])),
        ),
      }]);
      const read = async (after: number, limit: number, maxSize: number) =>
        (await store.readAfter("lobby", after, limit, maxSize))
          .map(({ seq }) => seq);
      assertEquals(await read(0, 100, 3 * size), [1, 2, 3]);
      assertEquals(await read(3, 100, 3 * size - 1), [4, 5]);
      assertEquals(await read(5, 2, 3 * size), [6, 7]);
      assertEquals(await read(7, 100, 0), [8]);
      assertEquals(await read(7, 100, 3 * size), [8, 9]);
      assertEquals(await read(9, 100, size), []);
      assertEquals(await read(0, 0, size), []);
      assertEquals(await read(0, 100, 100 * size), await seqs(store, "lobby"));
    },
  );

  check(
    "[E21] a hole in the events is refused before anything is written",
    async ({ store }) => {
      await openRooms(store, "lobby", "other");
      const hole: Append = {
        ...plainAppend("lobby", 0),
        events: [added(sampleEvent(1)), added(sampleEvent(3))],
      };
      await assertRejects(
        () => store.append([plainAppend("other", 0), hole]),
        RangeError,
        "Cannot append to room lobby: event 3 stands where 2 belongs",
      );
      await assertRejects(
        () => store.append([{ ...plainAppend("lobby", 0), expectedHead: 4 }]),
        RangeError,
      );
      assertEquals(await seqs(store, "other"), []);
    },
  );

  check(
    "[E21] whoever decided on an old head is told, and nothing of it is written",
    async ({ store }) => {
      await openRooms(store, "lobby");
      await store.append([numberedAppend("lobby", 0, "c1", 1)]);
      const late = numberedAppend("lobby", 0, "c2", 1);
      assertEquals(await store.append([late]), [{ kind: "moved", head: 1 }]);
      assertEquals(await seqs(store, "lobby"), [1]);
      assertEquals((await store.readClient("lobby", "c2")).answers, []);
      const early = plainAppend("lobby", 5);
      assertEquals(await store.append([early]), [{ kind: "moved", head: 1 }]);
    },
  );

  check("[E21] one room's outcome fails no other", async ({ store }) => {
    await openRooms(store, "a", "b", "c");
    await store.append([numberedAppend("b", 0, "c1", 1)]);
    const outcomes = await store.append([
      plainAppend("a", 0, 2),
      plainAppend("b", 0),
      numberedAppend("b", 1, "c1", 1),
      plainAppend("nowhere", 0),
      plainAppend("c", 0),
    ]);
    assertEquals(outcomes.map(({ kind }) => kind), [
      "committed",
      "moved",
      "moved",
      "unavailable",
      "committed",
    ]);
    assertEquals(await seqs(store, "a"), [1, 2]);
    assertEquals(await seqs(store, "b"), [1]);
    assertEquals(await seqs(store, "c"), [1]);
  });

  check(
    "[E21] of two appends on one head one is committed",
    async ({ store }) => {
      await openRooms(store, "lobby");
      const outcomes = await Promise.all([
        store.append([plainAppend("lobby", 0)]),
        store.append([plainAppend("lobby", 0)]),
      ]);
      assertEquals(outcomes.flat(), [{ kind: "committed" }, {
        kind: "moved",
        head: 1,
      }]);
    },
  );

  check(
    "[E16] a number is taken once for each client and room",
    async ({ store }) => {
      await openRooms(store, "a", "b");
      const twice: Append = { ...numberedAppend("a", 1, "c1", 1), answers: [] };
      await store.append([numberedAppend("a", 0, "c1", 1)]);
      const answered: Append = {
        ...numberedAppend("a", 1, "c1", 1),
        events: [],
      };
      // The head says that it is not the log that moved.
      for (const late of [twice, answered]) {
        assertEquals(await store.append([late, plainAppend("b", 1)]), [
          { kind: "moved", head: 1 },
          { kind: "moved", head: 0 },
        ]);
      }
      assertEquals(await seqs(store, "a"), [1]);
      assertEquals((await store.readClient("a", "c1")).answers, [
        sampleAnswer("c1", 1, 1),
      ]);
      for (
        const fine of [
          numberedAppend("a", 1, "c2", 1),
          numberedAppend("b", 0, "c1", 1),
          plainAppend("b", 1),
          plainAppend("b", 2),
        ]
      ) {
        assertEquals(await store.append([fine]), [{ kind: "committed" }]);
      }
    },
  );

  check(
    "[E16] answers are kept with their hash, in the commit of their events",
    async ({ store }) => {
      await openRooms(store, "lobby");
      assertEquals(await store.readClient("lobby", "c1"), {
        lastCseq: 0,
        answers: [],
      });
      const ack = sampleAnswer("c1", 1, 1);
      const nack = {
        origin: { client: "c1", cseq: 2 },
        bodyHash: "h2",
        body: {
          type: "nack",
          code: "conflict",
          message: "somebody was faster",
          path: "ops.0.if",
          current: [{
            id: "s1",
            register: "color",
            seq: 1,
            userId: "u_bob",
            value: { color: "red" },
          }],
        },
      } as const;
      await store.append([{
        ...numberedAppend("lobby", 0, "c1", 1),
        answers: [ack],
      }]);
      await store.append([{
        roomId: "lobby",
        expectedHead: 1,
        events: [],
        answers: [{
          ...nack,
          body: { ...nack.body, current: [...nack.body.current] },
        }],
      }]);
      const kept = await store.readClient("lobby", "c1");
      assertEquals(kept.lastCseq, 2);
      assertEquals(kept.answers as unknown, [ack, nack]);
      assertEquals((await store.readClient("lobby", "c2")).lastCseq, 0);
      assertEquals((await store.readClient("other", "c1")).lastCseq, 0);
    },
  );

  check(
    "[E16] the last answers are kept for each client, older ones are not",
    async ({ store }) => {
      await openRooms(store, "lobby");
      await store.append([numberedAppend("lobby", 0, "c2", 1)]);
      const total = MAX_UNANSWERED + 10;
      for (let from = 1; from <= total; from += 37) {
        const count = Math.min(37, total - from + 1);
        const answers = Array.from(
          { length: count },
          (_, i) => sampleAnswer("c1", from + i, 1),
        );
        await store.append([
          { roomId: "lobby", expectedHead: 1, events: [], answers },
        ]);
      }
      const { lastCseq, answers } = await store.readClient("lobby", "c1");
      assertEquals(lastCseq, total);
      assertEquals(
        answers.map(({ origin }) => origin.cseq),
        Array.from({ length: MAX_UNANSWERED }, (_, i) => i + 11),
      );
      assertEquals((await store.readClient("lobby", "c2")).answers.length, 1);
    },
  );

  check("[E16] everything is there after reopening", async (opened) => {
    await openRooms(opened.store, "lobby", "empty");
    await opened.store.append([numberedAppend("lobby", 0, "c1", 1)]);
    await opened.store.say("lobby", chat("hello", "n1"));
    const before = await contents(opened.store);
    const again = await opened.reopen();
    assertEquals(await contents(again), before);
    const resent = numberedAppend("lobby", 0, "c1", 1);
    assertEquals(await again.append([resent]), [{ kind: "moved", head: 1 }]);
  });

  check(
    "[E14] a deleted shape is kept as it was just before",
    async ({ store }) => {
      await openRooms(store, "lobby");
      const removed = [
        sampleShape(1, { id: "__proto__", text: "näh \u{1F600}" }),
        sampleShape(2, { id: "constructor", type: "text", text: "漢\n字" }),
      ];
      const deletion = sampleEvent(1, [
        { op: "delete", ids: ["__proto__", "constructor"] },
      ]);
      await store.append([{
        roomId: "lobby",
        expectedHead: 0,
        events: [added(deletion, null, removed), added(sampleEvent(2))],
        answers: [],
      }]);
      for (const shape of removed) {
        assertEquals(await store.readRemoved("lobby", 1, shape.id), shape);
      }
      assertEquals(await store.readRemoved("lobby", 1, "toString"), null);
      assertEquals(await store.readRemoved("lobby", 2, "shape_2"), null);
      assertEquals(await store.readRemoved("lobby", 9, "__proto__"), null);
      assertEquals(await store.readRemoved("elsewhere", 1, "__proto__"), null);
    },
  );

  check(
    "[E5] ids that name parts of objects are ids like others",
    async ({ store }) => {
      await openRooms(store, "constructor");
      const ids = ["__proto__", "constructor", "prototype", "hasOwnProperty"];
      const event = sampleEvent(1, [
        ...ids.map((id) => ({
          op: "create" as const,
          shape: sampleShape(1, { id }),
        })),
        { op: "order", keys: ids.map((id) => [id, "a1"]) },
        { op: "delete", ids },
      ]);
      const answer = sampleAnswer("__proto__", 1, 1);
      await store.append([{
        roomId: "constructor",
        expectedHead: 0,
        events: [added(event, answer.origin)],
        answers: [answer],
      }]);
      assertEquals(await store.readAfter("constructor", 0, 9), [event]);
      const { answers } = await store.readClient("constructor", "__proto__");
      assertEquals(answers, [answer]);
      assertEquals(
        (await store.readClient("constructor", "toString")).answers,
        [],
      );
    },
  );

  check("[E20] text stays text, whatever it holds", async ({ store }) => {
    await openRooms(store, "lobby");
    const texts = [
      "'; drop table rooms; --",
      "\u{1F469}\u200D\u{1F680}",
      "\u2028",
      "a\u0000b",
    ];
    const event = sampleEvent(
      1,
      texts.map((text) => ({
        op: "text",
        id: "shape_1",
        edit: [text, { d: 1 }, 3, text],
      })),
    );
    await store.append([{
      roomId: "lobby",
      expectedHead: 0,
      events: [added({ ...event, userId: "u_'\"" })],
      answers: [],
    }]);
    assertEquals(await store.readAfter("lobby", 0, 1), [
      { ...event, userId: "u_'\"" },
    ]);
  });

  check(
    "[E10] a transaction of the server's own size is one event",
    async ({ store }) => {
      await openRooms(store, "lobby");
      const ops = Array.from({ length: 10_000 }, (_, i) => ({
        op: "create" as const,
        shape: sampleShape(1, { id: `s${i}`, text: "x".repeat(100) }),
      }));
      const event = sampleEvent(1, ops);
      await store.append([{
        roomId: "lobby",
        expectedHead: 0,
        events: [added(event)],
        answers: [],
      }]);
      const [read] = await store.readAfter("lobby", 0, 1);
      assertEquals(JSON.stringify(read), JSON.stringify(event));
    },
  );

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

  check(
    "[P10] the same line of chat again returns the first one",
    async ({ store }) => {
      await openRooms(store, "a", "b");
      const first = await store.say("a", chat("hello", "n1"));
      assertEquals(first, {
        line: {
          id: 1,
          userId: "u_ana",
          name: "ana",
          text: "hello",
          at: SAMPLE_TIME,
        },
        repeated: false,
      });
      const again = await store.say("a", { ...chat("other", "n1"), at: 5 });
      assertEquals(again, { line: first.line, repeated: true });
      const others = await Promise.all([
        store.say("a", { ...chat("mine", "n1"), client: "c2" }),
        store.say("a", chat("more", "n2")),
        store.say("b", chat("hello", "n1")),
      ]);
      assertEquals(
        others.map(({ line, repeated }) => [line.id, repeated]),
        [[2, false], [3, false], [1, false]],
      );
    },
  );

  check("[P10] the last lines of chat are read in order", async ({ store }) => {
    await openRooms(store, "lobby");
    for (let i = 1; i <= 5; i++) {
      await store.say("lobby", chat(`line ${i}`, `n${i}`));
    }
    const texts = async (limit: number) =>
      (await store.readChat("lobby", limit)).map(({ text }) => text);
    assertEquals(await texts(2), ["line 4", "line 5"]);
    assertEquals((await texts(100)).length, 5);
    assertEquals(await texts(0), []);
    assertEquals(await store.readChat("elsewhere", 5), []);
    await assertRejects(
      () => store.say("elsewhere", chat("x", "n")),
      StoreError,
    );
  });

  check("[P1] the secret is made once and kept", async (opened) => {
    const secret = await opened.store.serverSecret();
    assertEquals(secret.length, 32);
    assertEquals(await opened.store.serverSecret(), secret);
    assertEquals(await (await opened.reopen()).serverSecret(), secret);
  });

  check(
    "[E21] while nothing can be written nothing is, and it recovers by itself",
    async ({ store, cause }) => {
      await openRooms(store, "lobby");
      const end = await cause("unavailable");
      const append = numberedAppend("lobby", 0, "c1", 1);
      const [outcome] = await store.append([append]);
      assertEquals(outcome!.kind, "unavailable");
      assertEquals(await seqs(store, "lobby"), []);
      end();
      assertEquals(await store.append([append]), [{ kind: "committed" }]);
    },
  );

  for (const fault of ["unknown_written", "unknown_lost"] as const) {
    check(
      `[E21] after ${fault} reading back tells what became of it`,
      async ({ store, cause }) => {
        await openRooms(store, "lobby");
        const end = await cause(fault);
        const append = numberedAppend("lobby", 0, "c1", 1);
        const [outcome] = await store.append([append]);
        assertEquals(outcome!.kind, "unknown");
        end();
        const { lastCseq, answers } = await store.readClient("lobby", "c1");
        const written = fault === "unknown_written";
        assertEquals(lastCseq, written ? 1 : 0);
        assertEquals(answers, written ? append.answers : []);
        assertEquals(await seqs(store, "lobby"), written ? [1] : []);
        assertEquals(
          (await store.append([append]))[0]!.kind,
          written ? "moved" : "committed",
        );
      },
    );
  }

  check("[E17] closing finishes what is under way", async (opened) => {
    await openRooms(opened.store, "a", "b");
    const pending = Promise.all([
      opened.store.append([plainAppend("a", 0, 5)]),
      opened.store.append([plainAppend("b", 0, 5)]),
    ]);
    const again = await opened.reopen();
    const outcomes = (await pending).flat();
    assert(outcomes.every(({ kind }) => kind === "committed"));
    assertEquals(await seqs(again, "a"), [1, 2, 3, 4, 5]);
    assertEquals(await seqs(again, "b"), [1, 2, 3, 4, 5]);
  });

  check("[E21] a closed store says so", async ({ store, dispose }) => {
    await openRooms(store, "lobby");
    await dispose();
    for (
      const use of [
        () => store.listRooms(),
        () => store.append([plainAppend("lobby", 0)]),
        () => store.say("lobby", chat("x", "n")),
      ]
    ) {
      await assertRejects(use, StoreError, "it is closed");
    }
  });
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

function chat(text: string, nonce: string) {
  return {
    userId: "u_ana",
    name: "ana",
    text,
    at: SAMPLE_TIME,
    client: "c1",
    nonce,
  };
}

async function contents(store: Store): Promise<unknown> {
  return {
    rooms: await store.listRooms(),
    events: await store.readAfter("lobby", 0, 100),
    client: await store.readClient("lobby", "c1"),
    chat: await store.readChat("lobby", 100),
  };
}
