/**
 * Where the server's processor time goes under the load of the measure `50 × 10`: for each of its
 * threads a CPU profile, written to a file that Chrome's developer tools open, and the ten hottest
 * functions. What a thread is busy with is told by the clock: that of a statement of SQLite has the
 * wait for the disk in it.
 *
 * ```sh
 * deno task profile
 * ```
 *
 * @module
 */

import { tell } from "../../report/report.ts";
import { contestants } from "../contestants.ts";
import { Room } from "../measures/room.ts";
import { warmUp } from "../measures/sample.ts";
import { wait } from "../measures/server.ts";
import { type Hot, hottest, type Profile } from "./hottest.ts";
import { Inspector } from "./inspector.ts";

const USAGE =
  "deno task profile   takes no flags; writes inkroom.<thread>.cpuprofile to this folder";

if (Deno.args.length > 0) {
  tell(USAGE);
  Deno.exit(Deno.args[0] === "--help" ? 0 : 2);
}

const LOAD = { members: 50, rate: 10, settleMs: 2_000, measureMs: 10_000 };
const COUNT = 10;

const [inkroom] = contestants(["inkroom"]);
const folder = await Deno.makeTempDir({ prefix: "inkroom-profile-" });
const port = freePort();
const server = await inkroom!.start(folder, false, [
  `--inspect=127.0.0.1:${port}`,
]);
try {
  const place = { url: server.url, room: "r0", deflate: false };
  await warmUp(inkroom!, place);
  const room = await Room.open(inkroom!, place, LOAD.members);
  room.start(LOAD.rate);
  await wait(LOAD.settleMs);
  const before = await server.usage();
  const profiles = await profile();
  const { cpu } = await server.usage();
  room.stop();
  await room.allHeard();
  room.close();
  await print(
    `${LOAD.members} members, ${LOAD.rate} changes a second each: ` +
      `${((cpu - before.cpu) * 1_000).toFixed(0)} ms of processor time in ` +
      `${LOAD.measureMs / 1_000} s, the profiling included`,
  );
  for (const [thread, each] of profiles) {
    const { busyMs, functions } = hottest(each, COUNT);
    const file = `inkroom.${thread.replaceAll(/\W+/g, "_")}.cpuprofile`;
    await Deno.writeTextFile(file, JSON.stringify(each));
    await print(`\n${thread}: busy ${busyMs.toFixed(0)} ms; ${file}`);
    for (const hot of functions) await print(lineOf(hot, busyMs));
  }
} finally {
  await server.stop("SIGKILL");
  await Deno.remove(folder, { recursive: true });
}
Deno.exit(0);

/** Profiles all threads at the same time. */
async function profile(): Promise<Map<string, Profile>> {
  const inspector = await Inspector.open(port);
  const threads = [...inspector.threads];
  for (const [, ask] of threads) {
    await ask("Profiler.enable");
    await ask("Profiler.setSamplingInterval", { interval: 500 });
    await ask("Profiler.start");
  }
  await wait(LOAD.measureMs);
  const profiles = new Map<string, Profile>();
  for (const [name, ask] of threads) {
    const { profile } = await ask("Profiler.stop") as { profile: Profile };
    profiles.set(name, profile);
  }
  inspector.close();
  return profiles;
}

function lineOf({ name, ms }: Hot, busyMs: number): string {
  const part = (ms / busyMs * 100).toFixed(1).padStart(5);
  return `${part} %  ${ms.toFixed(0).padStart(5)} ms  ${name}`;
}

async function print(line: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(`${line}\n`));
}

function freePort(): number {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  return listener.addr.port;
}
