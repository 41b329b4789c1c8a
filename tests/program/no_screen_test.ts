import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { missingTool, Tmux } from "./testing/tmux.ts";
import { freePort, task, World } from "./testing/world.ts";

const reason = missingTool("tmux");
const test = (title: string, fn: () => Promise<void>) =>
  Deno.test({
    name: reason === null ? title : `${title} (ignored: ${reason})`,
    ignore: reason !== null,
    fn,
  });

const ESC = "\x1b";

/** What a terminal of tmux's received while `command` ran in it, byte by byte. */
async function received(
  command: string,
  env: Record<string, string>,
  during: (pane: Awaited<ReturnType<Tmux["open"]>>) => Promise<unknown>,
): Promise<string> {
  await using tmux = new Tmux();
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  const file = join(folder, "bytes");
  const pane = await tmux.open("PS1='$ '", 80, 24, {
    XDG_STATE_HOME: folder,
    ...env,
  });
  const end = join(folder, "end");
  await new Deno.Command("mkfifo", { args: [end] }).output();
  const copy = `cat > ${file}; echo > ${end}`;
  await tmux.run("pipe-pane", "-t", pane.name, copy);
  const words = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  await pane.type(`${words.join(" ")} ${command}; echo "exit=$?"\n`);
  await during(pane);
  // The pane shows more than the copy holds until the pipe is at its end.
  await tmux.run("pipe-pane", "-t", pane.name);
  await Deno.readTextFile(end);
  const text = await Deno.readTextFile(file);
  await Deno.remove(folder, { recursive: true });
  return text;
}

for (
  const env of [
    { TERM: "dumb" },
    { TERM: "dumb", NO_COLOR: "1" },
  ] as Record<string, string>[]
) {
  const how = Object.entries(env).map((pair) => pair.join("=")).join(" ");
  test(`[T39] ${how}: the room is printed without an ESC; without a server one line says what to do`, async () => {
    await using world = await World.open();
    await world.post("lobby", [{
      op: "create",
      shape: { id: "a", type: "rectangle", text: "api" },
    }]);
    const draw = (server: string) => task("draw", "lobby", "--server", server);
    const printed = await received(
      draw(world.server),
      env,
      (pane) => pane.waitFor(/exit=\d/),
    );
    assert(!printed.includes(ESC), printed);
    assertMatch(printed, /api[\s\S]*exit=0/);
    const nobody = `ws://127.0.0.1:${freePort()}`;
    const refused = await received(
      draw(nobody),
      env,
      (pane) => pane.waitFor(/exit=\d/),
    );
    assert(!refused.includes(ESC), refused);
    assertMatch(
      refused.replaceAll(/\s+/g, " "),
      /TERM is dumb\..*Cannot reach ws:\S+: is a server running\? `deno task serve` starts one\. exit=1/,
    );
  });
}

test("[T39] start in a dumb terminal serves, and not a byte of it is an ESC", async () => {
  const text = await received(
    `${task("start", "plans", "--port", `${freePort()}`)} ` +
      "--db $XDG_STATE_HOME/a.db",
    { TERM: "dumb" },
    async (pane) => {
      await pane.waitFor(/From one: deno task draw plans/);
      await pane.keys("C-c");
      await pane.waitFor(/exit=0/);
    },
  );
  assert(!text.includes(ESC), text);
});

test("[T44] draw --screen-reader on a terminal: lines in, lines out, and nothing that moves the cursor", async () => {
  await using world = await World.open();
  const text = await received(
    task("draw", "lobby", "--server", world.server, "--name", "ana") +
      " --screen-reader",
    {},
    async (pane) => {
      await pane.waitFor(/Type help/);
      await pane.type('draw rectangle 2 1 12 3 "gateway"\n');
      await pane.waitFor(/You drew 1: rectangle "gateway" at 2,1, 12 by 3\./);
      await world.post("lobby", [{
        op: "create",
        shape: { id: "b", type: "circle", text: "db" },
      }]);
      await pane.waitFor(/drew 2: circle "db" at/);
      await pane.type("delete 1\n");
      await pane.waitFor(/You deleted 1/);
      await pane.type("quit\n");
      await pane.waitFor(/exit=0/);
    },
  );
  assert(!text.includes(ESC), text);
  // Neither back over a line (CR without LF) nor back over a character.
  // deno-lint-ignore no-control-regex
  assert(!/\r(?!\r*\n)|\x08/.test(text), JSON.stringify(text));
  const shapes = await world.shapes("lobby");
  assertEquals(shapes.map(({ id }) => id), ["b"]);
});
