import { assert, assertEquals } from "@std/assert";
import { missingTool, type Pane, Tmux } from "./testing/tmux.ts";
import { task, World } from "./testing/world.ts";

const reason = missingTool("tmux");

async function drawing(tmux: Tmux, world: World): Promise<Pane> {
  const command = task("draw", "lobby", "--server", world.server);
  return await tmux.open(command, 80, 24, { XDG_STATE_HOME: world.folder });
}

/** Ends the client as a crash of the machine would: it has no time for anything. */
async function kill(world: World): Promise<void> {
  const { stdout } = await new Deno.Command("pgrep", {
    args: ["-f", `tui/main.ts lobby --server ${world.server}`],
  }).output();
  const pids = new TextDecoder().decode(stdout).trim().split("\n").map(Number);
  assert(pids.every((pid) => pid > 1));
  for (const pid of pids) Deno.kill(pid, "SIGKILL");
}

Deno.test({
  name:
    "[T41] drawn offline, killed, started again: all of it arrives, once, and can be undone" +
    (reason === null ? "" : ` (ignored: ${reason})`),
  ignore: reason !== null,
  async fn() {
    await using world = await World.open();
    await using tmux = new Tmux();
    const first = await drawing(tmux, world);
    await first.waitFor(/synced/);
    await first.keys("r");
    await first.drag([2, 3], [12, 6]);
    await first.keys("Escape", "Escape");
    await world.waitForShapes("lobby", (shapes) => shapes.length === 1);
    await world.kill();
    await first.waitFor(/offline/);
    await first.keys("r");
    await first.drag([20, 3], [40, 7]);
    await first.type("offline label");
    await first.waitFor(/offline label/);
    await first.keys("Escape", "Escape");
    await first.waitFor(/2 unsent/);
    await kill(world);
    // Without a server it shows what waits, and goes on waiting.
    const second = await drawing(tmux, world);
    await second.waitFor(/2 unsent/);
    await second.waitFor(/offline label/);
    await world.start();
    await second.waitFor(/synced/, 40_000);
    const shapes = await world.waitForShapes(
      "lobby",
      (shapes) => shapes.some(({ text }) => text === "offline label"),
    );
    assertEquals(shapes.length, 2);
    // Undo reaches back to before the kill: the label, its box, the box before the server went.
    for (const left of [2, 1, 0]) {
      await second.keys("u");
      await world.waitForShapes("lobby", (shapes) =>
        shapes.length === left &&
        !shapes.some(({ text }) => text === "offline label"));
    }
  },
});
