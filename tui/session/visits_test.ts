import { assert, assertEquals } from "@std/assert";
import { FakeNetwork } from "../../shared/client/testing/fake_network.ts";
import { FakeServer } from "../../shared/client/testing/fake_server.ts";
import type { RoomClient } from "../../shared/client/room_client.ts";
import { Visits } from "./visits.ts";

/** A person on a machine of their own; nothing moves on the line before `network.settle()`. */
async function person() {
  const server = new FakeServer();
  const network = new FakeNetwork(server);
  const folder = await Deno.makeTempDir();
  const clients: RoomClient[] = [];
  const options = {
    person: {
      server: "ws://box.invalid",
      name: "ana",
      userKey: "key_of_ana_0123456789",
      connect: network.connect,
    },
    outboxes: folder,
    onClient: (client: RoomClient) => clients.push(client),
  };
  const visits = new Visits(options);
  return {
    options,
    server,
    network,
    visits,
    clients,
    async [Symbol.asyncDispose]() {
      await visits.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

const text = (id: string) => [{
  op: "create" as const,
  shape: { id, type: "text" as const, text: id },
}];

/** Waits until a client is closed. */
function closed(client: RoomClient): Promise<void> {
  return new Promise((settle) => {
    const look = () => client.status.state === "closed" && settle();
    client.on("status", look);
    look();
  });
}

Deno.test("[T13] a room whose work is sent is left at once", async () => {
  await using ana = await person();
  const lobby = await ana.visits.goTo("lobby");
  ana.network.settle();
  const plans = await ana.visits.goTo("plans");
  await closed(lobby.client);
  assertEquals([plans.room, ana.clients.length], ["plans", 2]);
});

Deno.test("[T41] unsent work of a room that was left is sent, then the room is left", async () => {
  await using ana = await person();
  const lobby = await ana.visits.goTo("lobby");
  ana.network.settle();
  const answer = lobby.client.submit(text("a"));
  const plans = await ana.visits.goTo("plans");
  assertEquals(plans.elsewhere?.map(({ room }) => room), ["lobby"]);
  assert(lobby.client.status.state !== "closed");
  // What is written to the disk first goes on the line after that.
  const timer = setInterval(() => ana.network.settle(), 1);
  assertEquals((await answer).type, "ack");
  await closed(lobby.client);
  clearInterval(timer);
});

Deno.test("[T41] who comes back before that finds the same client, which stays", async () => {
  await using ana = await person();
  const lobby = await ana.visits.goTo("lobby");
  ana.network.settle();
  const answer = lobby.client.submit(text("a"));
  await ana.visits.goTo("plans");
  const again = await ana.visits.goTo("lobby");
  assert(again.client === lobby.client);
  const timer = setInterval(() => ana.network.settle(), 1);
  await answer;
  await lobby.client.idle();
  clearInterval(timer);
  assert(lobby.client.status.state !== "closed");
});

Deno.test("[T41] what could not be sent before the end is sent by the next client, from either room", async () => {
  const folder = await Deno.makeTempDir();
  const server = new FakeServer();
  const open = (network: FakeNetwork) =>
    new Visits({
      person: {
        server: "ws://box.invalid",
        name: "ana",
        userKey: "key_of_ana_0123456789",
        connect: network.connect,
      },
      outboxes: folder,
    });
  const cut = open(new FakeNetwork(server));
  for (const room of ["lobby", "plans"]) {
    void (await cut.goTo(room)).client.submit(text(room));
  }
  await cut.close();
  const network = new FakeNetwork(server);
  const visits = open(network);
  const unsent: number[] = [];
  for (const room of ["lobby", "plans"]) {
    const { client } = await visits.goTo(room);
    unsent.push(client.status.unsent);
  }
  assertEquals(unsent, [1, 1]);
  await visits.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("[T14] [T41] lines that were said offline are said by the next client, also those of several", async () => {
  await using ana = await person();
  const lobby = await ana.visits.goTo("lobby");
  assertEquals(lobby.isUnsentKept, true);
  const other = new Visits(ana.options);
  const beside = await other.goTo("lobby");
  for (const { client } of [lobby, beside]) {
    void client.say(`said by ${client === lobby.client ? "one" : "two"}`)
      .catch(() => {});
  }
  await ana.visits.close();
  await other.close();
  const after = new Visits(ana.options);
  const { client, couriers } = await after.goTo("lobby");
  const waiting = [client, ...couriers!].flatMap(({ unsaid }) => unsaid);
  assertEquals(waiting.map(({ text }) => text).toSorted(), [
    "said by one",
    "said by two",
  ]);
  const timer = setInterval(() => ana.network.settle(), 1);
  await Promise.all(waiting.map(({ said }) => said));
  clearInterval(timer);
  await after.close();
  const [last] = ana.clients.slice(-1);
  assertEquals(last!.unsaid, []);
});
