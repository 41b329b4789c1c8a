import { assertEquals } from "@std/assert";
import { fromFileUrl, join, relative } from "@std/path";

const root = fromFileUrl(new URL("..", import.meta.url));

/** For each room of the house, the rooms it may look into besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "shared/std": [],
  "shared/schema": [],
  "shared/command_line": [],
  "shared/geometry": [],
  "shared/document": ["shared/schema"],
  "shared/raster": ["shared/schema", "shared/geometry", "shared/document"],
  "shared/formats": [
    "shared/schema",
    "shared/geometry",
    "shared/document",
    "shared/raster",
  ],
  "shared/client": ["shared/schema", "shared/document"],
  "server": ["shared"],
  "server/store": ["shared"],
  "server/room": ["shared", "server/store/store.ts", "server/bus/bus.ts"],
  "server/bus": ["shared", "server/store/store.ts"],
  "server/ws": [
    "shared",
    "server/room",
    "server/store/store.ts",
    "server/bus/bus.ts",
    "server/identity.ts",
    "server/loopback.ts",
  ],
  "server/http": [
    "shared",
    "server/room",
    "server/store/store.ts",
    "server/identity.ts",
    "server/loopback.ts",
  ],
  "tui": ["shared"],
  "tui/files": ["shared", "tui/state/input"],
  "tui/session": ["shared", "tui/state", "tui/tools", "tui/files"],
  "tui/terminal": ["shared", "tui/state/input/input.ts"],
  "tui/screen": ["shared", "tui/terminal"],
  "tui/tools": ["shared", "tui/state"],
  "tui/state": ["shared", "tui/tools"],
  "tui/reader": ["shared", "tui/state/names", "tui/state/words", "tui/tools"],
  "tui/view": ["shared", "tui/state", "tui/tools", "tui/screen/compositor.ts"],
  "bots": ["shared"],
  "simulation": ["shared", "server"],
  "bench": ["shared", "server", "tui", "commands"],
  // `start` runs a server and a client in one process: the one place where both meet.
  "commands": ["shared", "server", "tui"],
};

/** Rooms that know no clock, no randomness, no socket, no file and no terminal. */
const PURE = [
  "shared/schema",
  "shared/geometry",
  "shared/document",
  "shared/raster",
  "shared/formats",
  "server/room",
  "tui/state",
  "tui/tools",
  "tui/reader",
];

const IMPURE =
  /\bDeno\.|\bDate\.now\(|\bnew Date\(|\bMath\.random\(|\bperformance\.now|\bcrypto\.|\bset(?:Timeout|Interval)\(|\bconsole\.|from "node:|from "ws"/;

async function* sources(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) {
      if (entry.name !== ".git" && entry.name !== "node_modules") {
        yield* sources(path);
      }
    } else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts")) {
      yield path;
    }
  }
}

const isTest = (path: string) =>
  /_test\.tsx?$|_contract\.ts$|\/testing\/|\/scenarios\//
    .test(
      path,
    );

/** The longest named room that holds a file. */
function roomOf(path: string): string | undefined {
  return Object.keys(MAY_IMPORT).filter((room) => path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");

Deno.test("[ARCHITECTURE] imports only ever point the way the house allows", async () => {
  const wrong: string[] = [];
  for await (const file of sources(root)) {
    const path = relative(root, file);
    const room = roomOf(path);
    if (room === undefined || isTest(path)) continue;
    const text = await Deno.readTextFile(file);
    for (
      const match of withoutComments(text).matchAll(
        /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g,
      )
    ) {
      const target = relative(root, join(file, "..", match[1]!));
      const allowed = [room, ...MAY_IMPORT[room]!];
      if (
        !allowed.some((prefix) =>
          target === prefix || target.startsWith(`${prefix}/`)
        )
      ) {
        wrong.push(`${path} imports ${target}`);
      }
    }
  }
  assertEquals(wrong, []);
});

Deno.test("[ARCHITECTURE] what is shipped imports nothing from a folder for tests", async () => {
  const wrong: string[] = [];
  for await (const file of sources(root)) {
    const path = relative(root, file);
    if (!/^(shared|server|tui|commands|bots)\//.test(path) || isTest(path)) {
      continue;
    }
    const text = withoutComments(await Deno.readTextFile(file));
    if (/"\.[^"]*\/(testing|scenarios)\//.test(text)) wrong.push(path);
  }
  assertEquals(wrong, []);
});

Deno.test("[ARCHITECTURE] the core knows no clock, randomness, socket, file or terminal", async () => {
  const wrong: string[] = [];
  for await (const file of sources(root)) {
    const path = relative(root, file);
    if (isTest(path) || !PURE.some((room) => path.startsWith(`${room}/`))) {
      continue;
    }
    const match = IMPURE.exec(withoutComments(await Deno.readTextFile(file)));
    if (match !== null) wrong.push(`${path} uses ${match[0]}`);
  }
  assertEquals(wrong, []);
});

Deno.test("[ARCHITECTURE] every package comes through the import map, at an exact version", async () => {
  const { imports } = JSON.parse(
    await Deno.readTextFile(join(root, "import_map.json")),
  );
  const loose = Object.entries(imports as Record<string, string>).filter((
    [, target],
  ) =>
    target.startsWith("npm:") &&
    !/^npm:\/?(@[^/]+\/)?[^@/]+@\d+\.\d+\.\d+\/?$/.test(target)
  );
  assertEquals(loose, []);
  const direct: string[] = [];
  for await (const file of sources(root)) {
    const text = withoutComments(await Deno.readTextFile(file));
    if (/(from|import)\s*\(?\s*"(npm|jsr|https?):/.test(text)) {
      direct.push(relative(root, file));
    }
  }
  assertEquals(direct, []);
});
