/** Past a limit: who asked is told which, and others are served. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Bystander } from "./testing/bystander.ts";
import { RawClient } from "./testing/raw_client.ts";
import { RawSocket } from "./testing/raw_socket.ts";
import { withServer } from "./testing/test_server.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

Deno.test("[limits] who is silent is sent away (4001), or holds half a header; who floods on after warnings as well (4029)", async () => {
  await withServer(async (given) => {
    const bystander = await Bystander.come(given);
    const silent = await RawClient.connect(given.server.url);
    const half = await RawSocket.connect(given.server.port);
    await half.send(utf8("GET /ws HTTP/1.1\r\nHost: ink"));
    assertEquals(await silent.closed, 4001);
    assertEquals(await half.closeCode(), null);
    const eve = await RawClient.hello(given.server.url, "eve");
    await eve.join("lobby");
    for (let i = 0; i < 3_000; i++) eve.send('{"type":"ping"}');
    assertEquals(await eve.closed, 4029);
    assert(
      eve.log.some(({ type, code }) => type === "error" && code === "limit"),
    );
    await bystander.isServed();
  }, { flags: ["--hello-ms", "500"] });
});

Deno.test("[limits] transactions beyond the rate are refused, told when to come again, and keep their number", async () => {
  await withServer(async ({ server }) => {
    const eve = await RawClient.hello(server.url, "eve");
    await eve.join("lobby");
    const ops = [{ op: "create", shape: { id: "a", type: "circle" } }];
    assertEquals((await eve.tx("lobby", 1, ops)).type, "ack");
    assertEquals((await eve.tx("lobby", 2, ops)).type, "ack");
    const nack = await eve.tx("lobby", 3, ops);
    assertEquals([nack.type, nack.code], ["nack", "limit"]);
    assert(nack.retryAfterMs > 0 && nack.retryAfterMs <= 100_000);
    assertStringIncludes(
      nack.message,
      "transactions: the limit is 0.01 a second",
    );
  }, { flags: ["--tx-per-second", "0.01", "--tx-burst", "2"] });
});

Deno.test("[limits] a full server refuses sockets with 503 and says why, until one goes", async () => {
  await withServer(async ({ server }) => {
    const upgrade = {
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    };
    const first = await RawClient.connect(server.url);
    const second = await RawSocket.connect(server.port);
    const head = await second.request("GET /ws HTTP/1.1", upgrade);
    assertStringIncludes(head, "HTTP/1.1 503 Service Unavailable");
    second.drop();
    assert((await fetch(`${server.url}/healthz`)).ok);
    await first.close();
    // The server hears of the end on its own time.
    let metrics = "";
    while (!metrics.includes("inkroom_connections 0\n")) {
      metrics = await (await fetch(`${server.url}/metrics`)).text();
    }
    await RawClient.connect(server.url);
  }, { flags: ["--sockets", "1"] });
});

Deno.test("[limits] a full room takes nobody more, and says so", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    await ana.join("lobby");
    const ben = await RawClient.hello(server.url, "ben");
    ben.send({ type: "join_room", roomId: "lobby", ref: 1 });
    const error = await ben.next("error");
    assertEquals([error.code, error.ref, error.roomId], ["limit", 1, "lobby"]);
    assertStringIncludes(error.message, "the limit is 1");
    await ana.join("lobby");
  }, { flags: ["--members-per-room", "1"] });
});

Deno.test("[limits] [P22] so many may follow a room as may be in it; who goes makes room for another", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    await ana.join("lobby");
    const follow = () => fetch(`${server.url}/rooms/lobby/events?follow=1`);
    const first = await follow();
    assertEquals(first.status, 200);
    const second = await follow();
    assertEquals(second.status, 503);
    assertStringIncludes(await second.text(), "the limit is 1");
    await first.body!.cancel();
    // The server hears of the end on its own time.
    let next = await follow();
    while (next.status === 503) {
      await next.body!.cancel();
      next = await follow();
    }
    await next.body!.cancel();
  }, { flags: ["--members-per-room", "1", "--unlimited"] });
});

Deno.test("[limits] coming and going at once, and going inside a batch, harm nobody", async () => {
  await withServer(async (given) => {
    const bystander = await Bystander.come(given);
    const { url, port } = given.server;
    const eve = await RawClient.hello(url, "eve");
    await eve.join("lobby");
    for (let cseq = 1; cseq <= 50; cseq++) {
      const shape = { id: `e${cseq}`, type: "circle" };
      const ops = [{ op: "create", shape }];
      eve.send({ type: "tx", roomId: "lobby", cseq, ops });
    }
    eve.socket.terminate();
    for (let round = 0; round < 10; round++) {
      const sockets = await Promise.all(
        Array.from({ length: 20 }, () => RawSocket.open(port)),
      );
      for (const socket of sockets) socket.drop();
    }
    await bystander.isServed();
    const again = await RawClient.hello(url, "eve");
    const { lastCseq, members } = await again.join("lobby");
    assert(lastCseq <= 50);
    assertEquals(members.length, 2);
  });
});
