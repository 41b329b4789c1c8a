/**
 * A client that starts again, at two real servers on one file: whatever is still on its way of
 * the process before it, it stays.
 */

import { assertEquals } from "@std/assert";
import { deadline } from "@std/async";
import { withTwoServers } from "../../server/scenarios/testing/two_servers.ts";
import { type Connect, connectWs } from "./connection/socket.ts";
import { makeClientId } from "./connection/secrets.ts";
import { MemoryOutboxStore } from "./outbox/outbox_store.ts";
import { RoomClient, type RoomClientOptions } from "./room_client.ts";

const PATIENCE_MS = 10_000;

function clientAt(url: string, options: Partial<RoomClientOptions>) {
  const server = url.replace("http:", "ws:");
  return new RoomClient({ server, roomId: "lobby", name: "ana", ...options });
}

/** Two servers tell each other things once each has noticed the other. */
async function acquainted(urls: readonly string[]): Promise<RoomClient[]> {
  const watchers = urls.map((url, i) =>
    clientAt(url, { name: `watcher ${i}` })
  );
  await Promise.all(watchers.map((watcher) =>
    deadline(
      new Promise<void>((resolve) => {
        const look = () => watcher.members.length === 2 && resolve();
        watcher.on("members", look);
        look();
      }),
      PATIENCE_MS,
    )
  ));
  return watchers;
}

/** Sockets of a process that dies as it has said its first words, which arrive when let go. */
function lateWords() {
  const said = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<number>();
  let letGo = () => {};
  const connect: Connect = (url, handlers) => {
    const socket = connectWs(url, {
      open: () => handlers.open(),
      message: () => {},
      close: (code) => closed.resolve(code),
    });
    const send = (text: string) => {
      letGo = () => socket.send(text);
      said.resolve();
    };
    return { ...socket, send, close: () => handlers.close(1000, "") };
  };
  return {
    connect,
    said: said.promise,
    closed: closed.promise,
    letGo: () => letGo(),
  };
}

Deno.test("[P1] [E21] [T41] a greeting of the process before, late and at the other server, shuts nobody out", async () => {
  await withTwoServers(async ({ urls }) => {
    const watchers = await acquainted(urls);
    const outbox = new MemoryOutboxStore();
    const ana = { clientId: makeClientId(), outbox };
    for (const [at, other] of [urls, urls.toReversed()]) {
      const { connect, said, closed, letGo } = lateWords();
      const dead = clientAt(other!, { ...ana, connect });
      await deadline(said, PATIENCE_MS);
      const next = clientAt(at!, ana);
      await next.synced();
      letGo();
      assertEquals(await deadline(closed, PATIENCE_MS), 4009);
      const answer = await next.submit([{ op: "delete", ids: ["nobody"] }]);
      assertEquals([answer.type, next.status.state], ["ack", "synced"]);
      await Promise.all([dead.close(), next.close()]);
    }
    for (const watcher of watchers) await watcher.close();
  });
});

Deno.test("[P1] [E21] [T41] who starts with a copy of the outbox gets in, at either server, and the other ends", async () => {
  await withTwoServers(async ({ urls }) => {
    const watchers = await acquainted(urls);
    const clientId = makeClientId();
    for (const [at, other] of [urls, [urls[0], urls[0]]]) {
      const outbox = new MemoryOutboxStore();
      outbox.write([{ kind: "life", life: 50 }]);
      const there = clientAt(other!, { clientId, outbox });
      await there.synced();
      const ended = new Promise<void>((resolve) => {
        there.on("status", ({ state }) => state === "closed" && resolve());
      });
      const copy = clientAt(at!, {
        clientId,
        outbox: new MemoryOutboxStore(),
      });
      await deadline(ended, PATIENCE_MS);
      const answer = await copy.submit([{ op: "delete", ids: ["nobody"] }]);
      assertEquals([answer.type, copy.status.state], ["ack", "synced"]);
      await copy.close();
    }
    for (const watcher of watchers) await watcher.close();
  });
});
