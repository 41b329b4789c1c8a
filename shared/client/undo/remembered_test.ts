import { assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import { TestRoom } from "../../document/testing/arbitraries.ts";
import type { Settlement } from "../replica/pending_tx.ts";
import { Remembered } from "./remembered.ts";

const circle = (id: string): Op => ({
  op: "create",
  shape: { id, type: "circle" },
});
const move = (dx: number): Op => ({ op: "move", ids: ["a"], dx, dy: 0 });

/** A room in which ana drew and moved a circle, and what she was told of it. */
function drawn(): { room: TestRoom; told: Settlement[] } {
  const room = new TestRoom();
  for (const op of [circle("a"), move(8), move(16)]) room.send("u_ana", [op]);
  const told = room.events.map((event, i): Settlement => ({
    kind: "seen",
    key: i,
    before: room.states[i]!,
    event,
  }));
  return { room, told };
}

/** Remembers what was told; all of it was seen, so that nothing need be read. */
function remembering(told: readonly Settlement[]): Remembered {
  const remembered = new Remembered(() => {
    throw new Error("nothing need be read");
  });
  remembered.joined("u_ana", "epoch", 0);
  for (const settlement of told) remembered.settled(settlement);
  return remembered;
}

for (const order of [[1, 2], [2, 1]]) {
  Deno.test(`[E19] a step that was answered in the order ${order} is its events in the log's, and the document before them`, async () => {
    const { room, told } = drawn();
    const remembered = remembering(told);
    const confirmed = room.document;
    const step = await remembered.stepOf(
      order.map((i) => told[i]!),
      { confirmed, seenSince: 0 },
    );
    assertEquals(step?.events.map(({ seq }) => seq), [2, 3]);
    assertEquals(step?.before, room.states[1]);
    assertEquals(step?.now, confirmed);
  });
}

Deno.test("[E19] [E24] what was told of another life of the room is no step in this one", async () => {
  const { room, told } = drawn();
  const remembered = remembering(told);
  remembered.joined("u_ana", "another", 0);
  const replica = { confirmed: room.document, seenSince: 0 };
  assertEquals(await remembered.stepOf(told, replica), null);
});
