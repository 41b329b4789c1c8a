import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { makeOldDatabase } from "../testing/old_database.ts";
import {
  numberedAppend,
  plainAppend,
  SAMPLE_TIME,
  sampleAnswer,
} from "../testing/store_samples.ts";
import { SCHEMA_VERSION } from "./migrations.ts";
import { openSqliteStore } from "./sqlite_store.ts";

for (let version = 1; version < SCHEMA_VERSION; version++) {
  Deno.test(`[E25] a database of schema ${version} tells all that it told, and goes on from there`, async () => {
    const folder = await Deno.makeTempDir();
    const path = join(folder, "inkroom.db");
    const { events, answers } = makeOldDatabase(path, version);
    const store = await openSqliteStore(path, { synchronous: "normal" });
    const room = async (roomId: string) =>
      (await store.openRoom(roomId, { create: false, now: 0 }))!;
    try {
      assertEquals(await room("lobby"), {
        roomId: "lobby",
        head: 3,
        epoch: "old",
        horizon: 0,
        createdAt: SAMPLE_TIME,
        changedAt: SAMPLE_TIME + 3,
        shapes: version < 5 ? null : 0,
      });
      assertEquals(await store.readAfter("lobby", 0, 9), [...events]);
      assertEquals(await store.readClient("lobby", "c"), {
        lastCseq: 3,
        answers: [...answers],
      });
      const taken = numberedAppend("lobby", 3, "c", 3);
      const next = { ...numberedAppend("lobby", 3, "c", 4), shapes: 1 };
      for (const late of [taken, { ...taken, events: [] }]) {
        assertEquals(await store.append([late]), [{ kind: "moved", head: 3 }]);
      }
      assertEquals(await store.append([next]), [{ kind: "committed" }]);
      const { head, changedAt, shapes } = await room("lobby");
      assertEquals([head, changedAt, shapes], [4, SAMPLE_TIME + 4, 1]);
      assertEquals(await store.readClient("lobby", "c"), {
        lastCseq: 4,
        answers: [...answers, sampleAnswer("c", 4, 4)],
      });
      if (version < 2) return;
      assertEquals(
        await store.append([plainAppend("trimmed", 0)]),
        [{ kind: "moved", head: 9 }],
      );
      assertEquals(
        await store.append([plainAppend("trimmed", 9)]),
        [{ kind: "committed" }],
      );
      assertEquals((await room("trimmed")).head, 10);
    } finally {
      await store.close();
      await Deno.remove(folder, { recursive: true });
    }
  });
}
