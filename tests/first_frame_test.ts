import { assert, assertEquals } from "@std/assert";
import { fromFileUrl, join, relative } from "@std/path";

const root = fromFileUrl(new URL("..", import.meta.url));

/** What is loaded, one after the other, before the first frame of `draw` is painted. */
const BEFORE = [
  "tui/main.ts",
  "tui/start/draw_command.ts",
  "tui/opening.ts",
];

/** Where all of that is from. What a room needs is none of it. */
const LIGHT = [
  "shared/std/",
  "shared/command_line/",
  // Numbers, names and colors; no shapes, operations or messages.
  ...["color", "ids", "limits", "recent_lines", "safe_text", "units", "width"]
    .map((name) => `shared/schema/${name}.ts`),
  ...["grid", "sanitize", "view"].map((name) => `shared/raster/${name}.ts`),
  "shared/client/clock.ts",
  "tui/main.ts",
  "tui/opening.ts",
  ...["chosen_keys", "config", "draw", "draw_command", "patience", "write_all"]
    .map((name) => `tui/start/${name}.ts`),
  "tui/files/asked_keys.ts",
  "tui/terminal/",
  "tui/screen/",
  ...["beginning", "viewport", "actions/first_keys", "input/key_changes"]
    .concat("input/show_key", "words/plain")
    .map((name) => `tui/state/${name}.ts`),
  "tui/tools/labels.ts",
  "tui/tools/geometry/cells.ts",
  ...["fit_words.ts", "frame.tsx", "frame_props.ts", "measures.ts"]
    .concat("member_color.ts", "status_facts.ts", "status_line.tsx")
    .concat("tool_strip.ts", "top_bar.tsx")
    .map((name) => `tui/view/${name}`),
];

const PACKAGES = ["@alcalzone/ansi-tokenize", "blessed", "chalk", "commander"]
  .concat("ink", "react", "string-width", "zod");

/** What a file imports to run: types are gone by then, and `import()` waits until it is called. */
async function importsOf(path: string): Promise<string[]> {
  const text = (await Deno.readTextFile(join(root, path)))
    .replace(/\/\*[\s\S]*?\*\//g, "");
  const found = text.matchAll(
    /^(?:import|export)\s+(?!type\b)(?:([^;"]*?)\s+from\s+)?"([^"]+)"/gm,
  );
  return [...found].filter(([, names]) => !isTypes(names)).map((match) =>
    match[2]!
  );
}

function isTypes(names: string | undefined): boolean {
  const inner = /^\{([^}]*)\}$/.exec(names ?? "")?.[1]?.split(",")
    .map((name) => name.trim()).filter(Boolean);
  return inner !== undefined && inner.every((name) => name.startsWith("type "));
}

/** All that is loaded with some files: files of ours, and packages. */
async function loadedWith(
  paths: readonly string[],
): Promise<{ files: string[]; packages: string[] }> {
  const files = new Set<string>(), packages = new Set<string>();
  const visit = async (path: string) => {
    if (files.has(path)) return;
    files.add(path);
    for (const name of await importsOf(path)) {
      if (name.startsWith(".")) {
        await visit(relative(root, join(root, path, "..", name)));
      } else if (name.startsWith("@std/")) {
        files.add(`shared/std/${name.slice("@std/".length)}.js`);
      } else if (!name.startsWith("node:") && !name.startsWith("npm:")) {
        const parts = name.split("/");
        packages.add(parts.slice(0, name.startsWith("@") ? 2 : 1).join("/"));
      }
    }
  };
  for (const path of paths) await visit(path);
  return { files: [...files], packages: [...packages] };
}

Deno.test("[T40] before the first frame nothing is loaded that only a room needs", async () => {
  const { files, packages } = await loadedWith(BEFORE);
  assert(files.includes("tui/view/frame.tsx"), "the frame is not found");
  const isLight = (file: string) =>
    LIGHT.some((light) =>
      light.endsWith("/") ? file.startsWith(light) : file === light
    );
  assertEquals(files.filter((file) => !isLight(file)), []);
  assertEquals(packages.filter((name) => !PACKAGES.includes(name)), []);
});
