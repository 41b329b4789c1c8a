import { deadline } from "@std/async";
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { PtyProgram } from "../../bench/terminal/pty_program.ts";
import { describe } from "../../tui/screen/testing/emulator.ts";
import { SshServer } from "./testing/ssh_server.ts";
import { missingTool } from "./testing/tmux.ts";
import { task, World } from "./testing/world.ts";

const reason = missingTool("tmux") ?? missingTool("python3") ??
  missingTool("ssh") ?? missingTool("/usr/sbin/sshd");
const PATIENCE = 20_000;

const TMUX = [
  "set -g status off",
  "set -g escape-time 0",
  "set -g default-terminal tmux-256color",
  "",
].join("\n");

/** What a terminal shows, cell by cell, after the same keys, in a room that nobody else is in. */
async function shown(
  command: readonly string[],
  env: Record<string, string>,
): Promise<string[]> {
  await using program = new PtyProgram(command, { columns: 80, rows: 24, env });
  const until = (word: string) =>
    deadline(
      program.until((screen) => screen.join("\n").includes(word)),
      PATIENCE,
    );
  await until("synced");
  // Frames are whole pictures: what shows the tool shows all that was there before.
  program.type("r");
  await until("RECT");
  const cells = describe(program.grid);
  program.type("\x03");
  await until("again to leave");
  program.type("\x03");
  await deadline(program.ended, PATIENCE);
  return cells;
}

Deno.test({
  name:
    "[T42] the same screen, cell by cell, in a raw pty, in tmux and over ssh" +
    (reason === null ? "" : ` (ignored: ${reason})`),
  ignore: reason !== null,
  async fn() {
    await using world = await World.open();
    await using ssh = await SshServer.open();
    await world.post(
      "lobby",
      [
        ["rounded", "red", "gateway"],
        ["double", "#ff8800", "漢字 wide"],
        ["dashed", "default", "naïve"],
      ].map(([stroke, color, text], at) => ({
        op: "create",
        shape: {
          ...{ id: `s${at}`, type: "rectangle", stroke, color, text },
          ...{ x: 16 + at * 100, y: 32 + at * 40, width: 160, height: 96 },
          fill: at === 1 ? "blue" : "none",
        },
      })),
    );
    const shell = `LC_ALL=C.UTF-8 XDG_STATE_HOME=${world.folder} ` +
      task("draw", "lobby", "--server", world.server, "--name", "ana");
    const config = join(world.folder, "tmux.conf");
    await Deno.writeTextFile(config, TMUX);
    const socket = join(world.folder, "tmux");
    // What ssh does not hand on is not to make the difference.
    const env = { LC_ALL: "C.UTF-8", COLORTERM: "", NO_COLOR: "" };
    const raw = await shown(["sh", "-c", shell], env);
    assert(raw.length > 200, "a picture");
    assertEquals(
      await shown(
        ["tmux", "-u", "-S", socket, "-f", config, "new", shell],
        env,
      ),
      raw,
      "in tmux",
    );
    assertEquals(await shown(await ssh.command(shell), env), raw, "over ssh");
  },
});

Deno.test({
  name:
    "[T40] a terminal that answers no query is painted, and drawn on, all the same" +
    (reason === null ? "" : ` (ignored: ${reason})`),
  ignore: reason !== null,
  async fn() {
    await using world = await World.open();
    await using program = new PtyProgram(
      [
        "sh",
        "-c",
        task("draw", "lobby", "--server", world.server, "--name", "ana"),
      ],
      {
        columns: 80,
        rows: 24,
        answers: false,
        env: { XDG_STATE_HOME: world.folder },
      },
    );
    const until = (word: string) =>
      deadline(
        program.until((screen) => screen.join("\n").includes(word)),
        PATIENCE,
      );
    await until("synced");
    program.type("r\x1b[<0;10;5M\x1b[<32;20;9M\x1b[<0;20;9m");
    await until("╭─────────╮");
  },
});
