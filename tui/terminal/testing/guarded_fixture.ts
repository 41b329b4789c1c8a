/**
 * A program that holds a terminal until something happens to it; run by `lifecycle_test.ts`.
 *
 * @module
 */

import { systemClock } from "../../../shared/client/clock.ts";
import { guard } from "../lifecycle.ts";
import { localStreams } from "../streams.ts";
import { openTerminal } from "../terminal.ts";

const ways: Record<string, () => void> = {
  q: () => void life.exit(0),
  t: () =>
    queueMicrotask(() => {
      throw new Error("thrown \x1b[31mon purpose");
    }),
  r: () => void Promise.reject(new Error("rejected on purpose")),
  w: () => void terminal.write(new Uint8Array(1_000_000).fill(0x78)),
  x: () => Deno.exit(7),
};
const terminal = await openTerminal(localStreams(), {
  clock: systemClock,
  onEvent: (event) => {
    if (event.type === "hangup") void life.hangUp();
    if (event.type === "key") ways[event.key]?.();
  },
});
const life = guard(terminal);
await terminal.learned;
await terminal.write(new TextEncoder().encode("READY\x1b[5n"));
