import { assert, assertEquals } from "@std/assert";
import {
  BACK_OFF_MS,
  CLOSE_MS,
  Connection,
  OPEN_MS,
  PING_MS,
  SILENCE_MS,
} from "./connection.ts";
import { FakeClock } from "../testing/fake_clock.ts";
import { type FakeLine, FakeNetwork } from "../testing/fake_network.ts";

interface Rig {
  readonly clock: FakeClock;
  readonly network: FakeNetwork;
  readonly connection: Connection;
  /** What the connection told, and what the server got. */
  readonly told: string[];
}

function rig(random: () => number = () => 1): Rig {
  const told: string[] = [];
  const network = new FakeNetwork({
    accept: () => ({ message: (text) => told.push(`got ${text}`), close() {} }),
  });
  const clock = new FakeClock();
  const connection = new Connection({
    url: "ws://fake",
    connect: network.connect,
    clock,
    random,
    handlers: {
      open: () => told.push("open"),
      message: (text) => told.push(text),
      lost: ({ reason, isWord }, ms) =>
        told.push(
          `${isWord ? "refused" : "lost"}: ${reason}, again in ${ms}`,
        ),
      ended: (reason) => told.push(`ended: ${reason}`),
    },
  });
  connection.start();
  return { clock, network, connection, told };
}

function opened(random?: () => number): Rig {
  const all = rig(random);
  all.network.settle();
  all.told.length = 0;
  return all;
}

/** Milliseconds until the next socket is tried. */
function pauseOf({ clock, network }: Rig): number {
  const lines = network.lines.length;
  const start = clock.monotonic();
  while (network.lines.length === lines) clock.advance(clock.nextIn!);
  return clock.monotonic() - start;
}

Deno.test("[T41] a closed socket is told at once, and another is tried", () => {
  const all = opened();
  all.network.last.cut(1006);
  assertEquals(all.told, ["lost: the connection is gone (1006), again in 250"]);
  assert(!all.connection.send({ type: "ping" }));
  assertEquals(pauseOf(all), 250);
  all.network.settle();
  assertEquals(all.told.at(-1), "open");
});

Deno.test("[T41] the pause doubles up to its limit, and is short again after good service", () => {
  const all = opened();
  const pauses: number[] = [];
  for (let i = 0; i < 7; i++) {
    all.network.last.cut();
    pauses.push(pauseOf(all));
  }
  assertEquals(pauses, [250, 500, 1000, 2000, 4000, 5000, 5000]);
  assertEquals(pauses.at(-1), BACK_OFF_MS.most);
  all.network.settle();
  all.connection.healthy();
  all.network.last.cut();
  assertEquals(pauseOf(all), 250);
});

Deno.test("[T41] a socket that opens and is closed at once does not shorten the pause", () => {
  const all = opened();
  const pauses: number[] = [];
  for (let i = 0; i < 3; i++) {
    all.network.settle();
    all.network.last.cut();
    pauses.push(pauseOf(all));
  }
  assertEquals(pauses, [250, 500, 1000]);
});

Deno.test("[T41] half of the pause is random, so that a crowd spreads out", () => {
  for (const [random, pause] of [[0, 125], [0.5, 187.5], [1, 250]] as const) {
    const all = opened(() => random);
    all.network.last.cut();
    assertEquals(pauseOf(all), pause);
  }
});

Deno.test("[P13] pings every 5 s; a server that answers is not taken for gone", () => {
  const all = opened();
  for (let i = 0; i < 60; i++) {
    all.clock.advance(PING_MS);
    all.network.settle();
    all.network.last.send({ type: "pong" });
    all.network.settle();
  }
  const pings = all.told.filter((line) => line === 'got {"type":"ping"}');
  assertEquals(pings.length, 60);
  assertEquals(all.network.lines.length, 1);
});

Deno.test("[P13] 15 s of silence: offline, and the line is dropped", () => {
  const all = opened();
  all.clock.advance(7_000);
  all.network.last.send({ type: "pong" });
  all.network.settle();
  all.clock.advance(SILENCE_MS - 1);
  assertEquals(all.told.filter((line) => line.startsWith("lost")), []);
  all.clock.advance(1);
  assertEquals(
    all.told.at(-1),
    "lost: no word from the server for 15 s, again in 250",
  );
  assert(all.network.last.isClosedByClient);
});

Deno.test("[P13] a socket that never opens is given up", () => {
  const all = rig();
  all.clock.advance(OPEN_MS);
  assertEquals(all.told, ["lost: the server does not answer, again in 250"]);
  assert(all.network.last.isClosedByClient);
});

Deno.test("[P13] whatever an old socket still says harms no later one", () => {
  const late: ((line: FakeLine) => void)[] = [
    (line) => line.closeLate(1006),
    (line) => line.closeLate(4009),
    (line) => line.closeLate(1000),
  ];
  for (const speak of late) {
    const all = opened();
    const old = all.network.last;
    all.connection.restart("a test");
    pauseOf(all);
    all.network.settle();
    all.told.length = 0;
    speak(old);
    all.clock.advance(PING_MS - 1);
    assertEquals(all.told, []);
    assert(all.connection.send({ type: "ping" }));
    assertEquals(all.network.lines.length, 2);
  }
});

Deno.test("[P1] close code 4009 does not reconnect", () => {
  const all = opened();
  all.network.last.close(4009);
  all.network.settle();
  assertEquals(all.told, [
    "ended: another client with the same clientId took this one's place",
  ]);
  all.clock.advance(60_000);
  assertEquals(all.network.lines.length, 1);
});

Deno.test("[T41] after 4029 (flooding) the pause is long from the start", () => {
  const all = opened();
  all.network.last.close(4029, "too much");
  all.network.settle();
  assertEquals(all.told, ["refused: too much, again in 5000"]);
});

Deno.test("[P13] close() ends it: no timer is left, nothing is tried again", async () => {
  for (const prepare of [() => {}, (all: Rig) => all.network.last.cut()]) {
    const all = opened();
    prepare(all);
    await all.connection.close();
    all.told.length = 0;
    assertEquals(all.clock.nextIn, null);
    all.clock.advance(60_000);
    assertEquals(all.told, []);
    assertEquals(all.network.lines.length, 1);
  }
});

Deno.test("[P13] a closing handshake that is not answered is cut short", async () => {
  const clock = new FakeClock();
  let terminated = 0;
  const connection = new Connection({
    url: "ws://fake",
    clock,
    random: () => 1,
    connect: () => ({
      send() {},
      close() {},
      terminate: () => void (terminated += 1),
    }),
    handlers: { open() {}, message() {}, lost() {}, ended() {} },
  });
  connection.start();
  const closed = connection.close();
  clock.advance(CLOSE_MS);
  await closed;
  assertEquals(terminated, 1);
});

Deno.test("[P13] each socket has a number of its own within the run: a late hello is told from a newer one", () => {
  const attempts: { run: string; number: number }[] = [];
  const clock = new FakeClock();
  const network = new FakeNetwork({
    accept: () => ({ message() {}, close() {} }),
  });
  const make = (random: number) => {
    const connection = new Connection({
      url: "ws://fake",
      connect: network.connect,
      clock,
      random: () => random,
      handlers: {
        open: (attempt) => attempts.push(attempt),
        message() {},
        lost() {},
        ended() {},
      },
    });
    connection.start();
    network.settle();
    return connection;
  };
  const connection = make(0.25);
  for (let i = 0; i < 2; i++) {
    connection.restart("a test");
    clock.advance(BACK_OFF_MS.most);
    network.settle();
  }
  assertEquals(attempts.map(({ number }) => number), [1, 2, 3]);
  assertEquals(new Set(attempts.map(({ run }) => run)).size, 1);
  make(0.5);
  assertEquals(attempts.at(-1)!.number, 1);
  assert(attempts.at(-1)!.run !== attempts[0]!.run);
});
