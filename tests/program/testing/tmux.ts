/**
 * A real terminal for whole programs: a tmux server of its own, driven by keys and read as text.
 *
 * @module
 */

import { delay } from "@std/async";

const decoder = new TextDecoder();

/** Why whole-program tests can't run here, or `null` if they can. */
export function missingTool(tool: string, flag = "-V"): string | null {
  let found = false;
  try {
    found =
      new Deno.Command(tool, { args: [flag], stdout: "null", stderr: "null" })
        .outputSync().success;
  } catch {
    // Not on the PATH.
  }
  if (!found && Deno.env.get("INKROOM_TESTS_NEED_TOOLS") === "1") {
    throw new Error(
      `Cannot run the tests: ${tool} is not installed, and here all tools must be`,
    );
  }
  return found ? null : `${tool} is not installed`;
}

/** One tmux server with windows of one size; closed, and all in it killed, by `dispose`. */
export class Tmux implements AsyncDisposable {
  readonly #socket = `inkroom-test-${crypto.randomUUID()}`;

  /** Runs a tmux command and returns what it printed. */
  async run(...args: string[]): Promise<string> {
    const { stdout, stderr, success } = await new Deno.Command("tmux", {
      args: ["-L", this.#socket, "-f", "/dev/null", ...args],
    }).output();
    if (!success) throw new Error(`tmux ${args[0]}: ${decoder.decode(stderr)}`);
    return decoder.decode(stdout);
  }

  /** Opens a terminal of `columns` × `rows` that runs a shell command; returns its pane. */
  async open(
    command: string,
    columns = 80,
    rows = 24,
    env: Record<string, string> = {},
  ): Promise<Pane> {
    const name = `p${crypto.randomUUID().slice(0, 8)}`;
    const vars = Object.entries(env).flatMap((
      [key, value],
    ) => ["-e", `${key}=${value}`]);
    await this.run(
      ...[
        "new-session",
        "-d",
        "-s",
        name,
        "-x",
        `${columns}`,
        "-y",
        `${rows}`,
        ...vars,
      ],
      ...["sh", ";", "set-option", "-g", "escape-time", "0"],
      ...[";", "set-option", "-g", "status", "off"],
    );
    const pane = new Pane(this, name);
    await pane.waitFor(/^[#$]/m);
    await pane.type(`${command}\n`);
    return pane;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.run("kill-server").catch(() => {});
  }
}

/** A terminal in tmux. */
export class Pane {
  constructor(readonly tmux: Tmux, readonly name: string) {}

  /** Presses keys, by tmux's names: `Escape`, `Up`, `C-z`, `a`. */
  async keys(...keys: string[]): Promise<void> {
    await this.tmux.run("send-keys", "-t", this.name, ...keys);
  }

  /** Sends text byte by byte, mouse reports included. */
  async type(text: string): Promise<void> {
    const hex = [...new TextEncoder().encode(text)].map((byte) =>
      byte.toString(16).padStart(2, "0")
    );
    await this.tmux.run("send-keys", "-t", this.name, "-H", ...hex);
  }

  /** Presses, drags and lets go of the left button; cells count from 0. */
  async drag(
    from: [column: number, row: number],
    to: [column: number, row: number],
  ): Promise<void> {
    const report = (
      code: number,
      [column, row]: [number, number],
      last: string,
    ) => `\x1b[<${code};${column + 1};${row + 1}${last}`;
    await this.type(
      report(0, from, "M") + report(32, to, "M") + report(0, to, "m"),
    );
  }

  /** The screen as text. */
  async screen(): Promise<string> {
    return await this.tmux.run("capture-pane", "-p", "-t", this.name);
  }

  /** A value of tmux about this pane, such as `#{cursor_flag}`. */
  async info(format: string): Promise<string> {
    return (await this.tmux.run(
      "display-message",
      "-p",
      "-t",
      this.name,
      format,
    )).trim();
  }

  /** Changes the size of the terminal. */
  async resize(columns: number, rows: number): Promise<void> {
    await this.tmux.run(
      "resize-window",
      "-t",
      this.name,
      "-x",
      `${columns}`,
      "-y",
      `${rows}`,
    );
  }

  /** Reads the screen until it shows `what`; fails with the last screen after `ms`. */
  async waitFor(
    what: RegExp | ((screen: string) => boolean),
    ms = 15_000,
  ): Promise<string> {
    const shows = typeof what === "function"
      ? what
      : (screen: string) => what.test(screen);
    const end = Date.now() + ms;
    for (;;) {
      const screen = await this.screen();
      if (shows(screen)) return screen;
      if (Date.now() > end) {
        throw new Error(
          `Waited ${ms} ms in vain for ${what}; the screen was:\n${screen}`,
        );
      }
      await delay(30);
    }
  }
}
