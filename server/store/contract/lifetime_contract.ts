/**
 * Faults, closing, and opening again (E16, E17, E21).
 *
 * @module
 */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { type Store, StoreError } from "../store.ts";
import {
  numberedAppend,
  openRooms,
  plainAppend,
  sampleLine,
  seqs,
} from "../testing/store_samples.ts";
import type { Check } from "./store_contract.ts";

/** Registers what every store promises of faults, closing and reopening. */
export function testLifetime(check: Check): void {
  check("[E16] everything is there after reopening", async (opened) => {
    await openRooms(opened.store, "lobby", "empty");
    await opened.store.append([numberedAppend("lobby", 0, "c1", 1)]);
    await opened.store.say("lobby", sampleLine("hello", "n1"));
    const before = await contents(opened.store);
    const again = await opened.reopen();
    assertEquals(await contents(again), before);
    const resent = numberedAppend("lobby", 0, "c1", 1);
    assertEquals(await again.append([resent]), [{ kind: "moved", head: 1 }]);
  });

  check(
    "[E21] while nothing can be written nothing is, and it recovers by itself",
    async ({ store, cause }) => {
      await openRooms(store, "lobby");
      const end = await cause("unavailable");
      const append = numberedAppend("lobby", 0, "c1", 1);
      const [outcome] = await store.append([append]);
      assertEquals(outcome!.kind, "unavailable");
      assertEquals(await seqs(store, "lobby"), []);
      end();
      assertEquals(await store.append([append]), [{ kind: "committed" }]);
    },
  );

  for (const fault of ["unknown_written", "unknown_lost"] as const) {
    check(
      `[E21] after ${fault} reading back tells what became of it`,
      async ({ store, cause }) => {
        await openRooms(store, "lobby");
        const end = await cause(fault);
        const append = numberedAppend("lobby", 0, "c1", 1);
        const [outcome] = await store.append([append]);
        assertEquals(outcome!.kind, "unknown");
        end();
        const { lastCseq, answers } = await store.readClient("lobby", "c1");
        const written = fault === "unknown_written";
        assertEquals(lastCseq, written ? 1 : 0);
        assertEquals(answers, written ? append.answers : []);
        assertEquals(await seqs(store, "lobby"), written ? [1] : []);
        assertEquals(
          (await store.append([append]))[0]!.kind,
          written ? "moved" : "committed",
        );
      },
    );
  }

  check("[E17] closing finishes what is under way", async (opened) => {
    await openRooms(opened.store, "a", "b");
    const pending = Promise.all([
      opened.store.append([plainAppend("a", 0, 5)]),
      opened.store.append([plainAppend("b", 0, 5)]),
    ]);
    const again = await opened.reopen();
    const outcomes = (await pending).flat();
    assert(outcomes.every(({ kind }) => kind === "committed"));
    assertEquals(await seqs(again, "a"), [1, 2, 3, 4, 5]);
    assertEquals(await seqs(again, "b"), [1, 2, 3, 4, 5]);
  });

  check("[E21] a closed store says so", async ({ store, dispose }) => {
    await openRooms(store, "lobby");
    await dispose();
    for (
      const use of [
        () => store.listRooms(),
        () => store.append([plainAppend("lobby", 0)]),
        () => store.say("lobby", sampleLine("x", "n")),
      ]
    ) {
      await assertRejects(use, StoreError, "it is closed");
    }
  });
}

async function contents(store: Store): Promise<unknown> {
  return {
    rooms: await store.listRooms(),
    events: await store.readAfter("lobby", 0, 100),
    client: await store.readClient("lobby", "c1"),
    chat: await store.readChat("lobby", 100),
  };
}
