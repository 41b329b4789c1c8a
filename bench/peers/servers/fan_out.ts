/**
 * The physical limits of the same work: whatever a member sends goes to all of its room, joined to
 * one frame, at inkroom's own rhythm (E17): at once after a pause, and otherwise together with what
 * comes within 10 ms, over all rooms. Nothing is parsed or decided.
 *
 * Bare, nothing is kept. With `--inserts` frames leave when what is in them has been inserted, in
 * one synced transaction: as many rows of the same columns as inkroom's.
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
import { Inserts, type Row } from "./inserts.ts";
import { sayListening } from "./listening.ts";

const [folder = "."] = Deno.args;
const inserts = Deno.args.includes("--inserts") ? new Inserts(folder) : null;

/** `GATHER_MS` of server/room/committer.ts. */
const GATHER_MS = 10;

interface Room {
  readonly name: string;
  readonly members: Set<WebSocket>;
  waiting: string[];
}

const rooms = new Map<string, Room>();
let stale = new Set<Room>(), rows: Row[] = [], begunAt = -Infinity;

/** Notes what somebody said, and sees to it that it is sent on. */
function say(room: Room, client: string, text: string): void {
  if (stale.size === 0) {
    const isSoon = performance.now() < begunAt + GATHER_MS;
    if (isSoon) setTimeout(flush, GATHER_MS);
    else queueMicrotask(flush);
  }
  stale.add(room);
  room.waiting.push(text);
  if (inserts !== null) rows.push({ room: room.name, client, text });
}

function flush(): void {
  begunAt = performance.now();
  inserts?.write(rows);
  const changed = stale;
  stale = new Set();
  rows = [];
  for (const room of changed) {
    const events = room.waiting.join(",");
    room.waiting = [];
    const frame = Buffer.from(
      `{"type":"events","roomId":"${room.name}","events":[${events}]}`,
    );
    for (const member of room.members) member.send(frame, { binary: false });
  }
}

const http = createServer();
const wss = new WebSocketServer({
  server: http,
  perMessageDeflate: Deno.args.includes("--deflate"),
});
wss.on("connection", (socket, request) => {
  const name = request.url!.slice(1);
  const room = rooms.get(name) ?? { name, members: new Set(), waiting: [] };
  rooms.set(name, room);
  // As long a name as inkroom keeps.
  const client = crypto.randomUUID().padEnd(43, "_");
  room.members.add(socket);
  socket.on("close", () => room.members.delete(socket));
  socket.on("message", (data) => say(room, client, data.toString()));
});
http.listen(0, "127.0.0.1", () => sayListening(http.address()));
