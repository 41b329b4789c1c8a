import { assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import {
  arbitrarySteps,
  TestRoom,
} from "../../shared/document/testing/arbitraries.ts";
import { Scene } from "../../shared/raster/scene.ts";
import { RoomMap } from "./room_map.ts";

Deno.test("[E26] a map that follows the room, looked at now and then, is as one that is made anew", () => {
  fc.assert(fc.property(
    arbitrarySteps,
    fc.array(fc.nat(40), { minLength: 1 }),
    (steps, looks) => {
      const { states } = TestRoom.of(steps);
      const map = new RoomMap();
      for (const seq of [...looks].sort((a, b) => a - b)) {
        const document = states[Math.min(seq, states.length - 1)]!;
        const fresh = new Scene(document);
        const box = { x: -500, y: -500, width: 900, height: 900 };
        const found = fresh.query(box);
        assertEquals(map.idsIn(document, box), found.map(({ id }) => id));
        assertEquals(map.of(document).query(box), found);
        assertEquals(map.of(document).contentBox(), fresh.contentBox());
      }
    },
  ));
});

Deno.test("[E26] the map of a room is made once", () => {
  const map = new RoomMap();
  const room = TestRoom.of([]);
  assertStrictEquals(map.of(room.document), map.of(room.document));
});

Deno.test("[P3] [E26] a bound line is where its target is, not where its points were", () => {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "far", type: "circle", x: 9_000, y: 0 } },
    { op: "create", shape: { id: "box", type: "rectangle", x: 90, y: 90 } },
    {
      op: "create",
      shape: {
        id: "d",
        type: "line",
        x: 8_000,
        y: 0,
        points: [[0, 0], [80, 0]],
        end: { id: "box", side: "right", ratio: 0.5 },
      },
    },
    { op: "move", ids: ["box"], dx: -90, dy: -90 },
  ]);
  const map = new RoomMap();
  const box = { x: 0, y: 0, width: 100, height: 100 };
  for (let question = 1; question <= 3; question++) {
    assertEquals(map.idsIn(room.document, box), ["box", "d"]);
  }
});

Deno.test("[P3] [E26] a route around its shapes is where it is drawn, not between its ends", () => {
  const room = new TestRoom();
  const box = {
    id: "box",
    type: "rectangle",
    x: 0,
    y: 0,
    width: 80,
    height: 80,
  };
  room.send("u_ana", [
    { op: "create", shape: { ...box, type: "rectangle" } },
    {
      op: "create",
      shape: {
        id: "loop",
        type: "arrow",
        route: "elbow",
        start: { id: "box", side: "left", ratio: 0.5 },
        end: { id: "box", side: "right", ratio: 0.5 },
      },
    },
  ]);
  const map = new RoomMap();
  const above = { x: 30, y: -30, width: 10, height: 10 };
  for (let question = 1; question <= 3; question++) {
    assertEquals(map.idsIn(room.document, above), ["loop"]);
  }
});
