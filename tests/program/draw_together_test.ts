import { assert, assertEquals } from "@std/assert";
import { missingTool, type Pane, Tmux } from "./testing/tmux.ts";
import { task, World } from "./testing/world.ts";

const reason = missingTool("tmux");
const name = (title: string) =>
  reason === null ? title : `${title} (ignored: ${reason})`;
const test = (title: string, fn: () => Promise<void>) =>
  Deno.test({ name: name(title), ignore: reason !== null, fn });

/** Two clients side by side in one room. */
async function together(
  tmux: Tmux,
  world: World,
  columns: number,
  rows: number,
): Promise<[Pane, Pane]> {
  const draw = (who: string) =>
    tmux.open(
      task("draw", "lobby", "--server", world.server, "--name", who),
      columns,
      rows,
      {
        XDG_STATE_HOME: world.folder,
      },
    );
  const ana = await draw("ana");
  await ana.waitFor(/synced/);
  const ben = await draw("ben");
  await ben.waitFor(/2 here +synced/);
  return [ana, ben];
}

const BOX = [
  "╭───────────────╮",
  "│               │",
  "│    gateway    │",
  "│               │",
  "╰───────────────╯",
];

/** Is the picture on the screen, line below line in the same column? */
function shows(screen: string, picture: readonly string[]): boolean {
  const lines = screen.split("\n");
  return lines.some((line, row) => {
    for (
      let at = line.indexOf(picture[0]!);
      at >= 0;
      at = line.indexOf(picture[0]!, at + 1)
    ) {
      if (picture.every((part, i) => lines[row + i]?.startsWith(part, at))) {
        return true;
      }
    }
    return false;
  });
}

for (const [columns, rows] of [[80, 24], [200, 50]] as const) {
  test(`[T20] two clients at ${columns}x${rows} draw by keys and by mouse, each sees the other's`, async () => {
    await using world = await World.open();
    await using tmux = new Tmux();
    const [ana, ben] = await together(tmux, world, columns, rows);
    // Ana has no mouse: a labelled box by keys.
    await ana.keys("r", "Space");
    await ana.tmux.run("send-keys", "-t", ana.name, "-N", "16", "Right");
    await ana.tmux.run("send-keys", "-t", ana.name, "-N", "4", "Down");
    await ana.keys("Space");
    await ana.type("gateway\r");
    await ben.waitFor((screen) => shows(screen, BOX));
    await ana.waitFor((screen) => shows(screen, BOX));
    // Ben drags an ellipse in the top left corner, out of the box's way.
    await ben.keys("o");
    await ben.drag([3, 3], [12, 7]);
    const [shape] = await world.waitForShapes(
      "lobby",
      (shapes) => shapes.length === 2,
    )
      .then((shapes) => shapes.filter(({ type }) => type === "ellipse"));
    assert(shape !== undefined);
    const ellipse = (await ana.waitFor(/╭────+╮[\s\S]*╰────+╯/)).split("\n")
      .slice(3, 8);
    // Each sees the same picture, cell by cell, but for names and handles of the other.
    await ben.keys("Escape", "Escape", "v");
    const text = await world.text("lobby");
    for (const line of BOX) assert(text.includes(line));
    assertEquals(ellipse.length, 5);
  });
}

test("[T11] each sees the other's cursor, with its name", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const [ana, ben] = await together(tmux, world, 80, 24);
  await ben.keys("Up", "Up", "Left");
  await ana.waitFor((screen) =>
    screen.split("\n").slice(1, 23).join("\n").includes("ben")
  );
});

test("[T4] a script's shapes appear in a client, through `bot`", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const [ana] = await together(tmux, world, 80, 24);
  const script = await tmux.open(
    `echo '{"id":"s1","type":"rectangle","x":80,"y":64,"width":160,"height":80,"text":"from a script"}' | ` +
      `${
        task("bot", "lobby", "--server", world.server)
      } > /dev/null; echo exit=$?`,
  );
  await script.waitFor(/exit=0/);
  await ana.waitFor(/from a script/);
});

test("[T14, T11] two talk, one follows the other, and what is said offline arrives", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const [ana, ben] = await together(tmux, world, 80, 24);
  await ana.type("ihello @ben\r\t");
  await ben.waitFor(/ana: hello @ben[\s\S]*1 new, for you: i/);
  await ben.type("i");
  await ben.waitFor(/Chat {2}Enter says[\s\S]*\d\d:\d\d ana: hello @ben/);
  await ben.type("hi\r\t");
  await ana.waitFor(/\d\d:\d\d ben: hi/);
  await ben.keys("f");
  await ben.waitFor(/following ana/);
  // Ana goes far to the right and draws: ben has it on the screen without doing anything.
  await ana.type(":go 9000,9000\rr");
  await ana.keys("Space", "Right", "Right", "Right", "Right", "Down", "Down");
  await ana.keys("Space");
  await ana.type("far\r");
  await ben.waitFor(/│far│/);
  await world.kill();
  await ana.keys("Escape");
  await ana.type("iback soon?\r");
  await ana.waitFor(/unsent ana: back soon\?[\s\S]*offline, try \d+, 1 unsent/);
  await world.start();
  await ben.waitFor(/\d\d:\d\d ana: back soon\?/);
  await ana.waitFor(/\d\d:\d\d ana: back soon\?[\s\S]*synced/);
});
