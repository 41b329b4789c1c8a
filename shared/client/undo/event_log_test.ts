import { assertEquals } from "@std/assert";
import { EMPTY_DOCUMENT } from "../../document/document.ts";
import type { RoomEvent } from "../../schema/event.ts";
import { HistoryError } from "../past/history_reader.ts";
import { EventLog } from "./event_log.ts";

/** A shape `s1`, `s2`, … is created by each event. */
function eventsUpTo(count: number): RoomEvent[] {
  return Array.from({ length: count }, (_, i): RoomEvent => {
    const seq = i + 1;
    return { seq, userId: "u_ana", at: seq, ops: [{ op: "delete", ids: [] }] };
  });
}

/** A log of a room, of which at most `most` events are told at once. */
function logOf(
  { count, head = count, most = Infinity, horizon = 0 }: {
    count: number;
    head?: number;
    most?: number;
    horizon?: number;
  },
) {
  const events = eventsUpTo(count);
  const asked: [after: number, limit: number][] = [];
  const log = new EventLog((after, limit) => {
    asked.push([after, limit]);
    if (after < horizon) return Promise.reject(new HistoryError("x", "stale"));
    const end = after + Math.min(limit, most);
    return Promise.resolve({ events: events.slice(after, end), next: null });
  }, head);
  return { log, asked };
}

/** Goes from event to event, back to the first that there is. */
async function walkedBack(log: EventLog, from: number): Promise<number[]> {
  const walked: number[] = [];
  for (let at = from;;) {
    const event = await log.before(at);
    if (event === null) return walked;
    walked.push(event.seq);
    at = event.seq;
  }
}

const downFrom = (head: number, to = 1) =>
  Array.from({ length: head - to + 1 }, (_, i) => head - i);

for (const most of [Infinity, 300, 7]) {
  Deno.test(`[E19] [P9] the log is walked back event by event over its pages, ${most} told at once`, async () => {
    const { log } = logOf({ count: 1_234, most });
    assertEquals(await walkedBack(log, 1_235), downFrom(1_234));
    assertEquals((await log.at(700))?.seq, 700);
  });
}

Deno.test("[E19] [P9] what happens after the log was begun is read on, once", async () => {
  const { log, asked } = logOf({ count: 40, head: 10 });
  assertEquals(await walkedBack(log, 41), downFrom(40));
  assertEquals((await log.at(33))?.seq, 33);
  assertEquals(asked, [[10, 500], [0, 10]]);
});

Deno.test("[E22] before the horizon there is no event, and it is asked for once", async () => {
  const { log, asked } = logOf({ count: 1_234, horizon: 734 });
  assertEquals(await walkedBack(log, 1_235), downFrom(1_234, 735));
  const { length } = asked;
  assertEquals(await log.before(735), null);
  assertEquals(asked.length, length);
});

Deno.test("[E19] at most 20,000 events are read back, in pages of 500", async () => {
  const { log, asked } = logOf({ count: 21_234 });
  const walked = await walkedBack(log, 21_235);
  assertEquals(walked.length, 20_000);
  assertEquals(asked.length, 40);
});

Deno.test("[E22] where a touched shape's life began before the horizon, nothing is known of it", async () => {
  const { log } = logOf({ count: 600, horizon: 100 });
  const event: RoomEvent = {
    seq: 550,
    userId: "u_ana",
    at: 0,
    ops: [{ op: "set", id: "a", props: { color: "red" } }],
  };
  assertEquals(
    await log.around([event], { ...EMPTY_DOCUMENT, seq: 600 }),
    null,
  );
});
