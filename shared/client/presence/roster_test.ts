import { assertEquals } from "@std/assert";
import type { Member, MemberPresence } from "../../schema/presence.ts";
import { Roster } from "./roster.ts";

const member = (memberId: string, name = memberId): Member => ({
  memberId,
  userId: `u_${memberId}`,
  name,
  color: "default",
});
const presence = (memberId: string, x: number): MemberPresence => ({
  memberId,
  userId: `u_${memberId}`,
  cursor: { x, y: 0 },
  tool: "select",
  selection: [],
  preview: null,
  viewport: null,
});

function joined(): Roster {
  const roster = new Roster();
  roster.joined("me", [member("me"), member("ben")]);
  return roster;
}

const idsIn = (roster: Roster) =>
  roster.members.map(({ memberId }) => memberId);

Deno.test("[P8] members come and go in their order", () => {
  const roster = joined();
  roster.changed([member("cid"), member("dan")], ["ben"]);
  assertEquals(idsIn(roster), ["me", "cid", "dan"]);
});

Deno.test("[P8] [E21] who is told of again is here once, as they are called now", () => {
  const roster = joined();
  roster.changed([member("ben", "benedict")], []);
  assertEquals(idsIn(roster), ["me", "ben"]);
  assertEquals(roster.members[1]!.name, "benedict");
});

Deno.test("[P7] who is told of again keeps their cursor; who goes takes it along, which is told", () => {
  const roster = joined();
  roster.present([presence("ben", 1), presence("cid", 2)]);
  assertEquals(roster.changed([member("ben")], []), false);
  assertEquals([...roster.presences.keys()], ["ben", "cid"]);
  assertEquals(roster.changed([], ["ben"]), true);
  assertEquals([...roster.presences.keys()], ["cid"]);
});

Deno.test("[P7] the latest presence of each holds; one's own is not among the others'", () => {
  const roster = joined();
  const before = roster.presences;
  roster.present([presence("ben", 1), presence("me", 5)]);
  roster.present([presence("ben", 2)]);
  assertEquals(before.size, 0);
  assertEquals([...roster.presences.values()].map(({ cursor }) => cursor?.x), [
    2,
  ]);
});

Deno.test("[P7] [P13] with the connection go all cursors, and none comes along into the next room", () => {
  const roster = joined();
  roster.present([presence("ben", 1)]);
  roster.disconnected();
  assertEquals(roster.presences.size, 0);
  assertEquals(idsIn(roster), ["me", "ben"]);
  roster.present([presence("ben", 1)]);
  roster.joined("me-2", [member("me-2")]);
  assertEquals([roster.presences.size, idsIn(roster)], [0, ["me-2"]]);
});
