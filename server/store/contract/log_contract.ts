/**
 * What is appended is read back, in order, whatever it holds (E5, E10, E14, E20, E21).
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import type { Append } from "../store.ts";
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

/** Registers what every store promises of its log. */
export function testLog(check: Check): void {
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
}
