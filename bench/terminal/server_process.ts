import { fromFileUrl, join } from "@std/path";

const MAIN = fromFileUrl(new URL("../../server/main.ts", import.meta.url));

/** A server in a process and a folder of its own, until it is disposed of. */
export class ServerProcess implements AsyncDisposable {
  private constructor(
    /** Where clients connect. */
    readonly server: string,
    readonly folder: string,
    readonly process: Deno.ChildProcess,
  ) {}

  /** Starts a server on a free port; resolves when it listens. */
  static async open(): Promise<ServerProcess> {
    const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
    const process = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", MAIN, "--port", "0"]
        .concat("--db", join(folder, "inkroom.db")),
      stdout: "piped",
    }).spawn();
    let said = "";
    for await (
      const text of process.stdout.pipeThrough(new TextDecoderStream())
    ) {
      said += text;
      const address = /listening on http:\/\/(\S+)/.exec(said)?.[1];
      if (address !== undefined) {
        return new ServerProcess(`ws://${address}`, folder, process);
      }
    }
    throw new Error(`The server ended before it listened: ${said}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill("SIGKILL");
    await this.process.status;
    await Deno.remove(this.folder, { recursive: true });
  }
}
