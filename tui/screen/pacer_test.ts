import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import { settle, SettlingClock } from "../terminal/testing/settling_clock.ts";
import { Pacer } from "./pacer.ts";

const QUERY = "\x1b[5n";
const bytes = (length: number) => new Uint8Array(length).fill(0x78);

/** A link of 2,000 bytes a second that takes all at once, as a socket's buffers do. */
class SlowLink {
  /** When each frame was put together and when it was on screen. */
  readonly shown: { builtAt: number; shownAt: number }[] = [];
  #freeAt = 0;
  answers = true;

  constructor(readonly clock: SettlingClock, readonly answered: () => void) {}

  send(frame: Uint8Array, builtAt: number): Promise<void> {
    const start = Math.max(this.#freeAt, this.clock.monotonic());
    this.#freeAt = start + frame.length / 2_000 * 1_000;
    const shownAt = this.#freeAt;
    this.clock.after(shownAt - this.clock.monotonic(), () => {
      this.shown.push({ builtAt, shownAt });
      // 40 ms on its way back.
      if (this.answers) this.clock.after(40, this.answered);
    });
    return Promise.resolve();
  }
}

interface Bench {
  readonly clock: SettlingClock;
  readonly pacer: Pacer;
  /** When each frame was written, and how many bytes it had. */
  readonly frames: { at: number; length: number }[];
}

function bench(
  { size = () => 10, write, answer = true }: {
    size?: () => number;
    write?: (frame: Uint8Array) => Promise<void>;
    answer?: boolean;
  } = {},
): Bench {
  const clock = new SettlingClock();
  const frames: { at: number; length: number }[] = [];
  const pacer: Pacer = new Pacer({
    clock,
    build: () => bytes(size()),
    write: (frame) => {
      frames.push({ at: clock.monotonic(), length: frame.length });
      if (answer) clock.after(1, () => pacer.answered());
      return write?.(frame) ?? Promise.resolve();
    },
  });
  return { clock, pacer, frames };
}

Deno.test("[R43] the first frame is painted at once", async () => {
  const { pacer, frames } = bench();
  pacer.request();
  await settle();
  assertEquals(frames.map((frame) => frame.at), [0]);
});

Deno.test("[T37] 200 events in one read: one paint", async () => {
  const { clock, pacer, frames } = bench();
  for (let i = 0; i < 200; i++) pacer.request();
  await clock.pass(1_000);
  assertEquals(frames.length, 1);
});

Deno.test("[R43] each frame ends with a question", async () => {
  const clock = new SettlingClock();
  let written = "";
  const pacer = new Pacer({
    clock,
    build: () => bytes(3),
    write: (frame) => {
      written += new TextDecoder().decode(frame);
      return Promise.resolve();
    },
  });
  pacer.request();
  await clock.pass(10);
  assertEquals(written, "xxx" + QUERY);
});

Deno.test("[R43] at most 30 frames a second, however often asked", async () => {
  const { clock, pacer, frames } = bench();
  for (let ms = 0; ms < 1_000; ms++) {
    pacer.request();
    await clock.pass(1);
  }
  assert(frames.length === 30, `${frames.length} frames`);
});

Deno.test("[R43] the last request is never lost", async () => {
  const { clock, pacer, frames } = bench();
  pacer.request();
  await settle();
  pacer.request();
  await clock.pass(40);
  assertEquals(frames.map((frame) => frame.at), [0, 1_000 / 30]);
});

Deno.test("[R43] the next frame waits for the answer, or for 2 s", async () => {
  const { clock, pacer, frames } = bench({ answer: false });
  pacer.learned(true);
  pacer.request();
  await settle();
  pacer.request();
  await clock.pass(1_999);
  assertEquals(frames.length, 1);
  await clock.pass(1);
  assertEquals(frames.length, 2);
  pacer.request();
  await clock.pass(500);
  // The answer to the first frame is not the one to the second.
  pacer.answered();
  await clock.pass(500);
  assertEquals(frames.length, 2);
  pacer.answered();
  await clock.pass(0);
  assertEquals(frames.length, 3);
});

Deno.test("[R43] a lost answer does not slow the rest for ever", async () => {
  const { clock, pacer, frames } = bench({ answer: false });
  pacer.learned(true);
  pacer.request();
  for (let ms = 0; ms < 20_000; ms += 100) {
    pacer.request();
    await clock.pass(100);
    // All but the first question are answered, at once.
    if (frames.length > 1) pacer.answered();
  }
  const late = frames.filter((frame) => frame.at > 15_000);
  assert(late.length >= 45, `${late.length} frames in the last 5 s`);
});

Deno.test("[T33, R43] what was asked before somebody else had the terminal is not waited for", async () => {
  let answer = false;
  const { clock, pacer, frames } = bench({
    write: () => {
      if (answer) clock.after(1, () => pacer.answered());
      return Promise.resolve();
    },
    answer: false,
  });
  pacer.learned(true, 1);
  pacer.request();
  await clock.pass(100);
  answer = true;
  pacer.regained();
  for (let i = 0; i < 3; i++) {
    pacer.request();
    await clock.pass(40);
  }
  assertEquals(frames.map(({ at }) => at), [0, 100, 140, 180]);
});

Deno.test("[R43] answers that nobody asked for change nothing", async () => {
  const { clock, pacer, frames } = bench({ answer: false });
  pacer.learned(true);
  for (let i = 0; i < 10; i++) pacer.answered();
  pacer.request();
  await settle();
  pacer.request();
  await clock.pass(1_000);
  assertEquals(frames.length, 1);
});

Deno.test("[R43] a terminal that never answers is paced by what it takes", async () => {
  let take = () => {};
  const { clock, pacer, frames } = bench({
    answer: false,
    write: () => new Promise((settle) => take = settle),
  });
  pacer.learned(false);
  pacer.request();
  await settle();
  pacer.request();
  await clock.pass(5_000);
  assertEquals(frames.length, 1);
  take();
  await clock.pass(0);
  assertEquals(frames.length, 2);
});

Deno.test("[T40] where nothing answers, frames after the first come as soon as that is known", async () => {
  const { clock, pacer, frames } = bench({ answer: false });
  pacer.request();
  await settle();
  pacer.request();
  await clock.pass(500);
  pacer.learned(false);
  await clock.pass(0);
  assertEquals(frames.length, 2);
});

Deno.test("[R43] a terminal that answers late is paced by its answers from then on", async () => {
  const { clock, pacer, frames } = bench({ answer: false });
  pacer.learned(false);
  pacer.request();
  await clock.pass(100);
  pacer.answered();
  pacer.request();
  await settle();
  pacer.request();
  await clock.pass(1_500);
  assertEquals(frames.length, 2);
});

Deno.test("[T34] what has not changed is not written, nor is anything while idle", async () => {
  const { clock, pacer, frames } = bench({ size: () => 0 });
  pacer.request();
  await clock.pass(10_000);
  assertEquals(frames.length, 0);
  assertEquals(clock.nextIn, null);
});

Deno.test("[R43] painting may ask for the next frame", async () => {
  const clock = new SettlingClock();
  let builds = 0;
  const pacer: Pacer = new Pacer({
    clock,
    build: () => {
      if (++builds < 3) pacer.request();
      return bytes(1);
    },
    write: () => {
      clock.after(1, () => pacer.answered());
      return Promise.resolve();
    },
  });
  pacer.request();
  await settle();
  assertEquals(builds, 1);
  await clock.pass(1_000);
  assertEquals(builds, 3);
});

Deno.test("[T34] painting that finds nothing and asks again is paced too", async () => {
  const clock = new SettlingClock();
  let builds = 0;
  const pacer: Pacer = new Pacer({
    clock,
    build: () => {
      builds++;
      pacer.request();
      return bytes(0);
    },
    write: () => Promise.resolve(),
  });
  pacer.request();
  await clock.pass(1_000);
  pacer.close();
  assert(builds > 25 && builds <= 31, `${builds} builds`);
});

Deno.test("[R43] closed, it paints no more", async () => {
  const { clock, pacer, frames } = bench();
  pacer.request();
  await settle();
  pacer.request();
  pacer.close();
  await clock.pass(5_000);
  assertEquals(frames.length, 1);
  assertEquals(clock.nextIn, null);
});

for (const size of [100, 500, 950, 8_000]) {
  Deno.test(`[T45] at 2 KB/s, where ${size} bytes change all the time, what is painted is never more than about 1 s old`, async () => {
    const clock = new SettlingClock();
    let builtAt = 0;
    const link: SlowLink = new SlowLink(clock, () => pacer.answered());
    const pacer: Pacer = new Pacer({
      clock,
      build: (limit) => {
        builtAt = clock.monotonic();
        return bytes(Math.min(size, limit));
      },
      write: (frame) => link.send(frame, builtAt),
    });
    pacer.learned(true, 41);
    // Something moves all the time, for 40 s.
    for (let ms = 0; ms < 40_000; ms += 10) {
      pacer.request();
      await clock.pass(10);
    }
    // The age of each picture when the next one takes its place; the first ones teach.
    const ages = link.shown.slice(0, -1).map(({ builtAt }, i) =>
      link.shown[i + 1]!.shownAt - builtAt
    ).filter((_, i) => link.shown[i]!.builtAt > 10_000);
    assert(ages.length > 20, `${ages.length} pictures`);
    assertLessOrEqual(Math.max(...ages), 1_100);
  });
}
