/**
 * Where the server's processor time goes under the load of the measure `50 × 10`: a CPU profile,
 * written to a file that Chrome's developer tools open, and the ten hottest functions.
 *
 * ```sh
 * deno task profile
 * ```
 *
 * @module
 */

// deno-lint-ignore-file no-console

import { WebSocket } from "ws";
import { contestants } from "./contestants.ts";
import { Room } from "./measures/room.ts";
import type { ServerProcess } from "./process.ts";

const LOAD = { members: 50, rate: 10, warmUpMs: 6_000, measureMs: 10_000 };
const OUT = "inkroom.cpuprofile";

/** A CPU profile as V8 writes it. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Talks to V8's inspector. */
class Inspector {
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (result: unknown) => void>();
  #id = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data) => {
      const { id, result } = JSON.parse(data.toString());
      this.#answers.get(id)?.(result);
    });
  }

  static async open(port: number): Promise<Inspector> {
    const [target] = await (await fetch(`http://127.0.0.1:${port}/json`))
      .json();
    const socket = new WebSocket(target.webSocketDebuggerUrl);
    await new Promise((resolve) => socket.on("open", resolve));
    return new Inspector(socket);
  }

  ask(method: string, params: Record<string, unknown> = {}): Promise<unknown> {
    const id = ++this.#id;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => this.#answers.set(id, resolve));
  }

  close(): void {
    this.#socket.terminate();
  }
}

const [inkroom] = contestants(["inkroom"]);
const folder = await Deno.makeTempDir({ prefix: "inkroom-profile-" });
const port = freePort();
const server: ServerProcess = await inkroom!.start(folder, false, [
  `--inspect=127.0.0.1:${port}`,
]);
try {
  const place = { url: server.url, room: "r0", deflate: false };
  const room = await Room.open(inkroom!, place, LOAD.members);
  room.start(LOAD.rate);
  await wait(LOAD.warmUpMs);
  const inspector = await Inspector.open(port);
  await inspector.ask("Profiler.enable");
  await inspector.ask("Profiler.setSamplingInterval", { interval: 200 });
  await inspector.ask("Profiler.start");
  await wait(LOAD.measureMs);
  const { profile } = await inspector.ask("Profiler.stop") as {
    profile: Profile;
  };
  inspector.close();
  room.stop();
  room.close();
  await Deno.writeTextFile(OUT, JSON.stringify(profile));
  console.log(hottest(profile, 10));
  console.log(`\nThe whole profile: ${OUT}`);
} finally {
  await server.stop("SIGKILL");
  await Deno.remove(folder, { recursive: true });
}
Deno.exit(0);

/** The functions in which most time was spent, without what they call. */
function hottest({ nodes, samples, timeDeltas }: Profile, count: number) {
  const spent = new Map<number, number>();
  samples.forEach((id, at) => {
    spent.set(id, (spent.get(id) ?? 0) + timeDeltas[at]!);
  });
  const byFunction = new Map<string, number>();
  let busy = 0;
  for (const { id, callFrame } of nodes) {
    const { functionName, url, lineNumber } = callFrame;
    if (functionName === "(idle)" || functionName === "(root)") continue;
    const file = url.split("/").slice(-2).join("/");
    const name = `${functionName || "(anonymous)"} ${file}:${lineNumber + 1}`;
    const time = spent.get(id) ?? 0;
    byFunction.set(name, (byFunction.get(name) ?? 0) + time);
    busy += time;
  }
  const lines = [...byFunction].sort(([, a], [, b]) => b - a).slice(0, count)
    .map(([name, time]) =>
      `${(time / busy * 100).toFixed(1).padStart(5)} %  ` +
      `${(time / 1_000).toFixed(0).padStart(5)} ms  ${name}`
    );
  return [`busy ${(busy / 1_000).toFixed(0)} ms`, ...lines].join("\n");
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function freePort(): number {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  return listener.addr.port;
}
