import { assertEquals } from "@std/assert";
import { TestRoom } from "./testing/arbitraries.ts";
import { canonicalJson, stampedJson } from "./canonical.ts";

/** Ana's circle, which Ben colored, which Ana then moved; and a box of hers that Ben deleted. */
function room(): TestRoom {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "box", type: "rectangle" } },
    { op: "create", shape: { id: "a", type: "circle", x: 8 } },
  ]);
  room.send("u_ben", [{ op: "set", id: "a", props: { color: "red" } }]);
  room.send("u_ana", [{ op: "move", ids: ["a"], dx: 8, dy: 0 }]);
  room.send("u_ben", [{ op: "delete", ids: ["box"] }]);
  return room;
}

const shape = {
  id: "a",
  type: "circle",
  x: 16,
  y: 0,
  radius: 40,
  text: "",
  stroke: "rounded",
  color: "red",
  fill: "none",
  cross: "join",
  groupId: null,
  locked: false,
  z: "a1",
  version: 3,
  seq: 3,
  createdBy: "u_ana",
  updatedBy: "u_ana",
  createdAt: 1_000,
  updatedAt: 1_002,
};

Deno.test("[E8] the canonical form tells every property of every live shape, in one order", () => {
  const { document } = room();
  assertEquals(
    canonicalJson(document),
    JSON.stringify({ seq: 4, shapes: [shape] }),
  );
});

Deno.test("[E22] the stamped form tells all stamps as well, and who is dead", () => {
  const never = [1, "u_ana", 0];
  assertEquals(JSON.parse(stampedJson(room().document)), {
    seq: 4,
    shapes: [{
      shape,
      born: never,
      restored: false,
      stamps: [
        ["pos", 3, "u_ana", 0],
        ["size", ...never],
        ["text", ...never],
        ["stroke", ...never],
        ["color", 2, "u_ben", 1],
        ["fill", ...never],
        ["cross", ...never],
        ["groupId", ...never],
        ["locked", ...never],
        ["z", ...never],
      ],
      other: 2,
      rekeyed: 1,
    }],
    tombstones: [["box", 4, "u_ben", 1]],
  });
});

Deno.test("[E8] shapes, and the dead, are told by ascending id", () => {
  const at = new TestRoom();
  const ids = ["m", "z", "a"];
  for (const id of ids) {
    at.send("u_ana", [
      { op: "create", shape: { id, type: "circle" } },
      { op: "create", shape: { id: `dead-${id}`, type: "circle" } },
    ]);
  }
  at.send("u_ana", [{ op: "delete", ids: ids.map((id) => `dead-${id}`) }]);
  const { shapes, tombstones } = JSON.parse(stampedJson(at.document));
  assertEquals(
    shapes.map(({ shape }: { shape: { id: string } }) => shape.id),
    ["a", "m", "z"],
  );
  assertEquals(tombstones.map(([id]: [string]) => id), [
    "dead-a",
    "dead-m",
    "dead-z",
  ]);
});
