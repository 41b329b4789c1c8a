import { assertEquals } from "@std/assert";
import { presenceSchema } from "../../../shared/schema/presence.ts";
import { Hands } from "../../testing/hands.ts";
import { presenceOf } from "./presence.ts";

const presence = (hands: Hands) => presenceOf(hands.model);

Deno.test("[P7] the cursor's cell, the tool, the selection and the view are told", () => {
  const hands = new Hands().do("right*3", "down", "c");
  const { cursor, tool, viewport } = presence(hands);
  assertEquals(cursor, { x: 28, y: 24 });
  assertEquals(tool, "circle");
  assertEquals(viewport, { x: 0, y: 0, width: 320, height: 192 });
  hands.do("space", "space");
  assertEquals(presence(hands).selection, hands.model.selection);
  assertEquals(presence(hands).selection.length, 1);
});

Deno.test("[P7] a shape being dragged is a preview until it is dropped", () => {
  const hands = new Hands().do("r", "press@1,1", "drag@4,3");
  const { preview } = presence(hands);
  assertEquals(preview, {
    shape: {
      id: (preview as { shape: { id: string } }).shape.id,
      type: "rectangle",
      x: 8,
      y: 16,
      width: 32,
      height: 48,
      stroke: "rounded",
      color: "default",
      fill: "none",
    },
  });
  assertEquals(presence(hands.do("release@4,3")).preview, null);
  hands.do("escape", "press@2,1", "drag@3,1");
  assertEquals(presence(hands).preview, {
    ids: [...hands.model.selection],
    dx: 8,
    dy: 0,
  });
});

Deno.test("[P7] where text is typed, the caret is the cursor", () => {
  const hands = new Hands().do("t", "space", "type:漢a");
  assertEquals(presence(hands).cursor, { x: 28, y: 8 });
});

Deno.test("[P7] a preview of more than 2 KiB is kept to oneself", () => {
  const hands = new Hands();
  const draw = () => {
    for (let i = 0; i < 40; i++) {
      hands.do("r", "press@0,0", "drag@5,3", "release@5,3", "escape");
    }
  };
  const drag = () => hands.do("A", "press@1,0", "drag@9,4");
  draw();
  assertEquals(Object.keys(presence(drag()).preview!), ["ids", "dx", "dy"]);
  hands.do("release@1,0", "escape");
  draw();
  assertEquals(presence(drag()).preview, null);
});

Deno.test("[P7] whatever is done, the server takes what it is told", () => {
  const hands = new Hands();
  const script = [
    "r",
    "space",
    "right*4",
    "space",
    "type:a",
    "enter",
    "-",
    "space",
    "down*2",
    "space",
    "t",
    "type:x",
    "escape",
    "A",
    "space",
    "left*70",
    "Z",
    "z",
    "up*90",
    "escape",
    "+",
    "c",
    "press@9,9",
    "drag@0,0",
  ];
  for (const word of script) {
    hands.do(word);
    assertEquals(presenceSchema.safeParse(presence(hands)).success, true, word);
  }
});
