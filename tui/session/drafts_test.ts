import { assertEquals, assertStrictEquals } from "@std/assert";
import type { Preview } from "../../shared/schema/presence.ts";
import type { Shape } from "../../shared/schema/shape.ts";
import { Drafts } from "./drafts.ts";
import { shapesOf } from "../state/company/shapes_of_preview.ts";
import { Hands } from "../testing/hands.ts";

/** One box, and ben who does something with it. */
function withBen(preview: (id: string) => Preview): Hands {
  const hands = new Hands().do("r", "space", "space", "escape", "escape");
  return hands.hear({
    type: "presences",
    presences: new Map([["m_2", {
      memberId: "m_2",
      userId: "u_2",
      cursor: null,
      tool: "select",
      selection: [],
      preview: preview(hands.shapes[0]!.id),
      viewport: null,
    }]]),
  });
}

Deno.test("[R4] an equal preview is the same draft, and so is not drawn again", () => {
  const hands = withBen((id) => ({ ids: [id], dx: 8, dy: 0 }));
  const drafts = new Drafts();
  const [before] = drafts.of(hands.model);
  const [after] = drafts.of(hands.do("right").model);
  assertEquals(before!.dim, true);
  assertStrictEquals(after!.shape, before!.shape);
});

for (
  const [what, preview] of [
    ["of a shape that is gone", () => ({ ids: ["gone"], dx: 8, dy: 0 })],
    [
      "with a form the shape can't have",
      (id) => ({ id, props: { radius: 8 } }),
    ],
    [
      "of a new shape that is there by now",
      (id) => ({ shape: { id, type: "circle" } }),
    ],
  ] as [string, (id: string) => Preview][]
) {
  Deno.test(`[P7] a preview ${what} shows nothing`, () => {
    const { model } = withBen(preview);
    assertEquals(new Drafts().of(model), []);
  });
}

Deno.test("[P7] a preview shows a shape in its new form", () => {
  const { model, shapes } = withBen((id) => ({ id, props: { text: "ben" } }));
  const [draft] = new Drafts().of(model);
  assertEquals(draft!.shape, { ...shapes[0]!, text: "ben" } as Shape);
});

Deno.test("[P7] a move of thousands shows some of them", () => {
  const ids = Array.from({ length: 5_000 }, () => "same");
  const { model } = withBen((id) => ({ ids: ids.map(() => id), dx: 1, dy: 1 }));
  assertEquals(
    shapesOf(model.presences.get("m_2")!.preview!, model.document).length,
    256,
  );
});

Deno.test("[P7] a preview of several shapes shows the new ones and the changed ones, dim", () => {
  const { model, shapes } = withBen((id) => ({
    parts: [
      { id, props: { text: "ben" } },
      { id: "gone", props: { text: "ben" } },
      { shape: { id: "new", type: "circle" } },
    ],
  }));
  const drafts = new Drafts().of(model);
  assertEquals(drafts.map(({ shape }) => shape.id), [shapes[0]!.id, "new"]);
  assertEquals(drafts.map(({ dim }) => dim), [true, true]);
});
