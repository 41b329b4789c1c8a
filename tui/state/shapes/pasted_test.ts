import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { exportShapes, takeShapes } from "../../../shared/formats/formats.ts";
import { Hands } from "../../testing/hands.ts";

const screen = () => new Hands({ columns: 80, rows: 24 });
const kinds = (hands: Hands) => hands.shapes.map(({ type }) => type).sort();
const told = (hands: Hands) => hands.model.notices.at(-1)?.text;

/** A labelled box. */
const box = () =>
  screen().do("r", "space", "space", "type:web", "enter", "escape", "escape");

const ASCII = "+-----+     +----+\n| one |---->| 2  |\n+-----+     +----+";

for (const format of ["svg", "json"] as const) {
  Deno.test(`[T22] a pasted .${format} of ours makes shapes at the cursor, in one step`, async () => {
    const hands = box();
    const text = exportShapes(format, takeShapes(hands.model.document));
    hands.do("click@20,10", "escape", `paste:${text}`);
    assertEquals(kinds(hands), ["rectangle", "rectangle"]);
    assertEquals([hands.shapes[1]!.x, hands.shapes[1]!.y], [160, 160]);
    await hands.do("u").rest();
    assertEquals(hands.shapes.length, 1);
  });
}

Deno.test("[T22] what was copied in Excalidraw makes shapes; what was left out is told", () => {
  const elements = [
    { type: "ellipse", id: "a", x: 0, y: 0, width: 80, height: 48 },
    { type: "image", id: "b", x: 0, y: 0 },
  ];
  const text = JSON.stringify({ type: "excalidraw/clipboard", elements });
  const hands = screen().do(`paste:${text}`);
  assertEquals(kinds(hands), ["ellipse"]);
  assertStringIncludes(told(hands)!, "left out: image 1");
});

for (
  const text of [
    '<svg xmlns="x"><rect/></svg>',
    '{"type":"excalidraw","elements":7}',
    '[{"type":"blob"}]',
  ]
) {
  Deno.test(`[T22] ${text} is text, and it is told why`, () => {
    const hands = screen().do(`paste:${text}`);
    assertEquals(kinds(hands), ["text"]);
    assertStringIncludes(told(hands)!, "Pasted as text: ");
  });
}

Deno.test("[T22] other text, other JSON, and a pasted table are text", () => {
  for (const text of ["hello", '{"a":1}', ASCII]) {
    const hands = screen().do(`paste:${text}`);
    assertEquals([kinds(hands), told(hands)], [["text"], undefined]);
  }
});

Deno.test("[T22, T23] paste-boxes: of what is pasted next, the boxes are boxes, and only of that", async () => {
  const hands = screen().do(":", "type:paste-boxes", "enter");
  assertStringIncludes(told(hands)!, "Paste text now");
  hands.do(`paste:${ASCII}`);
  assertEquals(kinds(hands), ["arrow", "rectangle", "rectangle"]);
  assertEquals(told(hands), "Pasted 3 shapes. u takes them back.");
  await hands.do("u").rest();
  assertEquals(hands.shapes.length, 0);
  hands.do(`paste:${ASCII}`);
  assertEquals(kinds(hands), ["text"]);
});

Deno.test("[T22, T23] paste-boxes: Esc, or half a minute, and a paste is text again", () => {
  const begin = () => screen().do(":", "type:paste-boxes", "enter");
  assertEquals(kinds(begin().do("escape", `paste:${ASCII}`)), ["text"]);
  const hands = begin();
  hands.clock.advance(30_000);
  assertEquals(kinds(hands.do(`paste:${ASCII}`)), ["text"]);
});

Deno.test("[T22, T23] paste-boxes takes the text that was copied here", () => {
  const hands = screen().do(`paste:${ASCII}`, "y", "click@0,12", "escape");
  hands.do(":", "type:paste-boxes", "enter");
  assertEquals(kinds(hands), ["arrow", "rectangle", "rectangle", "text"]);
});

Deno.test("[T22, R50] copy-markdown sends the room, or what is selected, as a block", () => {
  const hands = box().do(":", "type:copy-markdown", "enter");
  const block = "╭──────────╮\n│   web    │\n╰──────────╯\n";
  assertEquals(hands.asked, [`copy \`\`\`\n${block}\`\`\`\n`]);
  assertEquals(
    told(hands),
    "Sent to the terminal: 1 shape as a block of Markdown.",
  );
  hands.do("click@40,10", "t", "space", "type:note", "escape");
  hands.do("v", "click@41,10", ":", "type:copy-markdown", "enter");
  assertEquals(hands.asked.at(-1), "copy ```\nnote\n```\n");
});

Deno.test("[T22, R50] copy-comment asks for the kind, by its sign or by a language", () => {
  const hands = box().do(
    ":",
    "type:copy-comment",
    "enter",
    "type:sql",
    "enter",
  );
  assertEquals(
    hands.asked,
    ["copy -- ╭──────────╮\n-- │   web    │\n-- ╰──────────╯\n"],
  );
  hands.do(":", "type:copy-comment #", "enter");
  assert(hands.asked.at(-1)!.startsWith("copy # ╭"));
  hands.hear({ type: "act", action: "copy-comment", word: "%" });
  assertStringIncludes(told(hands)!, "Cannot comment with %: there are  //");
  assertEquals(hands.asked.length, 2);
});

Deno.test("[T22] what is more than terminals take is refused, and told", () => {
  const shapes = [0, 1_000_000].map((x) => ({ type: "circle", x, y: x }));
  const hands = screen().do(`paste:${JSON.stringify(shapes)}`, "escape");
  hands.do(":", "type:copy-markdown", "enter");
  assertStringIncludes(told(hands)!, "more than terminals take. export writes");
  assertEquals(hands.asked, []);
});
