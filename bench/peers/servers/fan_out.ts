/**
 * The physical limits of the same work: whatever a member sends goes to all of its room, joined to
 * one frame, in groups that inkroom's own committer makes (E17). Nothing is parsed or decided.
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
import { Committer } from "../../../server/room/committer.ts";
import type { Append } from "../../../server/store/store.ts";
import { systemClock } from "../../../shared/client/clock.ts";
import { Inserts, type Row } from "./inserts.ts";
import { sayListening } from "./listening.ts";

const [folder = "."] = Deno.args;
const inserts = Deno.args.includes("--inserts") ? new Inserts(folder) : null;

interface Room {
  readonly name: string;
  readonly members: Set<WebSocket>;
  waiting: Row[];
}

const committer = new Committer({
  append(appends) {
    // The committer only counts them: they are rows as they go into the database.
    inserts?.write(
      appends.flatMap(({ events }) => events as unknown as readonly Row[]),
    );
    return Promise.resolve(appends.map(() => ({ kind: "committed" })));
  },
}, systemClock);

/** Notes what somebody said, and sees to it that it is sent on. */
function say(room: Room, client: string, text: string): void {
  const isFirst = room.waiting.length === 0;
  room.waiting.push({ room: room.name, client, text });
  if (isFirst) committer.beforeNext(() => void send(room));
}

async function send(room: Room): Promise<void> {
  const { name, members, waiting } = room;
  room.waiting = [];
  const events = waiting as unknown as Append["events"];
  const append = { roomId: name, expectedHead: 0, events, answers: [] };
  await committer.append(append, members.size);
  const texts = waiting.map(({ text }) => text).join(",");
  const frame = Buffer.from(
    `{"type":"events","roomId":"${name}","events":[${texts}]}`,
  );
  for (const member of members) member.send(frame, { binary: false });
}

const rooms = new Map<string, Room>();
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
