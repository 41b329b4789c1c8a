import { assertEquals } from "@std/assert";
import { FakeWorld } from "./testing/fake_world.ts";

Deno.test("[E24, P10] after a restored backup lines of chat are heard, though their numbers begin anew", async () => {
  const w = new FakeWorld();
  const client = w.client("ana");
  w.settle();
  const heard: string[] = [];
  client.on("said", ({ text }) => heard.push(text));
  await w.until(client.say("before"));
  w.network.last.cut();
  w.server.restoreBackup(0, {});
  // The server's stand-in numbers lines by what it has received.
  w.server.received.length = 0;
  w.settle();
  w.server.received.length = 0;
  await w.until(client.say("after"));
  assertEquals(heard, ["before", "after"]);
});
