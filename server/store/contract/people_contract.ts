/**
 * How people are called (P29).
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { type Person, StoreError } from "../store.ts";
import { openRooms } from "../testing/store_samples.ts";
import type { Check } from "./store_contract.ts";

const ANA: Person = { userId: "u_ana", name: "ana", color: "cyan" };
const BEN: Person = { userId: "u_ben", name: "ben", color: "#102030" };

/** Registers what every store promises of people. */
export function testPeople(check: Check): void {
  check(
    "[P29] of each person the last name and color are kept, in each room its own",
    async (opened) => {
      const { store } = opened;
      await openRooms(store, "a", "b");
      await store.remember("a", ANA);
      await store.remember("a", { ...BEN, name: "benjamin" });
      await store.remember("a", BEN);
      await store.remember("b", { ...ANA, name: "anna" });
      const again = await opened.reopen();
      const read = (room: string, ...ids: string[]) =>
        again.readPeople(room, ids);
      assertEquals(await read("a", "u_ben", "u_eve", "u_ana"), [BEN, ANA]);
      assertEquals(await read("b", "u_ben", "u_ana"), [
        { ...ANA, name: "anna" },
      ]);
      assertEquals(await read("a"), []);
    },
  );

  check(
    "[P29] a room that is not there has no people, and gets none",
    async ({ store }) => {
      assertEquals(await store.readPeople("nowhere", ["u_ana"]), []);
      await assertRejects(() => store.remember("nowhere", ANA), StoreError);
    },
  );
}
