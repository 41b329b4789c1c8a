import { assertEquals } from "@std/assert";
import { FakeClock } from "../../../shared/client/testing/fake_clock.ts";
import type { RoomEvent } from "../../../shared/schema/event.ts";
import { DEFAULT_LIMITS } from "../../../shared/schema/limits.ts";
import { MemoryStore } from "../../store/memory/memory_store.ts";
import { plainAppend } from "../../store/testing/store_samples.ts";
import { RoomRegistry } from "../room_registry.ts";
import { tailEvents } from "./event_tail.ts";
import { historyPage } from "./history.ts";

/** A room that has come to event 5 of a log of 8: the rest is another server's. */
async function behind() {
  const store = new MemoryStore();
  await store.openRoom("lobby", { create: true, now: 0 });
  await store.append([plainAppend("lobby", 0, 5)]);
  const registry = new RoomRegistry({
    store,
    limits: DEFAULT_LIMITS,
    clock: new FakeClock(),
    log: () => {},
  });
  const host = (await registry.open("lobby", { create: false }))!;
  await store.append([plainAppend("lobby", 5, 3)]);
  return host;
}

const seqsOf = (events: readonly RoomEvent[]) => events.map(({ seq }) => seq);

for (
  const [after, limit, seqs, next] of [
    [0, 2, [1, 2], 2],
    [2, 3, [3, 4, 5], null],
    [2, 100, [3, 4, 5], null],
    [5, 100, [], null],
    [7, 100, [], null],
  ] as const
) {
  Deno.test(`[P9] [P22] a page of ${limit} after ${after} ends where the room is, at 5, though the log goes on`, async () => {
    const page = await historyPage(await behind(), after, limit);
    assertEquals([seqsOf(page.events), page.next], [[...seqs], next]);
  });
}

Deno.test("[P22] all events: those that the room has, though the log goes on", async () => {
  const { signal } = new AbortController();
  const options = { after: 1, follow: false, signal };
  const told: number[] = [];
  for await (const events of tailEvents(await behind(), options)) {
    told.push(...seqsOf(events));
  }
  assertEquals(told, [2, 3, 4, 5]);
});
