import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { FormatError } from "./format_error.ts";
import { unwrapText, type Wrapper, WRAPPERS, wrapText } from "./wrappers.ts";

const BOX = "┌──┐\n\n└──┘\n";

const WRAPPED: Record<Wrapper, string> = {
  markdown: "```\n┌──┐\n\n└──┘\n```\n",
  hash: "# ┌──┐\n#\n# └──┘\n",
  slashes: "// ┌──┐\n//\n// └──┘\n",
  block: "/*\n * ┌──┐\n *\n * └──┘\n */\n",
  dashes: "-- ┌──┐\n--\n-- └──┘\n",
  semicolons: "; ┌──┐\n;\n; └──┘\n",
  html: "<!--\n┌──┐\n\n└──┘\n-->\n",
};

for (const wrapper of WRAPPERS) {
  Deno.test(`[R50] wrapped in ${wrapper}`, () => {
    assertEquals(wrapText(BOX, wrapper), WRAPPED[wrapper]);
    assertEquals(unwrapText(WRAPPED[wrapper]).text, BOX);
  });
}

const line = fc.string({
  unit: fc.constantFrom("a", " ", "-", "`", "*", "/", "#", "~", ">"),
  maxLength: 8,
}).map((text) => text.trimEnd());

Deno.test("[R50] [R51] what is wrapped comes out as it went in", () => {
  const lines = fc.array(line, { minLength: 2, maxLength: 5 })
    .filter((lines) => lines[0] !== "" && lines.at(-1) !== "");
  fc.assert(
    fc.property(lines, fc.constantFrom(...WRAPPERS), (lines, wrapper) => {
      const text = lines.map((line) => `${line}\n`).join("");
      let wrapped: string;
      try {
        wrapped = wrapText(text, wrapper);
      } catch (error) {
        return assertEquals(error instanceof FormatError, true);
      }
      assertEquals(unwrapText(wrapped).text, text);
    }),
  );
});

Deno.test("[R50] a drawing can't end the comment that it is in", () => {
  for (
    const [text, wrapper] of [["a */ b\n", "block"], ["a --> b\n", "html"]]
  ) {
    assertThrows(
      () => wrapText(text!, wrapper as Wrapper),
      FormatError,
      "Choose another wrapper, such as markdown",
    );
  }
});
