/**
 * The physical limits of the same work: whatever a member sends goes to all of its room, joined to
 * one frame. Nothing is parsed or decided.
 *
 * Bare, a frame leaves every 16 ms, and nothing is kept. With `--inserts` one leaves when what is
 * in it has been inserted, in one synced transaction every 10 ms: as many rows of the same columns
 * as inkroom's.
 *
 * ```sh
 * deno run servers/fan_out.ts <folder> --inserts
 * ```
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { Inserts } from "./inserts.ts";
import { sayListening } from "./listening.ts";

const [folder = "."] = Deno.args;
const inserts = Deno.args.includes("--inserts") ? new Inserts(folder) : null;
const FLUSH_MS = inserts === null ? 16 : 10;

interface Said {
  /** Whoever said it, as long a name as inkroom keeps. */
  readonly client: string;
  readonly text: string;
}

class Room {
  readonly #name: string;
  readonly #members = new Set<WebSocket>();
  #waiting: Said[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  add(socket: WebSocket): void {
    const client = crypto.randomUUID().padEnd(43, "_");
    this.#members.add(socket);
    socket.on("close", () => this.#members.delete(socket));
    socket.on("message", (data) => {
      this.#say({ client, text: data.toString() });
    });
  }

  #say(said: Said): void {
    if (this.#waiting.push(said) > 1) return;
    setTimeout(() => {
      const all = this.#waiting;
      this.#waiting = [];
      inserts?.write(this.#name, all);
      const frame = Buffer.from(`[${all.map(({ text }) => text).join(",")}]`);
      for (const member of this.#members) member.send(frame, { binary: false });
    }, FLUSH_MS);
  }
}

const rooms = new Map<string, Room>();
const http = createServer();
const wss = new WebSocketServer({
  server: http,
  perMessageDeflate: Deno.args.includes("--deflate"),
});
wss.on("connection", (socket, request) => {
  const name = request.url!;
  const room = rooms.get(name) ?? new Room(name);
  rooms.set(name, room);
  room.add(socket);
});
http.listen(0, "127.0.0.1", () => sayListening(http.address()));
