/**
 * Lines of chat (P10).
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { StoreError } from "../store.ts";
import {
  openRooms,
  SAMPLE_TIME,
  sampleLine,
} from "../testing/store_samples.ts";
import type { Check } from "./store_contract.ts";

/** Registers what every store promises of chat. */
export function testChat(check: Check): void {
  check(
    "[P10] the same line of chat again returns the first one",
    async ({ store }) => {
      await openRooms(store, "a", "b");
      const first = await store.say("a", sampleLine("hello", "n1"));
      assertEquals(first, {
        line: {
          id: 1,
          userId: "u_ana",
          name: "ana",
          text: "hello",
          at: SAMPLE_TIME,
        },
        repeated: false,
      });
      const again = await store.say("a", {
        ...sampleLine("other", "n1"),
        at: 5,
      });
      assertEquals(again, { line: first.line, repeated: true });
      const others = await Promise.all([
        store.say("a", { ...sampleLine("mine", "n1"), client: "c2" }),
        store.say("a", sampleLine("more", "n2")),
        store.say("b", sampleLine("hello", "n1")),
      ]);
      assertEquals(
        others.map(({ line, repeated }) => [line.id, repeated]),
        [[2, false], [3, false], [1, false]],
      );
    },
  );

  check("[P10] the last lines of chat are read in order", async ({ store }) => {
    await openRooms(store, "lobby");
    for (let i = 1; i <= 5; i++) {
      await store.say("lobby", sampleLine(`line ${i}`, `n${i}`));
    }
    const texts = async (limit: number) =>
      (await store.readChat("lobby", limit)).map(({ text }) => text);
    assertEquals(await texts(2), ["line 4", "line 5"]);
    assertEquals((await texts(100)).length, 5);
    assertEquals(await texts(0), []);
    assertEquals(await store.readChat("elsewhere", 5), []);
    await assertRejects(
      () => store.say("elsewhere", sampleLine("x", "n")),
      StoreError,
    );
  });
}
