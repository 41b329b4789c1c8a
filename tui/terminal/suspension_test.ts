import { assertEquals } from "@std/assert";
import { Emulator } from "../screen/testing/emulator.ts";
import { type Job, Suspension } from "./suspension.ts";
import { openTerminal } from "./terminal.ts";
import { settle, SettlingClock } from "./testing/settling_clock.ts";
import { FakeStreams } from "./testing/fake_streams.ts";

/** A terminal, its emulator, and a job that stops when it is told to. */
async function open(refusal: string | null = null, fails = false) {
  const streams = new FakeStreams(40, 6), clock = new SettlingClock();
  const emulator = new Emulator(40, 6);
  await emulator.feed("$ draw\r\n");
  emulator.onAnswer((answer) => streams.say(answer));
  streams.onWrite = (text) => emulator.feed(text);
  const log: string[] = [];
  const terminal = await openTerminal(streams, {
    clock,
    onEvent: (event) => log.push(event.type === "key" ? event.key : event.type),
  });
  await emulator.feed("");
  await settle();
  let wish = () => {}, goOn = () => {};
  const stopped = Promise.withResolvers<void>();
  const job: Job = {
    onStopWish: (listener) => (wish = listener, () => wish = () => {}),
    onContinued: (listener) => (goOn = listener, () => goOn = () => {}),
    stop() {
      log.push(`stopped, ${emulator.screen} screen, raw ${streams.raw}`);
      return fails ? Promise.reject(new Error("no kill")) : stopped.promise;
    },
    refusal: () => Promise.resolve(refusal),
  };
  const suspension = new Suspension(terminal, job, {
    onBack: () => log.push("paint"),
    onRefused: (reason) => log.push(reason),
  });
  return {
    ...{ streams, emulator, log, suspension, terminal },
    async wish() {
      wish();
      for (let turn = 0; turn < 3; turn++) {
        await settle();
        await emulator.feed("");
      }
    },
    async goOn() {
      goOn();
      stopped.resolve();
      await settle();
      await emulator.feed("");
    },
  };
}

Deno.test("[T33] the terminal is given back before the stop, and taken again after it", async () => {
  const { streams, emulator, log, wish, goOn } = await open();
  const modes = emulator.modes;
  await wish();
  assertEquals(log, ["stopped, normal screen, raw false"]);
  assertEquals(emulator.modes.mouseTrackingMode, "none");
  await goOn();
  assertEquals(log.slice(1), ["paint"]);
  assertEquals([emulator.screen, streams.raw], ["alternate", true]);
  assertEquals(emulator.modes, modes);
});

Deno.test("[T33] the window may have another size afterwards", async () => {
  const { streams, log, wish, goOn } = await open();
  await wish();
  [streams.columns, streams.rows] = [100, 30];
  await goOn();
  assertEquals(log.slice(1), ["resize", "paint"]);
});

Deno.test("[T33] what is written while it is suspended is dropped; keys are not told", async () => {
  const { streams, log, terminal, wish } = await open();
  await wish();
  const { output } = streams;
  await terminal.write(new TextEncoder().encode("a frame"));
  streams.say("q");
  await settle();
  assertEquals([streams.output, log.length], [output, 1]);
});

Deno.test("[T33] after a SIGSTOP, which nobody is asked about, the terminal is taken again too", async () => {
  const { emulator, log, goOn } = await open();
  await emulator.feed("\x1b[?1049l\x1b[?1002l");
  await goOn();
  assertEquals([emulator.screen, log], ["alternate", ["paint"]]);
});

Deno.test("[T33] refused with a reason, nothing happens to the terminal", async () => {
  const { streams, log, wish } = await open("Cannot suspend: others wait.");
  const { output } = streams;
  await wish();
  assertEquals([streams.output, log], [output, [
    "Cannot suspend: others wait.",
  ]]);
});

Deno.test("[T33] where the job can't be stopped it goes on, and says why", async () => {
  const { emulator, log, wish } = await open(null, true);
  await wish();
  assertEquals(log.slice(1), ["paint", "Cannot suspend: no kill."]);
  assertEquals(emulator.screen, "alternate");
});

Deno.test("[T33] [T32] a hang-up while it is suspended is told", async () => {
  const { streams, log, wish } = await open();
  await wish();
  streams.hangUp();
  await settle();
  assertEquals(log.slice(1), ["hangup"]);
});
