/**
 * T43: what an hour of drawing leaves behind in the client's memory. The whole client, on a terminal
 * in memory and with a server of its own, draws, drags, types, undoes and looks around as fast as it
 * goes; now and then everything unreachable is let go of, and what is left is measured.
 *
 * ```sh
 * NODE_ENV=production deno run -A --v8-flags=--expose-gc bench/soak_bench.ts
 * ```
 *
 * @module
 */

import { join } from "@std/path";
import { RoomClient } from "../shared/client/room_client.ts";
import { runApp } from "../tui/app.ts";
import { openScreen } from "../tui/opening.ts";
import { httpPast } from "../shared/client/past/http_past.ts";
import { drawingFiles } from "../tui/files/drawing_files.ts";
import { roomsOverHttp } from "../tui/session/rooms_over_http.ts";
import { keymap } from "../tui/state/input/keymap.ts";
import { systemClock } from "../shared/client/clock.ts";
import { FakeStreams } from "../tui/terminal/testing/fake_streams.ts";
import { Measured } from "./report/measured.ts";
import { isQuick, report, tell } from "./report/report.ts";
import { startProcess } from "./server_process.ts";

/** Rounds of about 60 inputs; who draws by hand makes about one in three seconds. */
const ROUNDS = isQuick ? 10 : 600;
/** The first ones fill caches, and what keeps a bounded past. */
const WARM = isQuick ? 5 : 100;
const MEASURES = 5;

declare const gc: (() => void) | undefined;

/** Bytes of JavaScript objects that are still reachable. */
function heap(): number {
  if (gc === undefined) {
    throw new Error("Cannot measure: run with --v8-flags=--expose-gc");
  }
  gc();
  gc();
  return Deno.memoryUsage().heapUsed;
}

const mouse = (code: number, column: number, row: number, last = "M") =>
  `\x1b[<${code};${column};${row}${last}`;

/** A box is drawn, named, dragged, colored, undone and deleted; then one looks around. */
function* inputs(round: number): Generator<string> {
  const column = 3 + round % 40, row = 3 + round % 10;
  yield "r" + mouse(0, column, row);
  for (let n = 1; n <= 12; n++) yield mouse(32, column + n, row + (n >> 2));
  yield mouse(0, column + 12, row + 3, "m");
  for (const letter of `box ${round}`) yield letter;
  yield "\r";
  for (let n = 0; n < 8; n++) yield "\x1b[C";
  yield* ["u", "u", "u", "\x12", "\x12", "\x12"];
  yield* ["\x1b[A", "+", "-", "?", "\x1b"];
  yield mouse(65, 40, 12) + mouse(64, 40, 12);
  yield* ["A", "x"];
}

const folder = await Deno.makeTempDir({ prefix: "inkroom-bench-" });
const server = await startProcess([
  "--db",
  join(folder, "rooms.db"),
  "--unlimited",
]);
const open = (roomId: string) =>
  new RoomClient({ server: server.url, roomId, name: "ana" });
const visitOf = (room: string, client: RoomClient) => ({
  room,
  client,
  past: httpPast({ server: server.url, roomId: room, client }),
});
const client = open("soak");
await client.synced();
const streams = new FakeStreams(80, 24);
streams.onWrite = (text) => {
  streams.output = "";
  if (text.includes("\x1b[c")) streams.say("\x1b[0n\x1b[?62c");
  else if (text.includes("\x1b[5n")) streams.say("\x1b[0n");
};
const keys = keymap();
const opening = await openScreen({
  streams,
  depth: "truecolor",
  clock: systemClock,
  room: "soak",
  keyOf: (action) => keys.keysOf.get(action)?.[0],
});
void runApp({
  opening,
  visit: visitOf("soak", client),
  goTo: (room) => Promise.resolve(visitOf(room, open(room))),
  rooms: roomsOverHttp(server.url, "unicode"),
  files: drawingFiles(() => undefined),
  openRoom: open,
  server: server.url,
  keys,
  charset: "unicode",
  clock: systemClock,
  now: Date.now,
  random: Math.random,
});
const sizes: number[] = [];
let count = 0;
for (let round = 0; round <= ROUNDS; round++) {
  for (const input of inputs(round)) {
    streams.say(input);
    count++;
    await new Promise((settle) => setTimeout(settle, 0));
  }
  if (round % 50 === 0) streams.resize(80 + round / 50 % 2 * 20, 24);
  await client.idle();
  const isDue = round >= WARM &&
    (round - WARM) % ((ROUNDS - WARM) / MEASURES) === 0;
  if (isDue) {
    sizes.push(heap());
    tell(`round ${round} of ${ROUNDS}`);
  }
}
if (client.head < ROUNDS * 10) {
  throw new Error(`Cannot measure: only ${client.head} changes were made`);
}
const [first, last] = [sizes[0]!, sizes.at(-1)!];
const measured = new Measured("soak", [{ name: "inkroom", role: "ours" }]);
const measure = {
  measure: "an hour of drawing",
  what: `the client's heap after ${count} inputs`,
};
const inMb = { unit: "MB", better: "less" } as const;
measured.add(measure, { figure: "heap when warm", ...inMb }, {
  inkroom: first / 1e6,
});
measured.add(measure, { figure: "heap at the end", ...inMb }, {
  inkroom: last / 1e6,
});
measured.add(
  measure,
  { figure: "growth of the heap", unit: "%", better: "less" },
  { inkroom: (last / first - 1) * 100 },
);
report(measured.found);
await client.close();
await server.stop();
await Deno.remove(folder, { recursive: true });
Deno.exit(0);
