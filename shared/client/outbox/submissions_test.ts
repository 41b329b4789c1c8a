/**
 * What becomes of work from its submission on: of what can't be sent, of what is done before there is
 * anything to be seen, and by those who see nothing.
 */

import { assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import type { Answered } from "../room_client_events.ts";
import { FakeWorld } from "../testing/fake_world.ts";
import { textOf } from "../testing/typists.ts";
import { MemoryOutboxStore } from "./outbox_store.ts";

const circle: Op = { op: "create", shape: { id: "a", type: "circle" } };
const red: Op = { op: "set", id: "a", props: { color: "red" } };

Deno.test("[limits] what can't be sent at all is told as it was submitted, and leaves nothing to be undone", async () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  w.settle();
  const told: Answered[] = [];
  ana.on("answer", (answered) => told.push(answered));
  const message = "a transaction has at least one op";
  const answer = {
    type: "nack" as const,
    cseq: null,
    code: "invalid" as const,
    message,
    path: "ops",
  };
  assertEquals(await ana.submit([], { group: "g" }), answer);
  assertEquals(told, [{ key: null, ops: [], group: "g", answer }]);
  assertEquals(ana.status.unsent, 0);
  assertEquals(await w.until(ana.undo()), null);
});

Deno.test("[E17] what is drawn before one is in the room is one's own, of that time, and stays so", () => {
  const w = new FakeWorld();
  w.clock.advance(70);
  const ana = w.client("ana");
  const told: string[] = [];
  ana.on("change", ({ changed }) => told.push(...changed));
  ana.submit([circle]);
  const now = w.clock.now();
  const shown = () => ana.document.shapes.get("a")!.shape;
  assertEquals([shown().createdAt, shown().createdBy], [now, ""]);
  const line = w.network.last;
  line.deliverDown();
  line.deliverUp();
  line.deliverDown(); // the welcome
  assertEquals([shown().createdAt, shown().createdBy], [
    now,
    "u_client-of-ana-0123456789",
  ]);
});

Deno.test("[E18] what is set before one has seen the room writes over nothing that is told", async () => {
  const w = new FakeWorld();
  const ben = w.client("ben");
  ben.submit([circle]);
  w.settle();
  ben.submit([red]);
  w.settle();
  const ana = w.client("ana");
  const answer = ana.submit([{ ...red, props: { color: "blue" } }]);
  w.settle();
  const { type, overrode } = await answer as { type: string; overrode: [] };
  assertEquals([type, overrode], ["ack", []]);
});

for (const content of ["none", "events"] as const) {
  Deno.test(`[P2] [T41] who follows ${content === "none" ? "nothing" : "events alone"} sends what was left behind, typing too, and is idle when it is answered`, async () => {
    const w = new FakeWorld();
    const ben = w.client("ben");
    ben.submit([{
      op: "create",
      shape: { id: "t", type: "text", text: "ab" },
    }]);
    w.settle();
    const outbox = new MemoryOutboxStore();
    const bot = w.client("bot", { outbox, content });
    void bot.submit([{ op: "text", id: "t", edit: [1, "x"] }]);
    void bot.close();
    const again = w.client("bot", { outbox, content });
    void again.submit([{ op: "text", id: "t", edit: [3, "y"] }]);
    let isIdle = false;
    const idle = again.idle().then(() => isIdle = true);
    for (let i = 0; i < 20; i++) await Promise.resolve();
    assertEquals([isIdle, again.status.unsent], [false, 2]);
    w.settle();
    await w.until(idle);
    assertEquals(textOf(ben, "t"), "axby");
    assertEquals(outbox.load().txs, []);
  });
}
