import { assertEquals } from "@std/assert";
import { TestRoom } from "../../../shared/document/testing/arbitraries.ts";
import { ChatVoice } from "./chat_voice.ts";

const idsIn = (frames: Iterable<Uint8Array>) =>
  [...frames].map((frame) => {
    const { message } = JSON.parse(new TextDecoder().decode(frame));
    return JSON.parse(message).shape.id;
  });

Deno.test("[P15] who fell behind is shown the lines that moved with what they are tied to", () => {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "box", type: "rectangle" } },
    {
      op: "create",
      shape: {
        id: "line",
        type: "line",
        end: { id: "box", side: "left", ratio: 0.5 },
      },
    },
  ]);
  room.send("u_ben", [{ op: "move", ids: ["box"], dx: 8, dy: 0 }]);
  const delta = new ChatVoice(1, "u_eve").delta(room.document, 1);
  assertEquals(idsIn(delta), ["box", "line"]);
});
