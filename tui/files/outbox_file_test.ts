import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import type { OutboxTx } from "../../shared/client/outbox/outbox_store.ts";
import { openOutbox } from "./outbox_file.ts";
import { lineOf } from "./outbox_line.ts";

async function inFolder(test: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(join(folder, "outbox.log"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const tx = (key: number, more: Partial<OutboxTx> = {}): OutboxTx => ({
  key,
  cseq: null,
  base: 3,
  group: null,
  ops: [{ op: "delete", ids: ["a"] }],
  texts: [],
  at: 5,
  ...more,
});

const typing = tx(2, {
  group: "g",
  ops: [{ op: "text", id: "__proto__", edit: [1, "漢\n", { d: 2 }] }],
  texts: [["__proto__", "old"]],
});

Deno.test("[T41] what is unsent is there for the next one, with its numbers and its name", () =>
  inFolder(async (path) => {
    const first = (await openOutbox(path))!;
    assertEquals(first.store.load(), {
      epoch: null,
      txs: [],
      lines: [],
      life: 0,
    });
    await first.store.write([{ kind: "epoch", epoch: "e1" }]);
    await first.store.write([{ kind: "put", tx: tx(1) }]);
    await first.store.write([
      { kind: "put", tx: typing },
      { kind: "put", tx: tx(3) },
      { kind: "put", tx: tx(1, { cseq: 7 }) },
    ]);
    await first.store.write([{ kind: "remove", key: 3 }]);
    await first.store.write([{ kind: "life", life: 6 }]);
    await first.store.write([{ kind: "life", life: 7 }]);
    await first.store.close();
    const second = (await openOutbox(path))!;
    assertEquals(second.clientId, first.clientId);
    assertEquals(second.damaged, null);
    assertEquals(second.store.load(), {
      epoch: "e1",
      txs: [tx(1, { cseq: 7 }), typing],
      lines: [],
      life: 7,
    });
    await second.store.close();
  }));

Deno.test("[P1] [T41] an outbox of before lives were counted is read, and counts from then on", () =>
  inFolder(async (path) => {
    await Deno.writeTextFile(
      path,
      lineOf({ format: 1, clientId: "client-of-ana-0123456789" }) +
        lineOf([{ kind: "put", tx: tx(1) }]),
    );
    for (const life of [1, 2]) {
      const { store, damaged } = (await openOutbox(path))!;
      assertEquals([damaged, store.load().txs], [null, [tx(1)]]);
      assertEquals(store.load().life, life - 1);
      await store.write([{ kind: "life", life }]);
      await store.close();
    }
  }));

Deno.test("[T14] [T41] lines of chat that are not said yet are there for the next one", () =>
  inFolder(async (path) => {
    const first = (await openOutbox(path))!;
    const line = (nonce: string) => ({ nonce, text: `"${nonce}" 漢\n` });
    await first.store.write([{ kind: "say", line: line("n1") }]);
    await first.store.write([{ kind: "say", line: line("n2") }]);
    await first.store.write([{ kind: "said", nonce: "n1" }]);
    await first.store.close();
    // The first time from the log, the second time from a file that was cleared out.
    for (let time = 0; time < 2; time++) {
      const { store, damaged } = (await openOutbox(path))!;
      assertEquals([damaged, store.load().lines], [null, [line("n2")]]);
      await store.close();
    }
  }));

Deno.test("[T41] one writer at a time", () =>
  inFolder(async (path) => {
    const first = (await openOutbox(path))!;
    assertEquals(await openOutbox(path), null);
    await first.store.close();
    const second = await openOutbox(path);
    assert(second !== null);
    await second.store.close();
  }));

Deno.test("[T41] a write that was cut short by the end of the process never happened", () =>
  inFolder(async (path) => {
    const first = (await openOutbox(path))!;
    await first.store.write([{ kind: "put", tx: tx(1) }]);
    const whole = await Deno.readFile(path);
    await first.store.write([{ kind: "put", tx: tx(2) }]);
    const longer = await Deno.readFile(path);
    await first.store.close();
    for (let size = whole.length; size < longer.length; size++) {
      await Deno.writeFile(path, longer.slice(0, size));
      const { store, damaged } = (await openOutbox(path))!;
      assertEquals([damaged, store.load().txs], [null, [tx(1)]]);
      // And what is written now can be read again.
      await store.write([{ kind: "put", tx: tx(9) }]);
      await store.close();
      const again = (await openOutbox(path))!;
      assertEquals(again.store.load().txs, [tx(1), tx(9)]);
      await again.store.close();
    }
  }));

Deno.test("[T41] whatever byte is another one: the file is kept aside, and nothing of it is sent", () =>
  inFolder(async (path) => {
    const first = (await openOutbox(path))!;
    await first.store.write([{ kind: "put", tx: tx(1) }]);
    await first.store.close();
    const whole = await Deno.readFile(path);
    for (let at = 0; at < whole.length - 1; at += 7) {
      const damagedBytes = whole.slice();
      damagedBytes[at]! ^= 0x10;
      await Deno.writeFile(path, damagedBytes);
      const { store, damaged, clientId } = (await openOutbox(path))!;
      assertEquals(store.load().txs, []);
      assert(clientId !== first.clientId);
      assertStringIncludes(damaged!.reason, "line ");
      assertEquals(await Deno.readFile(damaged!.aside), damagedBytes);
      await store.close();
    }
  }));

Deno.test("[T41] a file does not grow with what was sent", () =>
  inFolder(async (path) => {
    const { store } = (await openOutbox(path))!;
    const text = "x".repeat(9_000);
    const ops: OutboxTx["ops"] = [
      { op: "create", shape: { id: "a", type: "text", text } },
    ];
    for (let key = 1; key <= 400; key++) {
      await store.write([{ kind: "put", tx: tx(key, { ops }) }]);
      await store.write([{ kind: "remove", key }]);
    }
    await store.write([{ kind: "put", tx: tx(401) }]);
    const { size } = await Deno.stat(path);
    assert(size < 2_000_000, `${size}`);
    await store.close();
    const again = (await openOutbox(path))!;
    assertEquals(again.store.load().txs, [tx(401)]);
    await again.store.close();
  }));

Deno.test("[T41] what can't be written is told, and is written with the next that can", () =>
  inFolder(async (path) => {
    const { store } = (await openOutbox(path))!;
    await Deno.mkdir(`${path}.new`); // in the way of clearing out
    const long = "x".repeat(1_100_000);
    await store.write([{ kind: "epoch", epoch: long }]);
    const failure = await store.write([{ kind: "put", tx: tx(1) }])
      .then(() => null, (error) => error);
    assert(failure instanceof Error);
    await Deno.remove(`${path}.new`);
    await store.write([{ kind: "put", tx: tx(2) }]);
    await store.close();
    const again = (await openOutbox(path))!;
    assertEquals(again.store.load().txs, [tx(1), tx(2)]);
    await again.store.close();
  }));

Deno.test("[L6] nobody else on the machine can read it", () =>
  inFolder(async (path) => {
    const { store } = (await openOutbox(path))!;
    const { mode } = await Deno.stat(path);
    assertEquals((mode ?? 0) & 0o777, 0o600);
    await store.close();
  }));
