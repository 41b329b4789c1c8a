import { assertEquals } from "@std/assert";
import type { Member, Presence } from "../../schema/presence.ts";
import { Emitter } from "../emitter.ts";
import { FakeClock } from "../testing/fake_clock.ts";
import { Company } from "./company.ts";
import { PresenceSender } from "./presence_sender.ts";

const crowd = (count: number): Member[] =>
  Array.from({ length: count }, (_, i) => ({
    memberId: `m${i}`,
    userId: `u_${i}`,
    name: `${i}`,
    color: "default",
  }));
const presence: Presence = {
  cursor: null,
  tool: "select",
  selection: [],
  preview: null,
  viewport: null,
};

/** How often we are told of within 10 s, if we never stand still. */
function toldIn10s(clock: FakeClock, company: Company, told: () => number) {
  const before = told();
  for (let ms = 0; ms < 10_000; ms += 10) {
    clock.advance(10);
    company.sender.set(presence);
  }
  return told() - before;
}

Deno.test("[P7] in a crowd each is told of less often: from the moment of joining, and as it grows", () => {
  const clock = new FakeClock();
  let told = 0;
  const sender = new PresenceSender(clock, () => {
    told += 1;
    return true;
  });
  const company = new Company(sender, new Emitter());
  company.joined("m0", crowd(100), { presencePerSecond: 20 });
  assertEquals(toldIn10s(clock, company, () => told), 40);
  company.changed(crowd(200).slice(100), []);
  assertEquals(toldIn10s(clock, company, () => told), 20);
});
