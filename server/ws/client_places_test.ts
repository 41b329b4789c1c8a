import { assertEquals } from "@std/assert";
import { MemoryHub } from "../bus/memory_bus.ts";
import { MAX_LIFE } from "../../shared/schema/client_message.ts";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import { ClientPlaces } from "./client_places.ts";

/** A connection that keeps whether it was told to give way, and what to count above. */
class Spy {
  gaveWay = false;
  above: number | null = null;
  giveWay(life: number | null): void {
    this.gaveWay = true;
    this.above = life;
  }
}

const attempt = (number: number, run = "run") => ({ run, number });

const lived = (life: number, run = `run-${life}`) => ({
  run,
  number: 1,
  life,
});

/** Messages between servers come in later microtasks. */
const quiet = () => new Promise((resolve) => setTimeout(resolve));

function twoServers() {
  const hub = new MemoryHub();
  const clock = new FakeClock();
  const server = () => new ClientPlaces<Spy>({ clock, bus: hub.connect() });
  return { here: server(), there: server(), hub, clock };
}

const CASES = [
  ["no count, as clients had it at first: the newer stays", null, null, 1],
  ["the later attempt stays", attempt(1), attempt(2), 1],
  ["an attempt that comes late gives way", attempt(2), attempt(1), 0],
  ["another run is another count", attempt(7, "old"), attempt(1, "new"), 1],
  ["a run after none", null, attempt(1), 1],
  ["the later life of an outbox stays", lived(1), lived(2), 1],
  ["an earlier life that comes late gives way", lived(9), lived(8), 0],
  ["of one life the newer stays", lived(3, "one"), lived(3, "other"), 1],
  ["and of the last that can be", lived(MAX_LIFE), lived(MAX_LIFE, "b"), 1],
  ["within a run its own count holds", lived(5, "a"), {
    ...lived(1, "a"),
    number: 2,
  }, 1],
  ["a life after a run that has none", attempt(1, "old"), lived(1), 1],
  ["a run that has none after a life", lived(7), attempt(1, "old"), 1],
] as const;

for (const [title, first, second, stays] of CASES) {
  Deno.test(`[P1] [P13] of two connections of a client one stays: ${title}`, () => {
    const places = new ClientPlaces<Spy>({ clock: new FakeClock() });
    const spies = [new Spy(), new Spy()];
    places.take(spies[0]!, "ana", first);
    places.take(spies[1]!, "ana", second);
    places.take(new Spy(), "ben", null);
    assertEquals(spies.map(({ gaveWay }) => !gaveWay), [
      stays === 0,
      stays === 1,
    ]);
  });

  Deno.test(`[P1] [E21] on two servers as on one: ${title}`, async () => {
    const { here, there, clock } = twoServers();
    const spies = [new Spy(), new Spy()];
    here.take(spies[0]!, "ana", first);
    clock.advance(1);
    there.take(spies[1]!, "ana", second);
    await quiet();
    assertEquals(spies.map(({ gaveWay }) => !gaveWay), [
      stays === 0,
      stays === 1,
    ]);
  });
}

for (const steps of [0, -60_000]) {
  Deno.test(`[P1] [E21] lives count, not clocks: ${steps} ms pass between two greetings`, async () => {
    const { here, there, clock } = twoServers();
    const [newer, late] = [new Spy(), new Spy()];
    here.take(newer, "ana", lived(2));
    clock.advance(steps);
    there.take(late, "ana", lived(1));
    await quiet();
    assertEquals([newer.gaveWay, late.gaveWay], [false, true]);
    // Nor is it the servers' names that count.
    const [latest, later] = [new Spy(), new Spy()];
    there.take(latest, "ben", lived(2));
    clock.advance(steps);
    here.take(later, "ben", lived(1));
    await quiet();
    assertEquals([latest.gaveWay, later.gaveWay], [false, true]);
  });
}

Deno.test("[P1] [E21] who greets late is told at once that a newer one is on another server, which said so before", async () => {
  const { here, there } = twoServers();
  const [newer, late] = [new Spy(), new Spy()];
  here.take(newer, "ana", attempt(2));
  await quiet();
  there.take(late, "ana", attempt(1));
  await quiet();
  assertEquals([newer.gaveWay, late.gaveWay], [false, true]);
});

Deno.test("[P1] who comes from a copy of an outbox is told what to count above, and gets in", () => {
  const places = new ClientPlaces<Spy>({ clock: new FakeClock() });
  const [there, copy, again] = [new Spy(), new Spy(), new Spy()];
  places.take(there, "ana", lived(50));
  places.take(copy, "ana", lived(11));
  assertEquals([there.gaveWay, copy.above], [false, 50]);
  places.take(again, "ana", lived(51));
  // Who was there before is told nothing: two that are alive must not go on like that.
  assertEquals([there.gaveWay, there.above], [true, null]);
  assertEquals(again.gaveWay, false);
  // An earlier socket of the same run has nobody to tell it to.
  const late = new Spy();
  places.take(late, "ana", { ...lived(51), number: 0 });
  assertEquals([late.gaveWay, late.above], [true, null]);
});

Deno.test("[P1] [E21] the same on another server", async () => {
  const { here, there, clock } = twoServers();
  const [first, copy, again] = [new Spy(), new Spy(), new Spy()];
  here.take(first, "ana", lived(50));
  for (const ms of [0, 5]) {
    clock.advance(ms);
    there.take(copy, "ana", lived(11));
    await quiet();
    assertEquals([first.gaveWay, copy.above], [false, 50]);
    there.leave(copy);
  }
  there.take(again, "ana", lived(51));
  await quiet();
  assertEquals([first.gaveWay, first.above], [true, null]);
  assertEquals(again.gaveWay, false);
});

Deno.test("[P1] [E21] a client that greets two servers at the same moment keeps one connection", async () => {
  const { here, there } = twoServers();
  const spies = [new Spy(), new Spy()];
  here.take(spies[0]!, "ana", null);
  there.take(spies[1]!, "ana", null);
  await quiet();
  assertEquals(spies.filter(({ gaveWay }) => gaveWay).length, 1);
});

Deno.test("[P1] [E21] what was lost between servers is healed within ten seconds", async () => {
  const { hub, clock, here } = twoServers();
  const first = new Spy(), second = new Spy();
  here.take(first, "ana", null);
  clock.advance(1);
  // This one has a bus that loses the first message.
  const bus = hub.connect();
  const publish = bus.publish.bind(bus);
  let isLosing = true;
  bus.publish = (message) => isLosing || publish(message);
  const there = new ClientPlaces<Spy>({ clock, bus });
  there.take(second, "ana", null);
  await quiet();
  assertEquals([first.gaveWay, second.gaveWay], [false, false]);
  isLosing = false;
  for (let second = 0; second < 10; second++) there.beat();
  await quiet();
  assertEquals([first.gaveWay, second.gaveWay], [true, false]);
});

Deno.test("[P13] an old connection that goes late leaves the newer one its place", () => {
  const places = new ClientPlaces<Spy>({ clock: new FakeClock() });
  const [one, two, three] = [new Spy(), new Spy(), new Spy()];
  places.take(one, "ana", null);
  places.take(two, "ana", null);
  places.leave(one);
  places.take(three, "ana", null);
  assertEquals(two.gaveWay, true);
  // Who is gone has no say: even an early attempt is welcome then.
  places.take(one, "eve", attempt(5));
  places.leave(one);
  const late = new Spy();
  places.take(late, "eve", attempt(1));
  assertEquals(late.gaveWay, false);
});
