/**
 * Rooms out and in, between real servers and real files.
 */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import {
  type Scenario,
  withServer,
} from "../server/scenarios/testing/test_server.ts";
import { RoomClient } from "../shared/client/room_client.ts";
import type { Op } from "../shared/schema/op.ts";
import { exportRoom } from "./export.ts";
import { importFile } from "./import.ts";
import { rooms, tableOf } from "./rooms.ts";
import { call, runTask } from "./testing/run_command.ts";

const DRAWING: Op[] = [
  {
    op: "create",
    shape: {
      id: "in",
      type: "arrow",
      end: { id: "box", side: "left", ratio: 0.5 },
      x: 4,
      y: 24,
      points: [[0, 0], [32, 0]],
    },
  },
  {
    op: "create",
    shape: {
      id: "box",
      type: "rectangle",
      x: 48,
      y: 0,
      width: 64,
      height: 48,
      text: "hi",
    },
  },
];

interface World {
  readonly url: string;
  readonly server: Scenario["server"];
  readonly folder: string;
  /** Writes a file in the folder, and tells its path. */
  file(name: string, text: string): Promise<string>;
}

/** A server with a drawing in room `lobby`, and a folder. */
async function withRoom(scenario: (world: World) => Promise<void>) {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  await withServer(async ({ server }) => {
    const url = server.url.replace("http:", "ws:");
    await inRoom(url, "lobby", (client) => client.submit(DRAWING));
    const file = async (name: string, text: string) => {
      const path = join(folder, name);
      await Deno.writeTextFile(path, text);
      return path;
    };
    await scenario({ url, server, folder, file });
  });
  await Deno.remove(folder, { recursive: true });
}

async function inRoom<T>(
  server: string,
  roomId: string,
  work: (client: RoomClient) => T | Promise<T>,
): Promise<T> {
  const client = new RoomClient({ server, roomId, name: "ana" });
  await client.synced();
  const result = await work(client);
  await client.close();
  return result;
}

const TEXT = "      ┌──────┐\n ───►│  hi  │\n      └──────┘\n";

/** A picture without what the way that lines meet boxes changes. */
const boxOf = (text: string) => text.match(/[┌┐└┘]/g)?.join("");

Deno.test("[T4] [R50] export: text to stdout, files by their ending, all of them at once", () =>
  withRoom(async ({ url, folder }) => {
    const text = await call(exportRoom, ["lobby", "--server", url]);
    assertEquals([text.code, text.err], [0, ""]);
    assertStringIncludes(text.out, "│  hi  │");
    assertEquals(boxOf(text.out), boxOf(TEXT));
    for (const format of ["txt", "ans", "svg", "json", "cast"]) {
      const out = join(folder, `a.${format}`);
      const said = await call(exportRoom, ["lobby", out, "--server", url]);
      assertEquals(said, { code: 0, out: "", err: `${out} is written\n` });
    }
    assertEquals(await Deno.readTextFile(join(folder, "a.txt")), text.out);
    const files = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assertEquals(files, ["a.ans", "a.cast", "a.json", "a.svg", "a.txt"]);
  }));

Deno.test("[T4] export: a past, a part, a wrapper, a charset", () =>
  withRoom(async ({ url }) => {
    const server = ["--server", url];
    const out = async (...flags: string[]) =>
      (await call(exportRoom, ["lobby", ...server, ...flags])).out;
    assertEquals(await out("--at", "0"), "");
    const json = await out("--format", "json", "--ids", "in");
    const { shapes } = JSON.parse(json);
    assertEquals(
      shapes.map(({ id, end }: Record<string, unknown>) => [id, end]),
      [["in", null]],
    );
    const box = await out("--bbox", "64,0,112,48");
    assertEquals(box, "┌──────┐\n│  hi  │\n└──────┘\n");
    const wrapped = await out(
      ...["--ids", "box", "--wrap", "hash", "--charset", "ascii"],
    );
    assertEquals(wrapped, "# +------+\n# |  hi  |\n# +------+\n");
  }));

Deno.test("[T4] [R51] import draws what export wrote, once, in its order, as one step of undo", () =>
  withRoom(async ({ url, folder }) => {
    const out = join(folder, "a.svg");
    await call(exportRoom, ["lobby", out, "--server", url]);
    const args = ["copy", out, "--server", url];
    const first = await call(importFile, args);
    assertEquals(first, { code: 0, out: "room copy: drawn 2\n", err: "" });
    const again = await call(importFile, args);
    assertEquals([again.code, again.out.split("\n").slice(0, 2)], [0, [
      "room copy: drawn 0",
      "there already, and left as they are: 2; --new-ids draws all anew",
    ]]);
    const json = async (room: string) =>
      (await call(exportRoom, [room, "--format", "json", "--server", url])).out;
    assertEquals(await json("copy"), await json("lobby"));
    const fresh = await call(importFile, [...args, "--new-ids"]);
    assertEquals(fresh.out, "room copy: drawn 2\n");
    const groups = await inRoom(url, "copy", async (client) => {
      const { events } = await client.history();
      return events.map(({ group }) => group?.slice(0, 7));
    });
    assertEquals(groups, ["import-", "import-"]);
  }));

Deno.test("[R51] a file of many transactions keeps its bindings, also to what comes later", () =>
  withRoom(async ({ url, file }) => {
    const boxes = Array.from({ length: 600 }, (_, i) => ({
      id: `box${i}`,
      type: "rectangle",
      x: i * 160,
      y: 0,
    }));
    const arrow = {
      id: "arrow",
      type: "arrow",
      start: { id: "box0", side: "right", ratio: 0.5 },
      end: { id: "box599", side: "left", ratio: 0.5 },
    };
    const path = await file("many.json", JSON.stringify([arrow, ...boxes]));
    const said = await call(importFile, ["many", path, "--server", url]);
    assertEquals(said.out, "room many: drawn 601\n");
    await inRoom(url, "many", ({ document }) => {
      const shape = document.shapes.get("arrow")!.shape;
      assert(shape.type === "arrow");
      assertEquals([shape.start?.id, shape.end?.id], ["box0", "box599"]);
      assertEquals([...document.order][0]!.id, "arrow");
    });
    // What somebody changed meanwhile stays so when it is imported again.
    const end = (client: RoomClient) => {
      const shape = client.document.shapes.get("arrow")!.shape;
      return shape.type === "arrow" ? shape.end : undefined;
    };
    await inRoom(
      url,
      "many",
      (client) =>
        client.submit([{ op: "set", id: "arrow", props: { end: null } }]),
    );
    await call(importFile, ["many", path, "--server", url]);
    assertEquals(await inRoom(url, "many", end), null);
  }));

Deno.test("[R51] a text is drawn once, whatever ids it has; a dry run draws nothing", () =>
  withRoom(async ({ url, file }) => {
    const path = await file("a.txt", "// one\n// two\n");
    const args = ["notes", path, "--server", url, "--at", "80,48"];
    const dry = await call(importFile, [...args, "--dry-run"]);
    assertEquals(dry, {
      code: 0,
      out: "would draw text 1; nothing was drawn\n",
      err: "taken out of a comment with //\n",
    });
    assertEquals((await call(importFile, args)).out, "room notes: drawn 1\n");
    const again = await call(importFile, args);
    assertStringIncludes(again.out, "there already");
    await inRoom(url, "notes", ({ document }) => {
      const [record] = document.shapes.values();
      const { x, y, type } = record!.shape;
      assertEquals([document.shapes.size, type, x, y], [1, "text", 80, 48]);
    });
  }));

Deno.test("[R51] of a file with anything wrong nothing is drawn", () =>
  withRoom(async ({ url, file }) => {
    const path = await file(
      "bad.json",
      '[{"id":"a","type":"circle"},{"id":"b","type":"circle","radius":0}]',
    );
    const said = await call(importFile, ["fresh", path, "--server", url]);
    assertEquals(said, {
      code: 1,
      out: "",
      err:
        "inkroom: Cannot read this JSON: 1.radius: must be more than 0, not 0\n",
    });
    const { out } = await call(rooms, ["--server", url, "--json"]);
    assertEquals(
      out.trim().split("\n").map((line) => JSON.parse(line).roomId),
      ["lobby"],
    );
  }));

const WRONG: [what: string, run: typeof rooms, args: string[], told: string][] =
  [
    ["a format", exportRoom, ["a", "a.gif"], "--format: must be one of txt"],
    ["an event", exportRoom, ["a", "--at", "-1"], "--at: must be the number"],
    ["a box", exportRoom, ["a", "--bbox", "1,2,3"], "--bbox: must be x0,y0"],
    ["an id", exportRoom, ["a", "--ids", "a b"], "--ids: an id is 1 to 64"],
    ["a pace", exportRoom, ["a", "--speed", "0"], "--speed: must be a number"],
    [
      "a wrapped picture",
      exportRoom,
      ["a", "a.svg", "--wrap", "hash"],
      "--wrap is for text",
    ],
    [
      "two parts",
      exportRoom,
      ["a", "--ids", "b", "--bbox", "0,0,1,1"],
      "can't both be followed",
    ],
    [
      "a part of a film",
      exportRoom,
      ["a", "a.cast", "--ids", "b"],
      "a film shows the whole room",
    ],
    ["a place", importFile, ["a", "b", "--at", "1"], "--at: must be x,y"],
    ["a room", importFile, ["A", "b"], "room: a room id is"],
    ["a server", rooms, ["--server", "http://x"], "--server: must be ws://"],
    ["a flag", rooms, ["--all"], "unknown option '--all'"],
  ];

for (const [what, run, args, told] of WRONG) {
  Deno.test(`[T5] ${what} that can't be followed: one line, and 2`, async () => {
    const { code, out, err } = await call(run, args);
    assertEquals([code, out, err.split("\n").length], [2, "", 2]);
    assertStringIncludes(err, told);
  });
}

Deno.test("[T5] variables stand in for flags, and --help has examples", async () => {
  const env = { INKROOM_SERVER: "nonsense" };
  for (const run of [exportRoom, importFile, rooms]) {
    assertEquals(
      (await call(run, ["lobby", "x"].slice(0, run === rooms ? 0 : 2), { env }))
        .code,
      2,
    );
    const { code, out } = await call(run, ["--help"], { env });
    assertEquals(code, 0);
    assertStringIncludes(out, "Examples:");
  }
});

Deno.test("[T4] what is not there is told, and what to do", () =>
  withRoom(async ({ url }) => {
    const err = async (run: typeof rooms, ...args: string[]) => {
      const said = await call(run, args);
      assertEquals([said.code, said.out], [1, ""]);
      return said.err;
    };
    assertStringIncludes(
      await err(exportRoom, "nope", "--server", url),
      "there is no room nope",
    );
    assertStringIncludes(
      await err(exportRoom, "lobby", "--ids", "gone", "--server", url),
      "Cannot export shape gone: it is not in the room",
    );
    assertStringIncludes(
      await err(exportRoom, "lobby", "/nowhere/a.txt", "--server", url),
      "Cannot write /nowhere/a.txt: there is no folder /nowhere; make it",
    );
    assertStringIncludes(
      await err(importFile, "lobby", "/nowhere/a.txt", "--server", url),
      "Cannot read /nowhere/a.txt: there is no such file",
    );
    assertStringIncludes(
      await err(rooms, "--server", "ws://127.0.0.1:1"),
      "Cannot reach a server at ws://127.0.0.1:1: start one with deno task serve",
    );
  }));

Deno.test("[R51] [T5] a file that is no text is refused, not drawn as noise", () =>
  withRoom(async ({ url, server, folder }) => {
    const path = join(folder, "picture.txt");
    await Deno.writeFile(path, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff));
    const said = await call(importFile, ["new", path, "--server", url]);
    const why = "it is not UTF-8 text";
    assertEquals(said, {
      code: 1,
      out: "",
      err: `inkroom: Cannot read ${path}: ${why}\n`,
    });
    const rooms = await (await fetch(`${server.url}/rooms`)).json();
    assertEquals(rooms.rooms.length, 1);
  }));

Deno.test("[T5] what nobody reads to its end ends without a complaint", async () => {
  const out = () => {
    throw new Deno.errors.BrokenPipe("Broken pipe (os error 32)");
  };
  let complaints = "";
  await withRoom(async ({ url }) => {
    const err = (text: string) => void (complaints += text);
    const surroundings = { env: () => undefined, out, err, isTerminal: false };
    const code = await exportRoom(["lobby", "--server", url], surroundings);
    assertEquals([code, complaints], [1, ""]);
  });
});

Deno.test("[T6] export and import show how far they are where stderr is a terminal", () =>
  withRoom(async ({ url, folder }) => {
    const out = join(folder, "a.json");
    const args = ["lobby", out, "--server", url];
    const { err } = await call(exportRoom, args, { isTerminal: true });
    assertStringIncludes(err, "\rreading 0 %");
    const into = ["copy", out, "--server", url];
    const drawn = await call(importFile, into, { isTerminal: true });
    assertStringIncludes(drawn.err, "\rdrawing 100 %");
  }));

Deno.test("[T4] rooms as a table", () => {
  const room = { head: 1, horizon: 0, members: 2, changedAt: 0 };
  const list = [
    { ...room, roomId: "lobby", shapes: 1_234 },
    { ...room, roomId: "a-long-name", shapes: null, members: 0 },
  ];
  assertEquals(tableOf(list, 3 * 3_600_000 + 5), [
    "room         shapes  members  last change",
    "lobby          1234        2  3 h ago",
    "a-long-name       -        0  3 h ago",
  ]);
  assertEquals(tableOf(list, -5)[1], "lobby          1234        2  0 s ago");
  assertEquals(tableOf([], 0), ["no rooms yet: joining one makes it"]);
});

Deno.test("[T4] as tasks, with the permissions that they name", () =>
  withRoom(async ({ url, folder }) => {
    const out = join(folder, "a.svg");
    const server = ["--server", url];
    assertEquals((await runTask("export", "lobby", out, ...server)).code, 0);
    const drawn = await runTask("import", "copy", out, ...server);
    assertEquals(drawn, { code: 0, out: "room copy: drawn 2\n", err: "" });
    const listed = await runTask("rooms", ...server);
    assertEquals(listed.out.match(/^(lobby|copy) +2 /gm)?.length, 2);
    const film = await runTask("replay", "lobby", ...server);
    assertStringIncludes(film.out, '{"version":2,');
  }));
