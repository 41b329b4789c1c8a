import { assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { arbitrarySteps, TestRoom } from "../../shared/document/arbitraries.ts";
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
        assertEquals(map.of(document).query(box), fresh.query(box));
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
