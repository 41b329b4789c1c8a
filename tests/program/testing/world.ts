/**
 * A server process on a database file of its own, started the way a user starts it.
 *
 * @module
 */

import { delay } from "@std/async";
import { fromFileUrl, join } from "@std/path";

const root = fromFileUrl(new URL("../../..", import.meta.url));

/** The shell command of a `deno task`, with arguments; the `deno` that runs the tests runs it. */
export function task(name: string, ...args: string[]): string {
  const quoted = [
    Deno.execPath(),
    "task",
    "--quiet",
    "--cwd",
    root,
    name,
    ...args,
  ]
    .map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  return quoted.join(" ");
}

/** A port of loopback that was free a moment ago. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}

/** A server that can be killed and started again on the same file. */
export class World implements AsyncDisposable {
  #process: Deno.ChildProcess | null = null;

  private constructor(readonly folder: string, readonly port: number) {}

  /** Makes a folder for the database and starts a server in it. */
  static async open(): Promise<World> {
    const world = new World(
      await Deno.makeTempDir({ prefix: "inkroom-" }),
      freePort(),
    );
    await world.start();
    return world;
  }

  /** Where clients connect. */
  get server(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** Starts the server; resolves when it says that it listens. */
  async start(): Promise<void> {
    const process = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--allow-net",
        "--allow-read",
        "--allow-write",
        "--ignore-env",
      ]
        .concat("--allow-env=INKROOM_*", join(root, "server/main.ts"))
        .concat(
          "--port",
          `${this.port}`,
          "--db",
          join(this.folder, "inkroom.db"),
        ),
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#process = process;
    const reader = process.stdout.pipeThrough(new TextDecoderStream())
      .getReader();
    let text = "";
    while (!text.includes("listening on")) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`The server ended before it listened: ${text}`);
      text += value;
    }
    // Whatever else it says is read away, or a full pipe would stop it.
    void (async () => {
      while (!(await reader.read()).done);
    })();
  }

  /** Ends the server as a power cut would; resolves when the process is gone. */
  async kill(): Promise<void> {
    this.#process?.kill("SIGKILL");
    await this.#process?.status;
    this.#process = null;
  }

  /** The room as text. */
  async text(room: string): Promise<string> {
    return await (await fetch(
      `http://127.0.0.1:${this.port}/rooms/${room}.txt`,
    )).text();
  }

  /** The live shapes of a room. */
  async shapes(room: string): Promise<Record<string, unknown>[]> {
    const answer = await fetch(
      `http://127.0.0.1:${this.port}/rooms/${room}.json`,
    );
    const body = await answer.json();
    return Array.isArray(body) ? body : body.shapes;
  }

  /** Changes a room, as a guest over HTTP. */
  async post(room: string, ops: unknown[]): Promise<void> {
    const answer = await fetch(
      `http://127.0.0.1:${this.port}/rooms/${room}/ops`,
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(ops),
      },
    );
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Cannot post: ${text}`);
  }

  /** Asks again and again until the answer fits; fails after `ms` with the last answer. */
  async waitForShapes(
    room: string,
    fits: (shapes: Record<string, unknown>[]) => boolean,
    ms = 15_000,
  ): Promise<Record<string, unknown>[]> {
    const end = Date.now() + ms;
    for (;;) {
      const shapes = await this.shapes(room);
      if (fits(shapes)) return shapes;
      if (Date.now() > end) {
        throw new Error(
          `Waited in vain; the shapes are ${JSON.stringify(shapes)}`,
        );
      }
      await delay(30);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.folder, { recursive: true }).catch(() => {});
  }
}
