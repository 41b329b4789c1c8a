/**
 * One person at two windows: two clients with one `userKey` (E19).
 */

import { assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import type { RoomClient } from "../room_client.ts";
import type { FakeLine } from "../testing/fake_network.ts";
import { FakeWorld } from "../testing/fake_world.ts";

const ANA = "k_of-ana-0123456789";

function windows(): { w: FakeWorld; here: RoomClient; there: RoomClient } {
  const w = new FakeWorld();
  const here = w.client("here", { userKey: ANA });
  const there = w.client("there", { userKey: ANA });
  w.settle();
  return { w, here, there };
}

const label = (text: string): Op => ({
  op: "create",
  shape: { id: "t", type: "text", text },
});
const recolor = (color: "red" | "blue"): Op => ({
  op: "set",
  id: "t",
  props: { color },
});
/**
 * One window does something, then the other something that comes to nothing: the place that it
 * is told is the first one's. Neither has heard of that yet.
 */
function decideBoth(w: FakeWorld, here: RoomClient, there: RoomClient): void {
  there.submit([recolor("red")]);
  here.submit([{ op: "delete", ids: ["nobody"] }]);
  const [hereLine, thereLine] = w.network.lines;
  thereLine!.deliverUp();
  hereLine!.deliverUp();
}

const textOf = (client: RoomClient) => {
  const shape = client.document.shapes.get("t")?.shape;
  return shape !== undefined && "text" in shape ? shape.text : null;
};

Deno.test("[E19] what came to nothing at one window is not taken for what the other one did", async () => {
  const { w, here, there } = windows();
  here.submit([label("ace")]);
  w.settle();
  decideBoth(w, here, there);
  // An answer may come before the events that were committed before it.
  w.network.lines[0]!.down.reverse();
  w.settle();
  assertEquals(there.document.shapes.get("t")?.shape.color, "red");
  // The latest thing that was done at this window is the creation.
  const report = await w.until(here.undo());
  assertEquals(report?.ops.map(({ op }) => op), ["delete"]);
});

Deno.test("[E19] what came to nothing is not credited where its answer was lost with the connection", async () => {
  const { w, here, there } = windows();
  here.submit([label("ace")]);
  w.settle();
  decideBoth(w, here, there);
  w.network.lines[0]!.cut();
  w.settle();
  const report = await w.until(here.undo());
  assertEquals(report?.ops.map(({ op }) => op), ["delete"]);
});

/** Lets promises run, and one line's messages through but for transactions. */
async function untilItSends(line: FakeLine): Promise<void> {
  const sends = () => line.up[0]?.includes('"type":"tx"') ?? false;
  for (let i = 0; i < 100 && !sends(); i++) {
    await Promise.resolve();
    while (line.deliverDown());
    while (!sends() && line.deliverUp());
  }
  assertEquals(sends(), true);
}

for (const turn of ["undo", "redo"] as const) {
  Deno.test(`[E19] at two windows at once, one ${turn} of the same typing is done, and the other told`, async () => {
    const { w, here } = windows();
    here.submit([label("ace")]);
    w.settle();
    here.submit([{ op: "text", id: "t", edit: [1, "B", { d: 1 }] }]);
    w.settle();
    if (turn === "redo") await w.until(here.undo());
    // This window knows of it by the log alone.
    const later = w.client("later", { userKey: ANA });
    w.settle();
    const reports = [here[turn](), later[turn]()];
    await untilItSends(w.network.lines[0]!);
    await untilItSends(w.network.last);
    const told = await w.until(Promise.all(reports));
    w.settle();
    const text = turn === "undo" ? "ace" : "aBe";
    assertEquals([textOf(here), textOf(later)], [text, text]);
    assertEquals(told.map((report) => report?.skipped), [
      [],
      [{ id: "t", registers: ["text"] }],
    ]);
  });
}
