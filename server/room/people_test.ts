/** Who is to be known by name when they are gone (P29). */

import { assertEquals } from "@std/assert";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import { DEFAULT_LIMITS } from "../../shared/schema/limits.ts";
import { MemoryStore } from "../store/memory/memory_store.ts";
import { RoomRegistry } from "./room_registry.ts";
import { circle, RoomRig, unnumbered } from "./testing/room_rig.ts";

const names = (rig: RoomRig) => rig.remembered.map(({ name }) => name);

function say(rig: RoomRig, name: string, id: number): void {
  const userId = `u_${name}`;
  const line = { id, userId, name, text: "hi", at: rig.now };
  rig.send({
    type: "said",
    line,
    from: { memberId: `m_${name}`, ref: 1 },
    repeated: false,
  });
}

Deno.test("[P29] a member is remembered with the first that they draw or say, and once as long as they stay", async () => {
  const rig = await RoomRig.make();
  for (const name of ["ana", "ben", "eve"]) await rig.join(name);
  assertEquals(names(rig), []);
  rig.tx("ana", 1, [circle("a")]);
  say(rig, "ben", 1);
  rig.tx("ana", 2, [circle("b")]);
  say(rig, "ana", 2);
  assertEquals(names(rig), ["ana", "ben"]);
  rig.tx("ben", 1, [circle("c")]);
  say(rig, "ben", 3);
  assertEquals(names(rig), ["ana", "ben"]);
  assertEquals(rig.remembered[0], {
    userId: "u_ana",
    name: "ana",
    color: "default",
  });
  // They may be called otherwise when they come again.
  rig.send({ type: "leave", memberId: "m_ana" });
  await rig.join("ana");
  rig.tx("ana", 3, [circle("d")]);
  assertEquals(names(rig), ["ana", "ben", "ana"]);
});

Deno.test("[P29] who hands something in without being a member has shown no name", async () => {
  const rig = await RoomRig.make();
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  assertEquals([names(rig), rig.entries.length], [[], 1]);
});

Deno.test("[P29] who draws and goes in one breath is remembered", async () => {
  const store = new MemoryStore();
  const registry = new RoomRegistry({
    store,
    limits: DEFAULT_LIMITS,
    clock: new FakeClock(),
    log: () => {},
  });
  const host = (await registry.open("lobby", { create: true }))!;
  const person = { userId: "u_ana", name: "ana", color: "default" } as const;
  const memberId = "m_ana";
  const subscriber = { answer: () => {}, tell: () => {}, closed: () => {} };
  host.enter(subscriber, { memberId, ...person }, null);
  host.take(unnumbered({ memberId, userId: "u_ana" }, [circle("a")]));
  host.leave(memberId);
  await host.settled();
  assertEquals(await store.readPeople("lobby", ["u_ana"]), [person]);
});
