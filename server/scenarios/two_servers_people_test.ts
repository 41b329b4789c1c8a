/** Two servers on one file: people see each other, whichever server they are connected to. */

import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { RawClient } from "./testing/raw_client.ts";
import { ServerProcess } from "./testing/server_process.ts";
import { withTwoServers } from "./testing/two_servers.ts";

const names = (members: { name: string }[]) =>
  members.map(({ name }) => name).sort();

/** Resolves when a client was told that somebody came in; gives the member. */
async function came(client: RawClient, name: string) {
  const isNamed = (member: { name: string }) => member.name === name;
  const message = await client.next((m) =>
    m.type === "members" && m.joined.some(isNamed)
  );
  return message.joined.find(isNamed);
}

/** Resolves when a client was told that a member is gone. */
async function went(client: RawClient, memberId: string) {
  await client.next((m) => m.type === "members" && m.left.includes(memberId));
}

const at = (x: number) => ({
  type: "presence",
  roomId: "lobby",
  cursor: { x, y: 0 },
});

/** Resolves when a client sees where a member's cursor is. */
function seen(client: RawClient, memberId: string, x: number) {
  return client.next((m) =>
    m.type === "presence" &&
    m.members.some((p: { memberId: string; cursor: { x: number } | null }) =>
      p.memberId === memberId && p.cursor?.x === x
    )
  );
}

Deno.test("[P7] [P8] [E21] members and presence cross between servers: who comes, moves, and goes", async () => {
  await withTwoServers(async ({ urls }) => {
    const ana = await RawClient.hello(urls[0], "ana");
    const { memberId: anaId } = await ana.join("lobby");
    const ben = await RawClient.hello(urls[1], "ben");
    const { memberId: benId } = await ben.join("lobby");
    assert(anaId !== benId);
    assertEquals((await came(ana, "ben")).memberId, benId);
    ana.send(at(8));
    await seen(ben, anaId, 8);
    ben.send(at(16));
    await seen(ana, benId, 16);
    // By now both servers know of each other: who comes in is told of all at once.
    const eve = await RawClient.hello(urls[1], "eve");
    const joined = await eve.join("lobby");
    assertEquals(names(joined.members), ["ana", "ben", "eve"]);
    await seen(eve, anaId, 8);
    await came(ana, "eve");
    await ana.close();
    await Promise.all([went(ben, anaId), went(eve, anaId)]);
    // Nobody was told anything twice.
    await ben.settled();
    const tellings = ben.log.filter(({ type }) => type === "members")
      .flatMap(({ joined, left }) => [...names(joined), ...left]);
    assertEquals(tellings.filter((told) => told === anaId).length, 1);
    assertEquals(tellings.filter((told) => told === "eve").length, 1);
  });
});

Deno.test("[P8] [E21] a server that starts learns who is there", async () => {
  await withTwoServers(async ({ urls, start }) => {
    const ana = await RawClient.hello(urls[0], "ana");
    await ana.join("lobby");
    const ben = await RawClient.hello(urls[1], "ben");
    await ben.join("lobby");
    const third = await start();
    const eve = await RawClient.hello(third.url, "eve");
    const { members } = await eve.join("lobby");
    const missing = ["ana", "ben"].filter((name) =>
      !names(members).includes(name)
    );
    await Promise.all(missing.map((name) => came(eve, name)));
    await Promise.all([came(ana, "eve"), came(ben, "eve")]);
  });
});

Deno.test("[limits] [E21] a room is full when all servers together have filled it", async () => {
  await withTwoServers(async ({ urls }) => {
    const ana = await RawClient.hello(urls[0], "ana");
    await ana.join("lobby");
    const ben = await RawClient.hello(urls[1], "ben");
    await ben.join("lobby");
    await came(ana, "ben");
    const eve = await RawClient.hello(urls[0], "eve");
    eve.send({ type: "join_room", roomId: "lobby" });
    const { code, message } = await eve.next("error");
    assertEquals([code, message], [
      "limit",
      "the room has 2 members; the limit is 2",
    ]);
  }, { flags: ["--members-per-room", "2"] });
});

/** Of two connections that say hello in the same millisecond, either may be the one that stays. */
async function laterMillisecond(): Promise<void> {
  const now = Date.now();
  while (Date.now() <= now) {
    await new Promise<void>((resolve) => setTimeout(resolve, 1));
  }
}

Deno.test("[P1] [P13] [E21] a second socket of the same client, on the other server, replaces the first", async () => {
  await withTwoServers(async ({ urls }) => {
    // Both servers know of each other when they have heard of each other's members.
    const watcher = await RawClient.hello(urls[0], "watcher");
    await watcher.join("lobby");
    const other = await RawClient.hello(urls[1], "other");
    const { members } = await other.join("lobby");
    // Who comes in is told of those who are known by then, and of the others as they are heard of.
    if (!names(members).includes("watcher")) await came(other, "watcher");
    await came(watcher, "other");
    for (let round = 0; round < 3; round++) {
      const first = await RawClient.hello(urls[round % 2]!, "ana");
      await laterMillisecond();
      const second = await RawClient.hello(urls[(round + 1) % 2]!, "ana");
      assertEquals(await first.closed, 4009);
      await second.settled();
      await laterMillisecond();
      // Nor does a hello of the same client that comes late replace a newer one.
      const run = `run-${round}`;
      const newer = await RawClient.hello(urls[0], "ana", {
        attempt: { run, number: 2 },
      });
      assertEquals(await second.closed, 4009);
      const late = await RawClient.connect(urls[1]);
      late.send({
        type: "hello",
        protocol: 1,
        clientId: "client-of-ana-0123456789",
        name: "ana",
        attempt: { run, number: 1 },
      });
      assertEquals(await late.closed, 4009);
      await newer.settled();
      await newer.close();
    }
  });
});

Deno.test("[P7] [P8] [E21] kill -9 of a server: its members are gone for the others soon, and back when it is", async () => {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  const db = join(folder, "rooms.db");
  const stays = await ServerProcess.start(db);
  let dies = await ServerProcess.start(db);
  try {
    const ana = await RawClient.hello(stays.url, "ana");
    await ana.join("lobby");
    const ben = await RawClient.hello(dies.url, "ben");
    const { memberId } = await ben.join("lobby");
    await came(ana, "ben");
    ben.send(at(8));
    await seen(ana, memberId, 8);
    await dies.end("SIGKILL");
    await went(ana, memberId);
    const eve = await RawClient.hello(stays.url, "eve");
    assertEquals(names((await eve.join("lobby")).members), ["ana", "eve"]);
    await eve.settled();
    // Nor is what it did seen any more by who comes.
    assertEquals(eve.log.filter(({ type }) => type === "presence"), []);
    dies = await ServerProcess.start(db);
    const back = await RawClient.hello(dies.url, "ben");
    await back.join("lobby");
    await Promise.all([came(ana, "ben"), came(eve, "ben")]);
    for (const client of [ana, eve, back]) await client.close();
  } finally {
    await Promise.all([stays.end("SIGTERM"), dies.end("SIGTERM")]);
    await Deno.remove(folder, { recursive: true });
  }
});
