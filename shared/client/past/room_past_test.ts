import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { apply } from "../../document/apply.ts";
import { type Document, EMPTY_DOCUMENT } from "../../document/document.ts";
import { fromShapes } from "../../document/snapshot.ts";
import {
  arbitrarySteps,
  TestRoom,
} from "../../document/testing/arbitraries.ts";
import type { RoomEvent } from "../../schema/event.ts";
import type { Op } from "../../schema/op.ts";
import { HistoryError } from "./history_reader.ts";
import type { PastSource } from "./past_source.ts";
import { RoomPast } from "./room_past.ts";

/** The past of a room as a server would tell it, and what it was asked for. */
function pastOf(events: readonly RoomEvent[], horizon = 0) {
  const documents: Document[] = [EMPTY_DOCUMENT];
  for (const event of events) {
    documents.push(apply(documents.at(-1)!, event).document);
  }
  const asked = { events: 0, states: 0 };
  const source: PastSource = {
    events(after, limit) {
      asked.events += 1;
      if (after < horizon) return Promise.reject(new HistoryError("stale"));
      // No more than three at once, as a page of many bytes would be cut.
      const page = events.slice(after, after + Math.min(3, limit));
      return Promise.resolve({ events: page, next: null });
    },
    async *log() {},
    stateAt(seq) {
      asked.states += 1;
      const shapes = documents[seq]!.shapes.valueSeq().map(({ shape }) =>
        shape
      );
      return Promise.resolve(fromShapes(shapes, seq));
    },
    horizon: () => Promise.resolve(horizon),
    people: () => Promise.resolve([]),
    blame: () => Promise.resolve(null),
  };
  return { source, documents, asked };
}

const plain = (document: Document) =>
  Object.fromEntries(
    document.shapes.map(({ shape }) => shape).sortBy((_, id) => id),
  );

const wander = fc.record({
  steps: arbitrarySteps,
  visits: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 12 }),
  horizon: fc.nat(5),
});

Deno.test("[T15] wherever one goes in the past, it is as a replay from the beginning gives", async () => {
  await fc.assert(
    fc.asyncProperty(wander, async ({ steps, visits, horizon }) => {
      const room = new TestRoom();
      for (const step of steps) room.step(step);
      const head = room.events.length;
      const floor = Math.min(horizon, head);
      const { source, documents } = pastOf(room.events, floor);
      const past = new RoomPast(source, { page: 5, step: 2, pages: 2 });
      for (const visit of visits) {
        const seq = floor + visit % (head - floor + 1);
        await past.recall(seq);
        const moment = past.moment(seq);
        assert(moment !== null);
        assertEquals(plain(moment.document), plain(documents[seq]!));
        assertEquals(moment.event, seq === floor ? null : room.events[seq - 1]);
        assertEquals(
          plain(moment.before),
          plain(documents[Math.max(floor, seq - 1)]!),
        );
      }
    }),
  );
});

Deno.test("[T15] two moments of one lineage: the later one tells in which shapes they differ", async () => {
  await fc.assert(fc.asyncProperty(wander, async ({ steps, visits }) => {
    const room = new TestRoom();
    for (const step of steps) room.step(step);
    const { source } = pastOf(room.events);
    const past = new RoomPast(source, { page: 5, step: 2, pages: 2 });
    let before: { seq: number; document: Document; lineage: number } | null =
      null;
    for (const visit of visits) {
      const seq = visit % (room.events.length + 1);
      await past.recall(seq);
      const moment = past.moment(seq)!;
      if (before !== null && before.lineage === moment.lineage) {
        const [early, late] = before.seq < seq
          ? [before, moment]
          : [moment, before];
        const told = new Set(late.document.changes.since(early.seq));
        const ids = [
          ...early.document.shapes.keys(),
          ...late.document.shapes.keys(),
        ];
        for (const id of ids) {
          const [was, is] = [early, late].map(({ document }) =>
            JSON.stringify(document.shapes.get(id)?.shape)
          );
          assert(was === is || told.has(id), `${id} from ${early.seq}`);
        }
      }
      before = moment;
    }
  }));
});

Deno.test("[T15] what was replayed from another state tells nothing of the moments before that state", async () => {
  const room = new TestRoom();
  const draw = (id: string): Op => ({
    op: "create",
    shape: { id, type: "circle" },
  });
  for (let seq = 1; seq <= 60; seq++) {
    const id = seq === 1 ? "gone" : `s${seq}`;
    room.send("u_ana", [
      seq === 48 ? { op: "delete", ids: ["gone"] } : draw(id),
    ]);
  }
  const sizes = { page: 5, step: 50, pages: 2 };
  const past = new RoomPast(pastOf(room.events).source, sizes);
  // From afar, by the state at 50, which tells of no deletion; then it is forgotten.
  await past.recall(52);
  assert(past.moment(52) !== null);
  await past.recall(30);
  await past.recall(5);
  // Once more, from the page before it.
  await past.recall(47);
  await past.recall(52);
  const late = past.moment(53)!, early = past.moment(47)!;
  assertEquals(early.lineage, late.lineage);
  assert([...late.document.changes.since(47)].includes("gone"));
});

/** A room of so many events, one a second but for pauses, by two who take turns. */
function longRoom(count: number): RoomEvent[] {
  return Array.from({ length: count }, (_, at) => ({
    seq: at + 1,
    userId: Math.floor(at / 10) % 2 === 0 ? "u_ana" : "u_ben",
    at: at * 1_000,
    ops: [],
  }));
}

const SMALL = { page: 10, step: 5, pages: 3 };

Deno.test("[T15] a far place costs one state and one page, what is near only its events", async () => {
  const { source, asked } = pastOf(longRoom(1_000));
  const past = new RoomPast(source, SMALL);
  await past.recall(505);
  assertEquals(asked, { events: 2, states: 1 });
  for (let seq = 505; seq <= 530; seq++) await past.recall(seq);
  assertEquals(asked.states, 1);
  for (let seq = 530; seq >= 471; seq--) await past.recall(seq);
  assertEquals(asked.states, 2);
});

Deno.test("[T15] who walks through the whole past keeps no more than some pages of it", async () => {
  const { source } = pastOf(longRoom(200));
  const past = new RoomPast(source, SMALL);
  for (let seq = 0; seq <= 200; seq++) await past.recall(seq);
  const kept = Array.from({ length: 201 }, (_, seq) => past.moment(seq))
    .filter((moment) => moment !== null).length;
  assertEquals(kept, 30);
});

Deno.test("[T15] a burst is what one author did without a pause", async () => {
  const events = longRoom(40).map((event) =>
    event.seq > 25 ? { ...event, at: event.at + 600_000 } : event
  );
  const past = new RoomPast(pastOf(events).source, SMALL);
  while (await past.survey(40, 40));
  const left = [40];
  while (left.at(-1)! > 0) {
    left.push(past.index.burstEnd(left.at(-1)!, -1, 0, 40));
  }
  assertEquals(left, [40, 31, 26, 21, 11, 1, 0]);
  assertEquals(past.index.burstEnd(0, 1, 0, 40), 10);
});

Deno.test("[T15] what is read beforehand gets into nobody's way", async () => {
  const events = longRoom(100);
  const past = new RoomPast(pastOf(events).source, SMALL);
  await past.recall(55);
  await Promise.all([
    past.prepare(55, 100),
    past.recall(65),
    past.recall(62),
    past.prepare(65, 100),
  ]);
  for (const seq of [55, 61, 62, 65]) {
    assertEquals(past.moment(seq)?.event, events[seq - 1]);
  }
  while (await past.prepare(55, 100));
  const known = [41, 50, 51, 60, 61, 70].map((seq) => past.moment(seq)?.seq);
  assertEquals(known, [41, 50, 51, 60, 61, 70]);
});
