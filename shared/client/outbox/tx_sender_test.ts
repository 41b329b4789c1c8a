import { assertEquals, assertNotEquals } from "@std/assert";
import type { NumberedTx } from "./outbox.ts";
import { TxSender } from "./tx_sender.ts";
import { WriteGate } from "./write_gate.ts";

const tx: NumberedTx = {
  key: 1,
  cseq: 1,
  base: null,
  group: null,
  ops: [{ op: "delete", ids: ["a"] }],
  texts: [],
  at: 0,
};

/** A sender before which something is being written. */
function writing() {
  const { promise, resolve: kept } = Promise.withResolvers<void>();
  const gate = new WriteGate(() => {}, () => {});
  gate.await(promise);
  const sent: unknown[] = [];
  const sender = new TxSender("lobby", (message) => sent.push(message), gate);
  return { kept, gate, sent, sender };
}

Deno.test("[T41] nothing is sent before it is kept", async () => {
  const { kept, gate, sent, sender } = writing();
  sender.send([tx]);
  assertEquals(sent.length, 0);
  const written = gate.writing;
  kept();
  await written;
  await Promise.resolve();
  assertEquals(sent.length, 1);
});

Deno.test("[T41] what was being kept when the line broke is not sent on the next one", async () => {
  const { kept, gate, sent, sender } = writing();
  sender.send([tx]);
  sender.disconnected();
  const written = gate.writing;
  kept();
  await written;
  await Promise.resolve();
  assertEquals(sent, []);
});

for (const order of [["first", "second"], ["second", "first"]] as const) {
  Deno.test(`[T41] of two writes that were begun both have to end, the ${order[0]} first`, async () => {
    const writes = {
      first: Promise.withResolvers<void>(),
      second: Promise.withResolvers<void>(),
    };
    let opened = 0;
    const gate = new WriteGate(() => opened++, () => {});
    gate.await(writes.first.promise);
    gate.await(writes.second.promise);
    const both = gate.writing;
    writes[order[0]].resolve();
    await writes[order[0]].promise;
    for (let i = 0; i < 9; i++) await Promise.resolve();
    assertNotEquals(gate.writing, null);
    assertEquals(opened, 0);
    writes[order[1]].resolve();
    await both;
    assertEquals([gate.writing, opened], [null, 1]);
  });
}
