/**
 * The physical limit of the same work: whatever a member sends goes to all of its room, joined to
 * one frame every 16 ms. Nothing is parsed, decided, or kept.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { sayListening } from "./listening.ts";

const FLUSH_MS = 16;

class Room {
  readonly #members = new Set<WebSocket>();
  #waiting: string[] = [];

  add(socket: WebSocket): void {
    this.#members.add(socket);
    socket.on("close", () => this.#members.delete(socket));
    socket.on("message", (data) => this.#say(data.toString()));
  }

  #say(text: string): void {
    if (this.#waiting.push(text) > 1) return;
    setTimeout(() => {
      const frame = Buffer.from(`[${this.#waiting.join(",")}]`);
      this.#waiting = [];
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
  const room = rooms.get(name) ?? new Room();
  rooms.set(name, room);
  room.add(socket);
});
http.listen(0, "127.0.0.1", () => sayListening(http.address()));
