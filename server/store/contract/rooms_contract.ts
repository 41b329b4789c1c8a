/**
 * Rooms and the secret of a store (E20, P1, P21).
 *
 * @module
 */

import { assertEquals, assertNotEquals } from "@std/assert";
import type { Store } from "../store.ts";
import {
  openRooms,
  plainAppend,
  SAMPLE_TIME,
} from "../testing/store_samples.ts";
import type { Check } from "./store_contract.ts";

/** Registers what every store promises of rooms. */
export function testRooms(check: Check): void {
  check("[E20] a room is made when asked for, once", async ({ store }) => {
    const now = SAMPLE_TIME;
    assertEquals(await store.openRoom("lobby", { create: false, now }), null);
    const made = await store.openRoom("lobby", { create: true, now });
    assertEquals(made, {
      roomId: "lobby",
      head: 0,
      epoch: made!.epoch,
      horizon: 0,
      createdAt: now,
      changedAt: now,
      shapes: 0,
    });
    assertNotEquals(made!.epoch, "");
    assertEquals(
      await store.openRoom("lobby", { create: true, now: now + 5 }),
      made,
    );
  });

  check("[E20] two openings at once make one room", async ({ store }) => {
    const options = { create: true, now: SAMPLE_TIME };
    const [first, second] = await Promise.all([
      store.openRoom("lobby", options),
      store.openRoom("lobby", options),
    ]);
    assertEquals(first, second);
    assertEquals((await store.listRooms()).length, 1);
  });

  check(
    "[P21] how many shapes are in a room is kept with its head; where nobody counted, nobody says so",
    async ({ store }) => {
      await openRooms(store, "lobby");
      const told = async () => (await store.listRooms())[0]!.shapes;
      assertEquals(await told(), 0);
      await store.append([{ ...plainAppend("lobby", 0, 3), shapes: 3 }]);
      assertEquals(await told(), 3);
      // Answers alone change nothing, and neither does what is not written.
      await store.append([{ ...plainAppend("lobby", 3, 0), shapes: 8 }]);
      await store.append([{ ...plainAppend("lobby", 1, 1), shapes: 9 }]);
      assertEquals(await told(), 3);
      await store.append([plainAppend("lobby", 3, 1)]);
      assertEquals(await told(), null);
    },
  );

  check(
    "[E20] rooms are listed by id, with head and last change",
    async ({ store }) => {
      await openRooms(store, "b", "a", "10");
      await store.append([plainAppend("b", 0, 3)]);
      const rooms = await store.listRooms();
      assertEquals(
        rooms.map(({ roomId, head, changedAt }) => [roomId, head, changedAt]),
        [["10", 0, SAMPLE_TIME], ["a", 0, SAMPLE_TIME], [
          "b",
          3,
          SAMPLE_TIME + 3,
        ]],
      );
      assertEquals(new Set(rooms.map(({ epoch }) => epoch)).size, 1);
    },
  );

  check("[P21] rooms are listed in pages", async ({ store }) => {
    await openRooms(store, "d", "b", "a", "c");
    const page = async (...[page]: Parameters<Store["listRooms"]>) =>
      (await store.listRooms(page)).map(({ roomId }) => roomId).join("");
    assertEquals(await page({ limit: 3 }), "abc");
    assertEquals(await page({ after: "b", limit: 1 }), "c");
    assertEquals(await page({ after: "bb" }), "cd");
    assertEquals(await page({ after: "d", limit: 5 }), "");
  });

  check("[P1] the secret is made once and kept", async (opened) => {
    const secret = await opened.store.serverSecret();
    assertEquals(secret.length, 32);
    assertEquals(await opened.store.serverSecret(), secret);
    assertEquals(await (await opened.reopen()).serverSecret(), secret);
  });
}
