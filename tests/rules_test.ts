import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";

const root = fromFileUrl(new URL("..", import.meta.url));

/** Rules about time or memory alone: `deno task bench` measures them, no test may depend on these. */
const MEASURED = ["T36", "T43"];

/** The IDs that a text names, ranges written out: `R10–R14` are five. */
function idsIn(text: string): string[] {
  return [...text.matchAll(/\b([ELPRT])(\d+)(?:–[ELPRT]?(\d+))?/g)].flatMap(
    ([, letter, first, last = first]) =>
      Array.from(
        { length: Number(last) - Number(first) + 1 },
        (_, index) => `${letter}${Number(first) + index}`,
      ),
  );
}

/** The rules of the specification, and whether they are built. A ◦ holds to the end of its sentence. */
function rulesOf(spec: string): Map<string, boolean> {
  const rules = new Map<string, boolean>();
  for (const line of spec.split("\n").filter((line) => line.startsWith("- "))) {
    for (const { 1: bold, index } of line.matchAll(/\*\*([^*]+)\*\*/g)) {
      const [before, sinceMark] = line.slice(0, index).split(/◦(?!.*◦)/);
      const isBuilt = before === undefined || sinceMark === undefined ||
        sinceMark.includes(". ");
      for (const id of idsIn(bold!)) rules.set(id, isBuilt);
    }
  }
  return rules;
}

/** What stands in brackets at the beginning of tests' titles, wherever a title is written down. */
async function* citations(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) {
      if (!name.startsWith(".") && name !== "node_modules") {
        yield* citations(path);
      }
    } else if (/_(test|contract)\.tsx?$/.test(name)) {
      const text = await Deno.readTextFile(path);
      for (const [title] of text.matchAll(/["`](\[[\w ,–]+\] ?)+/g)) {
        yield title;
      }
    }
  }
}

const rules = rulesOf(
  await Deno.readTextFile(join(root, "docs", "SPEC.md")),
);
const cited = new Set<string>();
for await (const title of citations(root)) {
  for (const id of idsIn(title)) cited.add(id);
}

Deno.test("[SPEC] every rule that is built has a test that cites it", () => {
  const untested = [...rules].filter(([id, isBuilt]) =>
    isBuilt && !cited.has(id) && !MEASURED.includes(id)
  );
  assertEquals(untested.map(([id]) => id), []);
});

Deno.test("[SPEC] every rule that a test cites stands in the specification", () => {
  assertEquals([...cited].filter((id) => !rules.has(id)), []);
});
