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

/** A client, and what it is told of its transactions. */
function watched() {
  const w = new FakeWorld();
  const ana = w.client("ana");
  w.settle();
  const told: Answered[] = [];
  ana.on("answer", (answered) => told.push(answered));
  return { w, ana, told };
}

Deno.test("[limits] what can't be sent at all is told as it was submitted, and leaves nothing to be undone", async () => {
  const { w, ana, told } = watched();
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

Deno.test("[E12] [T41] an edit that is answered is kept in the outbox until its event has come, other work is not", () => {
  const w = new FakeWorld();
  const outbox = new MemoryOutboxStore();
  const ana = w.client("ana", { outbox });
  ana.submit([{ op: "create", shape: { id: "t", type: "text", text: "" } }]);
  w.settle();
  const kept: number[] = [];
  for (const op of [{ op: "text", id: "t", edit: ["x"] }, red] as Op[]) {
    void ana.submit([op]);
    w.network.last.deliverUp();
    for (let i = 0; i < 2; i++) {
      w.network.last.deliverDown(); // the answer, and then the event
      assertEquals(ana.status.unsent, 0);
      kept.push(outbox.load().txs.length);
    }
  }
  assertEquals(kept, [1, 0, 0, 0]);
});

Deno.test("[E16] what came of a transaction is told with its number, its place and its group", async () => {
  const { w, ana, told } = watched();
  const taken = ana.submit([circle], { group: "g" });
  w.settle();
  const edit: Op = { op: "text", id: "t", edit: ["x"] };
  ana.submit([{ op: "create", shape: { id: "t", type: "text", text: "" } }]);
  w.settle();
  // Only what is stale is made anew, whatever it is that a refusal names.
  const refusal = {
    code: "conflict" as const,
    message: "no",
    current: [{ id: "t", register: "text" as const, seq: 2, userId: "" }],
  };
  w.server.refusals.push(refusal);
  const refused = ana.submit([edit], { group: "h" });
  w.settle();
  w.network.last.cut();
  const open = ana.submit([edit], { group: "i" });
  void ana.close();
  const answers = await Promise.all([taken, refused, open]);
  assertEquals(answers, [
    {
      type: "ack",
      cseq: 1,
      seq: 1,
      results: ["ok"],
      overrode: [],
      old: false,
    },
    { type: "nack", cseq: 3, ...refusal },
    { type: "unanswered", reason: "the client was closed" },
  ]);
  assertEquals(told.map(({ group }) => group), ["g", null, "h"]);
});

Deno.test("[E16] [T12] while the server takes nothing that is told, until it takes something, or is gone", () => {
  for (const isGone of [false, true]) {
    const w = new FakeWorld();
    const ana = w.client("ana");
    w.settle();
    w.server.refusals.push({ code: "read_only", message: "look, don't touch" });
    ana.submit([circle]);
    w.network.settle();
    assertEquals([ana.status.readOnly, ana.status.unsent], [true, 1]);
    if (isGone) w.network.last.cut();
    else w.settle();
    assertEquals([ana.status.readOnly, ana.status.unsent], [
      false,
      isGone ? 1 : 0,
    ]);
  }
});

for (
  const [code, expected, lines] of [
    ["gap", 1, 1],
    ["gap", undefined, 2],
    ["not_joined", undefined, 2],
  ] as const
) {
  Deno.test(`[E16] what is refused as ${code}${expected ? ", with the number expected," : ""} is sent again${lines > 1 ? ", on another line" : ""}`, () => {
    const w = new FakeWorld();
    const ana = w.client("ana");
    w.settle();
    w.server.refusals.push({
      code,
      message: "not yet",
      ...expected && { expected },
    });
    ana.submit([circle]);
    w.settle();
    assertEquals([ana.status.unsent, w.network.lines.length], [0, lines]);
    assertEquals(w.server.log.length, 1);
  });
}
