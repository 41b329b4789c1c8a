/**
 * An ssh server on loopback for one test: keys, port and configuration of its own.
 *
 * @module
 */

import { join } from "@std/path";
import { freePort } from "./world.ts";

const SSHD = "/usr/sbin/sshd";

/** Lets whoever runs the tests in, with a key made for this once. */
export class SshServer implements AsyncDisposable {
  private constructor(
    readonly folder: string,
    readonly port: number,
    readonly process: Deno.ChildProcess,
  ) {}

  /** Starts the server; resolves when it listens. */
  static async open(): Promise<SshServer> {
    const folder = await Deno.makeTempDir({ prefix: "inkroom-ssh-" });
    for (const name of ["host", "user"]) {
      await run(
        "ssh-keygen",
        "-q",
        "-t",
        "ed25519",
        "-N",
        "",
        "-f",
        join(folder, name),
      );
    }
    const port = freePort();
    await Deno.writeTextFile(
      join(folder, "config"),
      [
        `Port ${port}`,
        "ListenAddress 127.0.0.1",
        `HostKey ${join(folder, "host")}`,
        `AuthorizedKeysFile ${join(folder, "user.pub")}`,
        `PidFile ${join(folder, "pid")}`,
        "PasswordAuthentication no",
        "PermitRootLogin yes",
        // The key lies in a folder for everybody's temporary files.
        "StrictModes no",
        "UsePAM no",
        "",
      ].join("\n"),
    );
    // Root's servers want it; it is made at boot, and there may have been none.
    await Deno.mkdir("/run/sshd", { recursive: true }).catch(() => {});
    const process = new Deno.Command(SSHD, {
      args: ["-D", "-e", "-f", join(folder, "config")],
      stdin: "null",
      stderr: "piped",
    }).spawn();
    const server = new SshServer(folder, port, process);
    const reader = process.stderr.pipeThrough(new TextDecoderStream())
      .getReader();
    let said = "";
    while (!said.includes("Server listening")) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`The ssh server ended: ${said}`);
      said += value;
    }
    // Whatever else it says is read away, or a full pipe would stop it.
    void (async () => {
      while (!(await reader.read()).done);
    })();
    return server;
  }

  /** The words that run a shell command there, on a terminal. */
  async command(shell: string): Promise<string[]> {
    const user = (await run("id", "-un")).trim();
    const options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null"]
      .concat("LogLevel=ERROR", "IdentitiesOnly=yes");
    return [
      ...["ssh", "-tt", "-F", "none", "-p", `${this.port}`],
      ...["-i", join(this.folder, "user")],
      ...options.flatMap((option) => ["-o", option]),
      ...[`${user}@127.0.0.1`, shell],
    ];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill("SIGTERM");
    await this.process.status;
    await Deno.remove(this.folder, { recursive: true });
  }
}

async function run(command: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args })
    .output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}
