import { assertEquals } from "@std/assert";
import { missingTool, type Pane, Tmux } from "./testing/tmux.ts";
import { task, World } from "./testing/world.ts";

const reason = missingTool("tmux");
const test = (title: string, fn: () => Promise<void>) =>
  Deno.test({
    name: reason === null ? title : `${title} (ignored: ${reason})`,
    ignore: reason !== null,
    fn,
  });

async function drawing(tmux: Tmux, world: World, who: string): Promise<Pane> {
  const command = task(
    "draw",
    "lobby",
    "--server",
    world.server,
    "--name",
    who,
  );
  return await tmux.open(command, 80, 24, {
    XDG_STATE_HOME: `${world.folder}/${who}`,
  });
}

const labelOf = (shapes: Record<string, unknown>[]) => String(shapes[0]?.text);

test("[E9, E12] two people type in one label at once: each sees the other's letters come, and none is lost", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const ana = await drawing(tmux, world, "ana");
  await ana.waitFor(/synced/);
  const ben = await drawing(tmux, world, "ben");
  await ben.waitFor(/2 here +synced/);
  await ana.keys("r");
  await ana.drag([5, 5], [60, 9]);
  await ana.type("<>");
  await ben.waitFor(/<>/);
  // Nobody has pressed Enter: letters are shared as they are typed.
  await ben.drag([32, 5], [32, 5]);
  await ben.keys("Enter", "Home");
  await ben.waitFor(/TYPING/);
  const mine = "abcdefghij", theirs = "0123456789";
  for (let i = 0; i < mine.length; i++) {
    await Promise.all([ana.type(mine[i]!), ben.type(theirs[i]!)]);
  }
  const shapes = await world.waitForShapes(
    "lobby",
    (shapes) => labelOf(shapes).length === 22,
  );
  // Each wrote on where their caret was: ana at the end, ben at the beginning.
  assertEquals(labelOf(shapes), `${theirs}<>${mine}`);
  await Promise.all(
    [ana, ben].map((pane) => pane.waitFor(/0123456789<>abcdefghij/)),
  );
});

test("[T20, T22, E13] in a real terminal: select by Shift and by Ctrl+Space, undo; a text whose shape somebody deletes is pasted", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const ana = await drawing(tmux, world, "ana");
  await ana.waitFor(/synced/);
  const ben = await drawing(tmux, world, "ben");
  await ben.waitFor(/2 here +synced/);
  await ana.keys("r");
  await ana.drag([5, 5], [60, 9]);
  await ana.type("one two 漢字👩‍🚀");
  await ana.keys("S-Left", "S-Left");
  await ana.waitFor(/selected: typing replaces it/);
  await ana.type("3");
  await ben.waitFor(/one two 漢3/);
  await ana.keys("C-Space", "Home", "C-x");
  await ana.waitFor(/Sent to the terminal: 10 characters/);
  await ana.keys("C-z");
  await ben.waitFor(/one two 漢3/);
  // The handle of the shape is there for Ben, who deletes it under Ana's hands.
  await ben.drag([5, 5], [5, 5]);
  await ben.keys("x");
  await ana.waitFor(/Somebody deleted the shape.*P pastes your text/);
  await ana.keys("P");
  await ben.waitFor(/one two 漢3/);
});
