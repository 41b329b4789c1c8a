import { assertEquals } from "@std/assert";
import { Hands } from "../../testing/hands.ts";

/** A box that ben moved to (80, 32) before we moved it. */
function conflict() {
  const hands = new Hands().do("r", "space", "space", "escape");
  const { id } = hands.shapes[0]!;
  hands.hear({
    type: "members",
    memberId: "m_1",
    members: [
      { memberId: "m_1", userId: "u_ana", name: "ana", color: "default" },
      { memberId: "m_2", userId: "u_ben", name: "ben", color: "red" },
    ],
  });
  hands.hear({
    type: "overrode",
    registers: [{
      id,
      register: "pos",
      seq: 7,
      userId: "u_ben",
      value: { x: 80, y: 32 },
    }],
  });
  return { hands, id };
}

Deno.test("[E18] who was written over, and the key that puts it back, are one line", () => {
  const { hands } = conflict();
  assertEquals(
    hands.model.notices.at(-1),
    {
      ...hands.model.notices.at(-1)!,
      text: "You wrote over ben's position: ! puts it back.",
      tone: "warning",
    },
  );
});

Deno.test("[E18] ! puts the other's value back, once", () => {
  const { hands } = conflict();
  hands.do("!");
  const { x, y } = hands.shapes[0]!;
  assertEquals({ x, y }, { x: 80, y: 32 });
  assertEquals(hands.model.conflicts, []);
  const { unsent } = hands.client.status;
  assertEquals(hands.do("!").client.status.unsent, unsent);
});

Deno.test("[E18] what is gone can't be put back, and the user is told", () => {
  const { hands } = conflict();
  hands.do("x", "!");
  assertEquals(hands.model.notices.at(-1)?.text, "It can't be put back.");
});
