import { assertEquals } from "@std/assert";
import { StoreWatches } from "./store_watches.ts";

Deno.test("[E21] a store looks at the rooms of all watches, each once, and at none of those that ended", () => {
  const looked: (readonly string[])[] = [];
  const watches = new StoreWatches((rooms) => void looked.push(rooms));
  const told: string[] = [];
  const [one, other] = ["one", "other"].map((name) =>
    watches.add((tips) => void told.push(`${name} ${tips[0]?.roomId}`))
  );
  one!.rooms(["lobby", "attic"]);
  other!.rooms(["lobby"]);
  one!.rooms(["attic"]);
  const tip = { roomId: "lobby", head: 1, lastChatId: 0 };
  watches.tell([tip]);
  other!.end();
  watches.tell([tip]);
  assertEquals(looked, [
    ["lobby", "attic"],
    ["lobby", "attic"],
    ["attic", "lobby"],
    ["attic"],
  ]);
  assertEquals(told, ["one lobby", "other lobby", "one lobby"]);
});
