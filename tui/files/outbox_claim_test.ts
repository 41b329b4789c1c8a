import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import type { OutboxTx } from "../../shared/client/outbox/outbox_store.ts";
import { type ClaimedOutbox, claimOutbox } from "./outbox_claim.ts";

const tx: OutboxTx = {
  key: 1,
  cseq: null,
  base: null,
  group: null,
  ops: [{ op: "delete", ids: ["a"] }],
  texts: [],
  at: 0,
};

async function inFolder(
  test: (
    claim: (other?: Partial<Parameters<typeof claimOutbox>[1]>) => Promise<
      ClaimedOutbox
    >,
    folder: string,
  ) => Promise<void>,
): Promise<void> {
  const parent = await Deno.makeTempDir();
  const folder = join(parent, "outbox");
  const owner = { server: "ws://one:4650", userKey: "k_ana", room: "lobby" };
  try {
    await test((other) => claimOutbox(folder, { ...owner, ...other }), folder);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

Deno.test("[T41] two clients of one user have an outbox each", () =>
  inFolder(async (claim) => {
    const first = await claim(), second = await claim();
    assert(first.clientId !== second.clientId);
    assertEquals([first.warnings, second.warnings], [[], []]);
    await Promise.all([first.close(), second.close()]);
  }));

Deno.test("[T41] the next client goes on with the outbox of one that is gone", () =>
  inFolder(async (claim) => {
    const first = await claim();
    await first.store.write([{ kind: "put", tx }]);
    await first.close();
    const second = await claim();
    assertEquals(second.clientId, first.clientId);
    assertEquals(second.store.load().txs, [tx]);
    await second.close();
  }));

Deno.test("[T41] what several have left behind is all found: one outbox is gone on with, the others are delivered", () =>
  inFolder(async (claim) => {
    const gone = [await claim(), await claim(), await claim()];
    await gone[1]!.store.write([{ kind: "put", tx }]);
    await gone[2]!.store.write([{ kind: "put", tx }]);
    for (const each of gone) await each.close();
    const next = await claim();
    const found = [next, ...next.orphans].map(({ clientId }) => clientId);
    assertEquals(
      found.sort(),
      gone.slice(1).map(({ clientId }) => clientId).sort(),
    );
    // Nobody else gets them as long as they are delivered.
    const other = await claim();
    assertEquals(other.clientId, gone[0]!.clientId);
    assertEquals(other.orphans, []);
    await Promise.all([next.close(), other.close()]);
  }));

Deno.test("[T41] another server, person or room has another outbox", () =>
  inFolder(async (claim) => {
    const own = await claim();
    await own.store.write([{ kind: "put", tx }]);
    await own.close();
    for (
      const other of [
        { server: "ws://two:4650" },
        { userKey: "k_ben" },
        { room: "plans" },
      ]
    ) {
      const claimed = await claim(other);
      assert(claimed.clientId !== own.clientId);
      assertEquals(claimed.store.load().txs, []);
      await claimed.close();
    }
  }));

Deno.test("[T41] a damaged outbox is told of, with the place where it is kept", () =>
  inFolder(async (claim, folder) => {
    const first = await claim();
    await first.store.write([{ kind: "put", tx }]);
    await first.close();
    for await (const { name } of Deno.readDir(folder)) {
      if (!name.endsWith(".log")) continue;
      const path = join(folder, name);
      const text = await Deno.readTextFile(path);
      await Deno.writeTextFile(path, text.replace("delete", "remove"));
    }
    const second = await claim();
    assertMatch(
      second.warnings[0]!,
      /can't be read .*line 2.* kept in .*damaged/,
    );
    assertEquals(second.store.load().txs, []);
    await second.close();
  }));

Deno.test("[T41] where no file can be, drawing works, and that is told", async () => {
  const owner = { server: "ws://one:4650", userKey: "k_ana", room: "lobby" };
  const file = await Deno.makeTempFile();
  for (const folder of [null, join(file, "below a file")]) {
    const claimed = await claimOutbox(folder, owner);
    assertMatch(claimed.warnings[0]!, /would not outlive this program/);
    await claimed.store.write([{ kind: "put", tx }]);
    await claimed.close();
  }
  await Deno.remove(file);
});
