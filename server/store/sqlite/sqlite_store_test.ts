import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { DatabaseSync } from "node:sqlite";
import type { Doom } from "../testing/faulty_worker.ts";
import { openSqliteStore, type SqliteStoreOptions } from "./sqlite_store.ts";
import { MAX_UNANSWERED } from "../../../shared/schema/limits.ts";
import { type Store, StoreError } from "../store.ts";
import { type Fault, testStore } from "../contract/store_contract.ts";
import {
  numberedAppend,
  openRooms,
  plainAppend,
  SAMPLE_TIME,
  sampleAnswer,
  seqs,
} from "../testing/store_samples.ts";

testStore("sqlite", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "inkroom.db");
  const workers: Worker[] = [];
  const options: SqliteStoreOptions = {
    synchronous: "normal",
    busyMs: 1,
    spawn: () => {
      workers.push(faultyWorker());
      return workers.at(-1)!;
    },
  };
  let latest = await openSqliteStore(path, options);
  return {
    store: latest,
    reopen: async () => {
      await latest.close();
      return latest = await openSqliteStore(path, options);
    },
    cause: (fault) => Promise.resolve(cause(fault, path, workers.at(-1)!)),
    dispose: async () => {
      await latest.close();
      await Deno.remove(folder, { recursive: true }).catch(() => {});
    },
  };
});

function faultyWorker(): Worker {
  const url = new URL("../testing/faulty_worker.ts", import.meta.url);
  return new Worker(url, { type: "module" });
}

function cause(fault: Fault, path: string, worker: Worker): () => void {
  if (fault === "unavailable") {
    const other = new DatabaseSync(path);
    other.exec("begin immediate");
    return () => other.close();
  }
  const doom = fault === "unknown_lost" ? "before_write" : "after_write";
  worker.postMessage({ doom } satisfies Doom);
  return () => {};
}

/** A folder of its own for a test. */
async function withFile(body: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(join(folder, "inkroom.db"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("[E17] a worker that dies takes at most two commits with it, and another takes its place", () =>
  withFile(async (path) => {
    const errors: string[] = [];
    let worker: Worker | undefined;
    const store = await openSqliteStore(path, {
      synchronous: "full",
      onError: (error) => errors.push(error.message),
      spawn: () => worker = faultyWorker(),
    });
    await openRooms(store, "a", "b", "c");
    worker!.postMessage({ doom: "before_write" } satisfies Doom);
    const first = store.append([plainAppend("a", 0)]);
    // Once two groups are on their way, the next write has to wait for its turn.
    await microtasks();
    const second = store.append([plainAppend("b", 0)]);
    await microtasks();
    const third = store.append([plainAppend("c", 0)]);
    assertEquals((await first)[0]!.kind, "unknown");
    assertEquals((await second)[0]!.kind, "unknown");
    assertEquals((await third)[0]!.kind, "committed");
    assertEquals(errors.length, 1);
    assertMatch(errors[0]!, /worker died .*doomed/);
    assertEquals(await seqs(store, "a"), []);
    assertEquals(await seqs(store, "b"), []);
    await store.close();
  }));

for (
  const [how, lose] of [
    ["deleted", (path: string) => Deno.removeSync(path)],
    ["replaced", (path: string) => {
      Deno.copyFileSync(path, `${path}.new`);
      Deno.renameSync(`${path}.new`, path);
    }],
  ] as const
) {
  Deno.test(`[E24] a worker that takes another's place does not go on with another file, where theirs was ${how}`, () =>
    withFile(async (path) => {
      let worker: Worker | undefined;
      const store = await openSqliteStore(path, {
        synchronous: "full",
        spawn: () => worker = faultyWorker(),
      });
      await openRooms(store, "lobby");
      worker!.postMessage({ doom: "before_write" } satisfies Doom);
      lose(path);
      await store.append([plainAppend("lobby", 0)]);
      for (let again = 0; again < 2; again++) {
        await assertRejects(
          () => store.openRoom("attic", { create: true, now: 0 }),
          StoreError,
          "was moved, deleted or replaced",
        );
      }
      await store.close();
    }));
}

/** Lets everything run that waits for nothing but its microtask. */
async function microtasks(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

Deno.test("[E17] another process's lock does not stop the event loop", () =>
  withFile(async (path) => {
    const store = await openSqliteStore(path, { synchronous: "full" });
    await openRooms(store, "lobby");
    const other = new DatabaseSync(path);
    other.exec("begin immediate");
    let settled = false;
    const appending = store.append([plainAppend("lobby", 0)])
      .finally(() => settled = true);
    // Had the wait for the lock been on this thread, the first turn would have seen it settled.
    for (let turn = 0; turn < 100; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    assertEquals(settled, false);
    other.exec("commit");
    assertEquals(await appending, [{ kind: "committed" }]);
    other.close();
    await store.close();
  }));

Deno.test("[E21] two stores on one file neither lose nor double an event", () =>
  withFile(async (path) => {
    const stores = await Promise.all(
      [1, 2].map(() => openSqliteStore(path, { synchronous: "normal" })),
    );
    await openRooms(stores[0]!, "lobby");
    const moved = await Promise.all(
      stores.map((store, i) => appendMany(store, `client-${i}`, 100)),
    );
    assert(moved[0]! + moved[1]! > 0, "the stores never met");
    const events = await stores[1]!.readAfter("lobby", 0, 1_000);
    assertEquals(
      events.map(({ seq }) => seq),
      Array.from({ length: 200 }, (_, i) => i + 1),
    );
    for (const [i, store] of stores.entries()) {
      const { lastCseq } = await store.readClient("lobby", `client-${1 - i}`);
      assertEquals(lastCseq, 100);
      await store.close();
    }
  }));

Deno.test("[E22] of two servers that save one snapshot at once, mixed in any way, none is ever read as sound that is not", () =>
  withFile(async (path) => {
    const stores = await Promise.all(
      [1, 2].map(() => openSqliteStore(path, { synchronous: "normal" })),
    );
    await openRooms(stores[0]!, "lobby");
    await stores[0]!.append([plainAppend("lobby", 0, 40)]);
    let readable = 0;
    for (let seq = 1; seq <= 40; seq++) {
      // As by servers that cut the same room differently.
      const texts = stores.map((_, i) =>
        Array.from({ length: 4 + i }, (_, part) => `["server ${i}",${part}]`)
      );
      const kept = await Promise.all(stores.map((store, i) => {
        const info = { seq, format: 1, at: SAMPLE_TIME + i, logBytes: seq };
        return store.saveSnapshot("lobby", info, texts[i]!);
      }));
      assert(!(kept[0] && kept[1]), "both were kept");
      const winner = kept.indexOf(true);
      if (winner < 0) continue;
      readable += 1;
      for (const store of stores) {
        const found = await Array.fromAsync(store.readSnapshot("lobby", seq));
        assertEquals(found, texts[winner]);
      }
    }
    const listed = await stores[0]!.listSnapshots("lobby");
    assertEquals(listed.length, readable);
    for (const store of stores) await store.close();
  }));

/** Appends one by one, deciding again whenever the other store was faster; counts how often. */
async function appendMany(
  store: Store,
  client: string,
  count: number,
): Promise<number> {
  let head = 0;
  let moved = 0;
  for (let cseq = 1; cseq <= count;) {
    const append = numberedAppend("lobby", head, client, cseq);
    const [outcome] = await store.append([append]);
    if (outcome!.kind === "moved") {
      head = outcome!.head;
      moved += 1;
      continue;
    }
    assertEquals(outcome, { kind: "committed" });
    head += 1;
    cseq += 1;
  }
  return moved;
}

Deno.test("[E21] two stores that make one file at the same time agree on it", () =>
  withFile(async (path) => {
    const stores = await Promise.all(
      [1, 2, 3].map(() => openSqliteStore(path, { synchronous: "full" })),
    );
    const secrets = await Promise.all(stores.map((s) => s.serverSecret()));
    assertEquals(secrets[1], secrets[0]);
    assertEquals(secrets[2], secrets[0]);
    for (const store of stores) await store.close();
  }));

Deno.test("[E17] a full disk makes rooms read-only, and room on it makes them writable", () =>
  withFile(async (path) => {
    const store = await openSqliteStore(path, {
      synchronous: "full",
      maxBytes: 256 * 1024,
    });
    await openRooms(store, "lobby", "other");
    let head = 0;
    let refusal = "";
    while (refusal === "") {
      const [outcome] = await store.append([plainAppend("lobby", head, 50)]);
      if (outcome!.kind === "committed") head += 50;
      else if (outcome!.kind === "unavailable") refusal = outcome!.message;
      else throw new Error(`unexpected ${outcome!.kind}`);
      assert(head < 10_000, "the disk never filled");
    }
    assertMatch(refusal, /disk is full/);
    assertEquals((await seqs(store, "lobby")).length, head);

    const other = new DatabaseSync(path);
    other.exec("delete from drawing_events where seq <= 100");
    other.close();
    const append = plainAppend("other", 0, 50);
    assertEquals(await store.append([append]), [{ kind: "committed" }]);
    await store.close();
  }));

Deno.test("[E16] answers that are old do not pile up, also of one who is refused again and again", () =>
  withFile(async (path) => {
    const store = await openSqliteStore(path, { synchronous: "normal" });
    await openRooms(store, "lobby");
    const last = 8 * MAX_UNANSWERED;
    for (let cseq = 1; cseq <= last; cseq++) {
      const answers = [sampleAnswer("ana", cseq, 0)];
      await store.append([
        { roomId: "lobby", expectedHead: 0, events: [], answers },
      ]);
    }
    await store.close();
    const db = new DatabaseSync(path);
    const { n } = db.prepare("select count(*) as n from answers").get()!;
    db.close();
    assert(Number(n) >= MAX_UNANSWERED && Number(n) < 2 * MAX_UNANSWERED);
  }));

Deno.test("[E16] of trimmed events the answers that still count are kept, and no others", () =>
  withFile(async (path) => {
    const store = await openSqliteStore(path, { synchronous: "normal" });
    await openRooms(store, "lobby");
    const last = MAX_UNANSWERED + 6;
    for (let cseq = 1; cseq <= last; cseq++) {
      await store.append([numberedAppend("lobby", cseq - 1, "c1", cseq)]);
    }
    const kept = () => {
      const db = new DatabaseSync(path);
      const query = "select min(cseq) as first, count(*) as count from answers";
      const { first, count } = db.prepare(query).get()!;
      db.close();
      return [first, count];
    };
    assertEquals(kept(), [null, 0]);
    const info = { seq: last, format: 1, at: SAMPLE_TIME, logBytes: 1 };
    await store.saveSnapshot("lobby", info, ["x"]);
    await store.trim("lobby", last);
    assertEquals(kept(), [7, MAX_UNANSWERED]);
    await store.close();
  }));

Deno.test("[E22] a snapshot for which the disk has no room is none, whichever of its parts comes too late", () =>
  withFile(async (path) => {
    const store = await openSqliteStore(path, {
      synchronous: "full",
      maxBytes: 512 * 1024,
    });
    await openRooms(store, "lobby");
    await store.append([plainAppend("lobby", 0)]);
    function* parts() {
      for (let part = 0; part < 7; part++) {
        yield "x".repeat(200_000);
        // Long enough for the parts before it to fail while the next one is made.
        const until = performance.now() + 20;
        while (performance.now() < until);
      }
    }
    const info = { seq: 1, format: 1, at: 0, logBytes: 0 };
    const save = () => store.saveSnapshot("lobby", info, parts());
    await assertRejects(save, StoreError, "disk is full");
    assertEquals(await store.listSnapshots("lobby"), []);
    assertEquals((await seqs(store, "lobby")).length, 1);
    await store.close();
  }));

Deno.test("[E23] every acknowledged event is there after kill -9", () =>
  withFile(async (path) => {
    for (const lines of [1, 7, 40, 90]) {
      const acked = await killAfter(path, lines);
      const store = await openSqliteStore(path, { synchronous: "full" });
      for (const roomId of ["a", "b"]) {
        const stored = await seqs(store, roomId);
        assertEquals(stored, stored.map((_, i) => i + 1));
        assert(stored.length >= (acked.get(roomId) ?? 0));
        const { lastCseq } = await store.readClient(roomId, "killed");
        assertEquals(lastCseq, stored.length);
      }
      assert([...acked.values()].some((seq) => seq > 0));
      await store.close();
    }
  }));

/** Runs the appending program until it printed `lines`, kills it; the last seq acked a room. */
async function killAfter(
  path: string,
  lines: number,
): Promise<Map<string, number>> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--no-prompt",
      `--allow-read`,
      `--allow-write=${path}`,
      new URL("../testing/append_forever.ts", import.meta.url).href,
      path,
    ],
    stdout: "piped",
  }).spawn();
  const acked = new Map<string, number>();
  let seen = 0;
  let killed = false;
  let rest = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split("\n");
    rest = parts.pop()!;
    for (const line of parts) {
      const [roomId, seq] = line.split(" ");
      acked.set(roomId!, Number(seq));
      seen += 1;
    }
    if (seen < lines || killed) continue;
    child.kill("SIGKILL");
    killed = true;
  }
  const status = await child.status;
  assertEquals(status.signal, "SIGKILL");
  return acked;
}

Deno.test("[E23] a room of 20,000 events is read in pages, without a gap", () =>
  withFile(async (path) => {
    const store = await openSqliteStore(path, { synchronous: "normal" });
    await openRooms(store, "lobby");
    for (let head = 0; head < 20_000; head += 5_000) {
      await store.append([plainAppend("lobby", head, 5_000)]);
    }
    let read = 0;
    for (;;) {
      const page = await store.readAfter("lobby", read, 1_000);
      if (page.length === 0) break;
      assertEquals(page[0]!.seq, read + 1);
      assertEquals(page[0]!.at, SAMPLE_TIME + read + 1);
      read += page.length;
    }
    assertEquals(read, 20_000);
    await store.close();
  }));
