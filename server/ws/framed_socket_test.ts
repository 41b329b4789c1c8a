import { assert, assertEquals } from "@std/assert";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket } from "ws";
import { makeUpgrader, type Socket } from "./socket.ts";

interface Pair {
  /** The server's end. */
  readonly socket: Socket;
  /** What the client hears, one line each. */
  readonly heard: string[];
  /** Pieces that the server has written. */
  readonly pieces: () => number;
  readonly client: WebSocket;
  /** Resolves when the client's end is closed. */
  readonly closed: Promise<void>;
}

/** A socket of ours and a client of `ws` at its other end, over the network. */
async function withPair(run: (pair: Pair) => Promise<void>): Promise<void> {
  const upgrader = makeUpgrader(1_024);
  const http = createServer();
  const opened = Promise.withResolvers<[Socket, () => number]>();
  http.on("upgrade", (request, stream, head) => {
    upgrader.handleUpgrade(request, stream, head, (socket) => {
      let pieces = 0;
      const write = stream.write.bind(stream) as (
        ...args: unknown[]
      ) => boolean;
      stream.write = (...args: unknown[]) => {
        pieces++;
        return write(...args);
      };
      opened.resolve([socket, () => pieces]);
    });
  });
  await new Promise<void>((listening) =>
    http.listen(0, "127.0.0.1", () => listening())
  );
  const { port } = http.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const isOpen = new Promise((resolve) => client.on("open", resolve));
  const heard: string[] = [];
  client.on("message", (data: Uint8Array, isBinary: boolean) => {
    heard.push(
      `${isBinary ? "binary" : "text"} ${new TextDecoder().decode(data)}`,
    );
  });
  client.on("ping", () => heard.push("ping"));
  client.on("close", (code: number) => heard.push(`close ${code}`));
  const closed = new Promise<void>((resolve) =>
    client.on("close", () => resolve())
  );
  const [socket, pieces] = await opened.promise;
  await isOpen;
  socket.on("error", () => {});
  await run({ socket, heard, pieces, client, closed });
  client.terminate();
  await closed;
  await new Promise((resolve) => http.close(resolve));
}

const encode = (text: string) => new TextEncoder().encode(text);

/** What each socket was given, and who waits for the network to take how much of it. */
const given = new WeakMap<
  Socket,
  { bytes: number; taken: number; waiting: [upTo: number, wake: () => void][] }
>();

/** Sends and resolves when the network has taken it. */
function sent(socket: Socket, text: string, fin = true): Promise<void> {
  const data = encode(text);
  const progress = given.get(socket) ?? { bytes: 0, taken: 0, waiting: [] };
  given.set(socket, progress);
  progress.bytes += data.byteLength;
  socket.on("taken", (bytes) => {
    progress.taken += bytes;
    for (const [upTo, wake] of progress.waiting) {
      if (progress.taken >= upTo) wake();
    }
  });
  socket.send(data, fin);
  return new Promise((resolve) => {
    progress.waiting.push([progress.bytes, resolve]);
  });
}

Deno.test("[P6] messages of every length a frame can tell arrive as text", () =>
  withPair(async ({ socket, heard, closed }) => {
    const lengths = [0, 1, 125, 126, 127, 16_384, 65_535];
    const texts = lengths.map((length) => "ü".repeat(length >> 1));
    await Promise.all(texts.map((text) => sent(socket, text)));
    socket.close(1000);
    await closed;
    assertEquals(heard, [...texts.map((text) => `text ${text}`), "close 1000"]);
  }));

Deno.test("[P6] what is sent in one turn is written in one piece, in its order", () =>
  withPair(async ({ socket, heard, pieces, closed }) => {
    const before = pieces();
    await Promise.all(["ack", "events", "ack"].map((t) => sent(socket, t)));
    assertEquals(pieces() - before, 1);
    await sent(socket, "later");
    assertEquals(pieces() - before, 2);
    socket.close(1000);
    await closed;
    assertEquals(heard, [
      "text ack",
      "text events",
      "text ack",
      "text later",
      "close 1000",
    ]);
  }));

Deno.test("[P14] what the network has not taken is told when it has, and not before", () =>
  withPair(async ({ socket, client, heard }) => {
    client.pause();
    const MESSAGES = 400, BYTES = 60_000;
    let taken = 0;
    const all = new Promise<void>((resolve) =>
      socket.on("taken", (bytes) => {
        taken += bytes;
        if (taken === MESSAGES * BYTES) resolve();
      })
    );
    const message = encode("-".repeat(BYTES));
    for (let n = 0; n < MESSAGES; n++) {
      socket.send(message, true);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // More than any kernel holds for one connection.
    assert(taken > 0 && taken < MESSAGES * BYTES, `${taken}`);
    client.resume();
    await all;
    socket.close(1000);
    await new Promise((resolve) => client.on("close", resolve));
    assertEquals(heard.length, MESSAGES + 1);
  }));

Deno.test("[P14] a message in fragments is one message, with other messages before and after it, and pings within", () =>
  withPair(async ({ socket, heard, closed }) => {
    await sent(socket, "same");
    const parts = ["a", "b", ""].map((part, at) => sent(socket, part, at > 1));
    socket.ping();
    await Promise.all([...parts, sent(socket, "same")]);
    socket.close(1000);
    await closed;
    assertEquals(heard.filter((line) => line !== "ping"), [
      "text same",
      "text ab",
      "text same",
      "close 1000",
    ]);
    assertEquals(heard.includes("ping"), true);
  }));

Deno.test("[P6] one frame serves several readers", () =>
  withPair((one) =>
    withPair(async (other) => {
      const frame = encode("shared");
      for (const { socket } of [one, other]) {
        socket.send(frame, true);
        socket.close(1000);
      }
      await Promise.all([one.closed, other.closed]);
      const heard = ["text shared", "close 1000"];
      assertEquals([one.heard, other.heard], [heard, heard]);
    })
  ));

Deno.test("[P13] what is sent before closing arrives before it; what is sent after it does not", () =>
  withPair(async ({ socket, heard, closed }) => {
    void sent(socket, "before");
    socket.close(4009, "replaced");
    void sent(socket, "after");
    await closed;
    assertEquals(heard, ["text before", "close 4009"]);
  }));

Deno.test("[P13] to one who has begun to close nothing is sent any more", () =>
  withPair(async ({ socket, heard, client, closed }) => {
    const gone = new Promise<void>((resolve) =>
      socket.on("close", () => resolve())
    );
    client.close(1000);
    await gone;
    void sent(socket, "late");
    await closed;
    assertEquals(heard, ["close 1000"]);
  }));
