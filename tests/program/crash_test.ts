import { assert, assertEquals } from "@std/assert";
import { missingTool, Tmux } from "./testing/tmux.ts";
import { task, World } from "./testing/world.ts";

const reason = missingTool("tmux");

Deno.test({
  name:
    "[E17] [T41] the server is killed while two draw: back again, all acked work is there" +
    (reason === null ? "" : ` (ignored: ${reason})`),
  ignore: reason !== null,
  async fn() {
    await using world = await World.open();
    await using tmux = new Tmux();
    const draw = (who: string) =>
      tmux.open(
        task("draw", "lobby", "--server", world.server, "--name", who),
        80,
        24,
        {
          XDG_STATE_HOME: world.folder,
        },
      );
    const [ana, ben] = await Promise.all([draw("ana"), draw("ben")]);
    await Promise.all([
      ana.waitFor(/2 here +synced/),
      ben.waitFor(/2 here +synced/),
    ]);
    for (let i = 0; i < 4; i++) {
      await ana.keys("r");
      await ana.drag([2 + 8 * i, 3], [7 + 8 * i, 5]);
      await ana.keys("Escape", "Escape");
      await ben.keys("c");
      await ben.drag([2 + 10 * i, 9], [9 + 10 * i, 12]);
      await ben.keys("Escape", "Escape");
    }
    const before = await world.waitForShapes(
      "lobby",
      (shapes) => shapes.length === 8,
    );
    await world.kill();
    await Promise.all([ana.waitFor(/offline/), ben.waitFor(/offline/)]);
    // Drawing goes on without a server.
    await ana.keys("r");
    await ana.drag([60, 3], [70, 6]);
    await ana.keys("Escape", "Escape");
    await ana.waitFor(/1 unsent/);
    await world.start();
    await Promise.all([
      ana.waitFor(/2 here +synced/, 40_000),
      ben.waitFor(/2 here +synced/, 40_000),
    ]);
    const after = await world.waitForShapes(
      "lobby",
      (shapes) => shapes.length === 9,
    );
    const ids = new Set(after.map(({ id }) => id));
    assert(before.every(({ id }) => ids.has(id)));
    assertEquals(ids.size, 9);
  },
});
