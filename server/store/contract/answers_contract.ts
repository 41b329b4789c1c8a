/**
 * Answers to numbered transactions (E16, P25).
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { MAX_UNANSWERED } from "../../../shared/schema/limits.ts";
import { type Append, KEPT_MS } from "../store.ts";
import {
  numberedAppend,
  openRooms,
  plainAppend,
  SAMPLE_TIME,
  sampleAnswer,
  seqs,
} from "../testing/store_samples.ts";
import type { Check } from "./store_contract.ts";

/** Registers what every store promises of answers. */
export function testAnswers(check: Check): void {
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
    "[E16] a number is taken whether its answer has an event or not",
    async ({ store }) => {
      await openRooms(store, "lobby");
      const withEvent = numberedAppend("lobby", 0, "c1", 1);
      const alone: Append = { ...withEvent, events: [] };
      const unanswered: Append = { ...withEvent, answers: [] };
      assertEquals(await store.append([alone]), [{ kind: "committed" }]);
      for (const late of [withEvent, alone, unanswered]) {
        // In a group as well, whose other rooms it does not touch.
        assertEquals(await store.append([late, plainAppend("lobby", 7)]), [
          { kind: "moved", head: 0 },
          { kind: "moved", head: 0 },
        ]);
      }
      assertEquals(await seqs(store, "lobby"), []);
      assertEquals((await store.readClient("lobby", "c1")).lastCseq, 1);
    },
  );

  check(
    "[E16] answers with and without events are told in the order of their numbers",
    async ({ store }) => {
      await openRooms(store, "lobby");
      for (let cseq = 1, head = 0; cseq <= MAX_UNANSWERED + 9; cseq++) {
        const append = numberedAppend("lobby", head, "c1", cseq);
        // Every third changes nothing.
        const events = cseq % 3 === 0 ? [] : append.events;
        await store.append([{ ...append, events }]);
        head += events.length;
      }
      const { lastCseq, answers } = await store.readClient("lobby", "c1");
      assertEquals(lastCseq, MAX_UNANSWERED + 9);
      assertEquals(
        answers.map(({ origin: { cseq } }) => cseq),
        Array.from({ length: MAX_UNANSWERED }, (_, i) => 10 + i),
      );
      assertEquals(answers[0]!.bodyHash, "hash-10");
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
      const total = 2 * MAX_UNANSWERED;
      // Old ones may be forgotten many at once: never too many.
      for (let last = 0; last < total;) {
        const answers = Array.from(
          { length: 1 + last % 3 },
          () => sampleAnswer("c1", ++last, 1),
        );
        await store.append([
          { roomId: "lobby", expectedHead: 1, events: [], answers },
        ]);
        const kept = await store.readClient("lobby", "c1");
        assertEquals(kept.lastCseq, last);
        const count = Math.min(last, MAX_UNANSWERED);
        assertEquals(
          kept.answers.map(({ origin }) => origin.cseq),
          Array.from({ length: count }, (_, i) => last - count + 1 + i),
        );
      }
      assertEquals((await store.readClient("lobby", "c2")).answers.length, 1);
    },
  );
}
