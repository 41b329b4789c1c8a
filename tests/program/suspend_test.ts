import { assertEquals, assertStringIncludes } from "@std/assert";
import { type Pane, Tmux } from "./testing/tmux.ts";
import { missingTool } from "./testing/tmux.ts";
import { freePort, task, World } from "./testing/world.ts";
import { join } from "@std/path";

const reason = missingTool("tmux") ?? missingTool("bash", "--version");
const test = (title: string, fn: () => Promise<void>) =>
  Deno.test({
    name: reason === null ? title : `${title} (ignored: ${reason})`,
    ignore: reason !== null,
    fn,
  });

const MODES =
  "#{alternate_on} #{cursor_flag} #{mouse_button_flag} #{mouse_sgr_flag}";
const TAKEN = "1 0 1 1", GIVEN_BACK = "0 1 0 0";

/** A program under a shell with job control, as people have it. */
async function underBash(
  tmux: Tmux,
  command: string,
  folder: string,
): Promise<Pane> {
  const pane = await tmux.open("exec bash --norc --noprofile", 80, 24, {
    XDG_STATE_HOME: folder,
    PS1: "$ ",
  });
  await pane.waitFor(/^bash|^\$ $/m);
  await pane.type(`echo before; ${command}\n`);
  await pane.waitFor(/synced/);
  assertEquals(await pane.info(MODES), TAKEN);
  return pane;
}

async function assertStopped(pane: Pane): Promise<void> {
  const screen = await pane.waitFor(/Stopped/);
  assertStringIncludes(screen, "before");
  assertEquals(await pane.info(MODES), GIVEN_BACK);
  // The whole job has stopped: this is the shell's own answer.
  await pane.type("jobs; echo a$((40+2))b\n");
  await pane.waitFor(/Stopped[\s\S]*a42b/);
}

async function assertBack(pane: Pane): Promise<void> {
  await pane.type(`fg; echo "exit=$?"\n`);
  await pane.waitFor((screen) =>
    /synced/.test(screen) && /[╭┌]─────────[╮┐]/.test(screen)
  );
  assertEquals(await pane.info(MODES), TAKEN);
}

async function leave(pane: Pane): Promise<void> {
  await pane.keys("q");
  await pane.waitFor(/exit=0/);
  assertEquals(await pane.info(MODES), GIVEN_BACK);
}

test("[T33] Ctrl+Z with vim's keys stops the whole job; fg brings the picture back, and drawing goes on", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const flags = ["--server", world.server, "--keys", "vim", "--name", "ana"];
  const pane = await underBash(
    tmux,
    task("draw", "lobby", ...flags),
    world.folder,
  );
  await pane.keys("r");
  await pane.drag([2, 2], [12, 4]);
  await pane.keys("Escape", "Escape");
  await world.waitForShapes("lobby", (shapes) => shapes.length === 1);
  for (let time = 0; time < 2; time++) {
    await pane.keys("C-z");
    await assertStopped(pane);
    await assertBack(pane);
  }
  await pane.keys("r");
  await pane.drag([20, 2], [30, 4]);
  await pane.keys("Escape", "Escape");
  await world.waitForShapes("lobby", (shapes) => shapes.length === 2);
  await leave(pane);
});

test("[T33] SIGTSTP from outside stops it as well; what others draw meanwhile is there afterwards", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const pane = await underBash(
    tmux,
    task("draw", "lobby", "--server", world.server, "--name", "ana"),
    world.folder,
  );
  await new Deno.Command("pkill", {
    args: ["-TSTP", "-f", `tui/main.ts lobby --server ${world.server}`],
  }).output();
  await assertStopped(pane);
  await world.post("lobby", [{
    op: "create",
    shape: { id: "b", type: "rectangle", x: 80, y: 80, width: 88, height: 48 },
  }]);
  await assertBack(pane);
  await leave(pane);
});

test("[T33] who serves the room is not suspended, and says why", async () => {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  await using tmux = new Tmux();
  const pane = await underBash(
    tmux,
    task(
      "start",
      "plans",
      "--keys",
      "vim",
      "--port",
      `${freePort()}`,
      "--db",
      join(folder, "rooms.db"),
    ) + '; echo "exit=$?"',
    folder,
  );
  await pane.keys("C-z");
  await pane.waitFor(/Cannot suspend: this program serves the room/);
  assertEquals(await pane.info(MODES), TAKEN);
  await leave(pane);
  await Deno.remove(folder, { recursive: true });
});

test("[T33] without a shell to go back to nothing is stopped, and why is said", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const flags = ["--server", world.server, "--keys", "vim", "--name", "ana"];
  // In the shell's place, as where a terminal is opened for nothing else.
  const command = `exec ${task("draw", "lobby", ...flags)}`;
  const env = { XDG_STATE_HOME: world.folder };
  const pane = await tmux.open(command, 80, 24, env);
  await pane.waitFor(/synced/);
  await pane.keys("C-z");
  await pane.waitFor(/Cannot suspend here: there is no shell to go back to/);
  assertEquals(await pane.info(MODES), TAKEN);
  await pane.keys("r");
  await pane.drag([2, 2], [12, 4]);
  await world.waitForShapes("lobby", (shapes) => shapes.length === 1);
});
