import { assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { FITTED } from "../scale/costs.ts";
import { type Kept, readFigures } from "./file.ts";
import { filled, pagesOf } from "./pages.ts";
import { rowOf } from "./row.ts";
import { SELECTED } from "./selected.ts";

const documentOf = (page: string) =>
  Deno.readTextFile(fromFileUrl(new URL(`../../${page}`, import.meta.url)));

/** All figures that the documents tell something of, each 7. */
function sample(): Kept {
  const cpu = "server CPU s / 100,000 deliveries";
  const told = [
    ...Object.keys(FITTED).map((measure) => [measure, cpu]),
    ...Object.values(SELECTED).flatMap(({ lines }) =>
      lines.map(([, measure, figure]) => [measure, figure])
    ),
    ["as fast as it goes, all listen", "durable transactions a second"],
    ["a room's size", "server memory a shape"],
    ["20 × 20", "bytes a delivery"],
    ["open a room: 1,000 shapes, edited", "by snapshot"],
  ] as [string, string][];
  const rows = told.map(([measure, figure]) => ({
    ...rowOf({
      ...{ bench: "servers", measure, what: "", figure, unit: "ms" },
      ...{ better: "less", by: { inkroom: [7] } },
      parties: [{ name: "inkroom", role: "ours" }],
    }),
    ...{ at: "", commit: "" },
  }));
  return { machine: { cores: 2 }, versions: { Deno: "2" }, rows };
}

Deno.test("[E21] every block that follows from the figures has its place in a document, and every line its figure", async () => {
  const pages = pagesOf(sample());
  assertEquals(Object.keys(pages), [
    "README.md",
    "docs/bench/table.md",
    "docs/SCALE.md",
  ]);
  for (const [page, blocks] of Object.entries(pages)) {
    const text = filled(await documentOf(page), blocks);
    for (const content of Object.values(blocks)) {
      assertEquals(text.includes(content) && content !== "", true, page);
    }
  }
  for (const [name, { lines }] of Object.entries(SELECTED)) {
    const rows = pages["README.md"]![`bench ${name}`]!.split("\n").slice(2);
    assertEquals(rows.length, lines.length, name);
    assertEquals(rows.every((row) => row.includes("| 7 |")), true, name);
  }
});

Deno.test("[E21] the documents tell what the figures tell that are kept", async () => {
  const kept = await readFigures();
  if (kept.rows.length === 0) return;
  for (const [page, blocks] of Object.entries(pagesOf(kept))) {
    const text = await documentOf(page);
    assertEquals(filled(text, blocks) === text, true, `${page} is older`);
  }
});
