import { assertEquals } from "@std/assert";
import { check } from "./json.ts";
import { MAX_PREVIEW_BYTES } from "./limits.ts";
import { previewSchema } from "./presence.ts";

const EMPTY = { shape: { id: "a", type: "text", text: "" } };
const ROOM = MAX_PREVIEW_BYTES - JSON.stringify(EMPTY).length;

/** A preview whose text is `character`, so often that it has that many bytes. */
function preview(character: string, bytes: number): unknown {
  const size = new TextEncoder().encode(character).length;
  const text = character.repeat(Math.ceil(bytes / size));
  return { shape: { ...EMPTY.shape, text } };
}

for (const character of ["a", "ä", "漢", "😀"]) {
  Deno.test(`[P7] a preview of ${character} is measured in bytes`, () => {
    assertEquals(check(previewSchema, preview(character, ROOM - 4)).ok, true);
    const result = check(previewSchema, preview(character, ROOM + 1));
    assertEquals(
      !result.ok && result.message.replace(/\d+$/, "n"),
      "a preview is at most 2048 bytes of JSON, and this has n",
    );
  });
}

Deno.test("[P7] a preview may show several shapes: new ones, and changes of others", () => {
  const parts = [
    { shape: { id: "a", type: "circle" } },
    { id: "b", props: { x: 8, y: 16 } },
  ];
  assertEquals(check<unknown>(previewSchema, { parts }), {
    ok: true,
    value: { parts },
  });
  for (
    const wrong of [
      { parts: [] },
      { parts: [{ ids: ["a"], dx: 1, dy: 1 }] },
      { parts: [{ parts }] },
    ]
  ) {
    assertEquals(check(previewSchema, wrong).ok, false);
  }
});
