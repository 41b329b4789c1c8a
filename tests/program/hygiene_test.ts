import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { missingTool, type Pane, Tmux } from "./testing/tmux.ts";
import { task, World } from "./testing/world.ts";

const reason = missingTool("tmux");
const test = (title: string, fn: () => Promise<void>) =>
  Deno.test({
    name: reason === null ? title : `${title} (ignored: ${reason})`,
    ignore: reason !== null,
    fn,
  });

const ESC = String.fromCharCode(27);

const MODES =
  "#{alternate_on} #{cursor_flag} #{mouse_button_flag} #{mouse_sgr_flag} #{mouse_all_flag}";

async function drawing(
  tmux: Tmux,
  world: World,
  env: Record<string, string> = {},
): Promise<Pane> {
  const command = task(
    "draw",
    "lobby",
    "--server",
    world.server,
    "--name",
    "ana",
  );
  const pane = await tmux.open(
    `echo before; ${command}; echo exit=$?`,
    80,
    24,
    {
      XDG_STATE_HOME: world.folder,
      ...env,
    },
  );
  await pane.waitFor(/synced/);
  assertEquals(await pane.info(MODES), "1 0 1 1 0");
  return pane;
}

/** The earlier screen is back, the modes are off, and the program told how it ended. */
async function assertClean(pane: Pane, status: RegExp): Promise<string> {
  const screen = await pane.waitFor(status);
  assertEquals(await pane.info(MODES), "0 1 0 0 0");
  assertStringIncludes(screen, "before");
  return screen;
}

/** Ends the client itself, not the `deno task` around it. */
async function signal(world: World, name: string): Promise<void> {
  const { success } = await new Deno.Command("pkill", {
    args: [`-${name}`, "-f", `tui/main.ts lobby --server ${world.server}`],
  }).output();
  assert(success);
}

test("[T31] q leaves a clean terminal and status 0", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const pane = await drawing(tmux, world);
  await pane.keys("q");
  await assertClean(pane, /exit=0/);
});

for (
  const [name, number] of [["TERM", 15], ["INT", 2], ["HUP", 1], [
    "QUIT",
    3,
  ]] as const
) {
  test(`[T31] SIG${name} leaves a clean terminal and a status that tells`, async () => {
    await using world = await World.open();
    await using tmux = new Tmux();
    const pane = await drawing(tmux, world);
    await signal(world, name);
    await assertClean(pane, new RegExp(`exit=${128 + number}`));
  });
}

test("[T39] NO_COLOR: not one color on the screen", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const pane = await drawing(tmux, world, { NO_COLOR: "1" });
  await pane.keys("r");
  await pane.drag([10, 5], [20, 9]);
  await world.waitForShapes("lobby", (shapes) => shapes.length === 1);
  const colored = await tmux.run("capture-pane", "-e", "-p", "-t", pane.name);
  const color = new RegExp(
    ESC + "\\[[0-9;]*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]",
  );
  assert(!color.test(colored), colored);
});

test("[T39] without a terminal the room is printed, without a single ESC", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const pane = await drawing(tmux, world);
  await pane.keys("r");
  await pane.drag([10, 5], [20, 9]);
  await world.waitForShapes("lobby", (shapes) => shapes.length === 1);
  const command = task("draw", "lobby", "--server", world.server);
  const { code, stdout } = await new Deno.Command("sh", {
    args: ["-c", command],
    env: { XDG_STATE_HOME: world.folder },
    stdin: "null",
  }).output();
  const text = new TextDecoder().decode(stdout);
  assertEquals(code, 0);
  assert(!text.includes(ESC));
  assertEquals(text, await world.text("lobby"));
  assertStringIncludes(text, "╭─────────╮");
  // Whoever has read enough, as `head` has, leaves nothing to complain of.
  const { stderr } = await new Deno.Command("sh", {
    args: ["-c", `${command} | exec 0<&-`],
    env: { XDG_STATE_HOME: world.folder },
    stdin: "null",
  }).output();
  assertEquals(new TextDecoder().decode(stderr), "");
});

test("[T38] from 80x24 to 20x6 to 10x4 to 200x50: the picture is right each time", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const pane = await drawing(tmux, world);
  await pane.keys("r");
  await pane.drag([2, 2], [12, 4]);
  await pane.keys("Escape", "Escape");
  await pane.resize(20, 6);
  await pane.waitFor(/╭─────────╮/);
  await pane.resize(10, 4);
  await pane.waitFor((screen) =>
    !screen.includes("╭─────────╮") && /small|20/.test(screen)
  );
  await pane.resize(200, 50);
  const screen = await pane.waitFor((screen) =>
    /╭─────────╮/.test(screen) && /synced/.test(screen)
  );
  assertEquals(screen.split("\n").findIndex((line) => /synced/.test(line)), 49);
});

test("[T32] the terminal is closed: the client is gone", async () => {
  await using world = await World.open();
  await using tmux = new Tmux();
  const pane = await drawing(tmux, world);
  await tmux.run("kill-session", "-t", pane.name);
  const pattern = `tui/main.ts lobby --server ${world.server}`;
  const isThere = async () =>
    (await new Deno.Command("pgrep", { args: ["-f", pattern] }).output())
      .success;
  const end = Date.now() + 10_000;
  while (await isThere()) assert(Date.now() < end, "the client still runs");
});

for (
  const [id, what] of [
    ["throw", "an exception"],
    ["reject", "a rejection"],
  ] as const
) {
  test(`[T31] ${what} nobody caught leaves a clean terminal, its text after that, and status 1`, async () => {
    await using world = await World.open();
    await using tmux = new Tmux();
    const program =
      new URL("./testing/draw_that_throws.ts", import.meta.url).pathname;
    const command = [
      `NODE_ENV=production '${Deno.execPath()}' run --quiet --no-prompt --allow-net --allow-env`,
      `--allow-read --allow-write '${program}' lobby --server ${world.server} --name ana`,
    ].join(" ");
    const pane = await tmux.open(
      `echo before; ${command}; echo exit=$?`,
      80,
      24,
      {
        XDG_STATE_HOME: world.folder,
      },
    );
    await pane.waitFor(/synced/);
    assertEquals(await pane.info(MODES), "1 0 1 1 0");
    await world.post("lobby", [
      { op: "create", shape: { id, type: "circle" } },
    ]);
    const screen = await assertClean(pane, /exit=1$/m);
    assertMatch(screen, /before[\s\S]*injected into the program[\s\S]*exit=1/);
  });
}
