import { assert, assertEquals } from "@std/assert";
import { FakeClock } from "../../../shared/client/testing/fake_clock.ts";
import type { RoomEvent } from "../../../shared/schema/event.ts";
import { DEFAULT_LIMITS } from "../../../shared/schema/limits.ts";
import { MemoryStore } from "../../store/memory/memory_store.ts";
import { MAX_PACE_MS } from "../committer.ts";
import { RoomRegistry } from "../room_registry.ts";
import { circle, unnumbered } from "../testing/room_rig.ts";
import { tailEvents } from "./event_tail.ts";

/** A room in which somebody draws, and which notes how often its log is read. */
async function setUp() {
  const clock = new FakeClock();
  const store = new MemoryStore();
  let reads = 0;
  const readAfter = store.readAfter.bind(store);
  store.readAfter = (...args) => {
    reads++;
    return readAfter(...args);
  };
  const registry = new RoomRegistry({
    store,
    limits: DEFAULT_LIMITS,
    clock,
    log: () => {},
  });
  const host = (await registry.open("lobby", { create: true }))!;
  let drawn = 0;
  /** Commits so many events, and has them told. */
  const draw = async (count: number) => {
    const outcomes = Array.from({ length: count }, () => {
      const memberId = `h_${++drawn}`;
      return host.submit(
        unnumbered({ memberId, userId: "u_ana" }, [circle(memberId)]),
      );
    });
    clock.advance(MAX_PACE_MS);
    await Promise.all(outcomes);
    clock.advance(MAX_PACE_MS);
  };
  return { host, draw, reads: () => reads };
}

const seqsOf = (events: readonly RoomEvent[]) => events.map(({ seq }) => seq);
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

Deno.test("[P22] [P14] of what comes while nobody reads on only so much is held; the log has the rest, and nothing is missing", async () => {
  const { host, draw, reads } = await setUp();
  const { signal } = new AbortController();
  const tail = tailEvents(host, { after: 0, follow: true, signal });
  await draw(1);
  const told = [...(await tail.next()).value!];
  const before = reads();
  // What is held is given up in between: it then begins in the middle of what comes.
  for (let i = 0; i < 16; i++) await draw(70);
  const head = host.room.document.seq;
  assertEquals([head, reads()], [1 + 16 * 70, before]);
  while (told.length < head) told.push(...(await tail.next()).value!);
  assertEquals(seqsOf(told), upTo(head));
  assert(reads() > before, "all of it was held");
  await tail.return();
});

Deno.test("[P22] who keeps up with a room is told what comes without reading the log", async () => {
  const { host, draw, reads } = await setUp();
  const { signal } = new AbortController();
  const tail = tailEvents(host, { after: 0, follow: true, signal });
  const first = tail.next();
  const before = reads();
  await draw(2);
  const told = [...(await first).value!];
  for (let i = 0; i < 5; i++) {
    const next = tail.next();
    await draw(2);
    told.push(...(await next).value!);
  }
  while (told.length < 12) told.push(...(await tail.next()).value!);
  assertEquals([seqsOf(told), reads()], [upTo(12), before]);
  await tail.return();
});

Deno.test("[P22] no more events are told than were asked for, be they read or just come", async () => {
  const { host, draw } = await setUp();
  const { signal } = new AbortController();
  await draw(3);
  for (const follow of [false, true]) {
    for (const limit of [1, 2, 3]) {
      const told: RoomEvent[] = [];
      const options = { after: 0, limit, follow, signal };
      for await (const page of tailEvents(host, options)) told.push(...page);
      assertEquals(seqsOf(told), upTo(limit));
    }
  }
  const coming = tailEvents(host, { after: 3, limit: 2, follow: true, signal });
  const first = coming.next();
  await draw(4);
  const told = [...(await first).value!];
  for await (const page of coming) told.push(...page);
  assertEquals(seqsOf(told), [4, 5]);
});
