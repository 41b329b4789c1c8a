/**
 * The first design of this system, as described: every shape is a chat message, every message one
 * insert, and one frame to each in the room.
 *
 * ```sh
 * deno run servers/first_design.ts <folder>
 * ```
 *
 * @module
 */

import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { type WebSocket, WebSocketServer } from "ws";
import { sayListening } from "./listening.ts";

const [folder = "."] = Deno.args;
const db = new DatabaseSync(`${folder}/chat.db`);
db.exec(`pragma journal_mode = wal; pragma synchronous = full;
  create table if not exists Chat (
    id integer primary key, roomId text not null, message text not null
  );
  create index if not exists Chat_roomId on Chat (roomId)`);
const insert = db.prepare("insert into Chat (roomId, message) values (?, ?)");
const select = db.prepare("select message from Chat where roomId = ?");

const rooms = new Map<string, Set<WebSocket>>();
const http = createServer();
const wss = new WebSocketServer({
  server: http,
  perMessageDeflate: Deno.args.includes("--deflate"),
});
wss.on("connection", (socket) => {
  socket.on("message", (data) => {
    const { type, roomId, message } = JSON.parse(data.toString());
    const members = rooms.get(roomId) ?? new Set();
    rooms.set(roomId, members);
    if (type === "join_room") {
      for (const row of select.iterate(roomId)) {
        socket.send(
          JSON.stringify({ type: "chat", roomId, message: row["message"] }),
        );
      }
      members.add(socket);
      socket.send(JSON.stringify({ type: "joined", roomId }));
      socket.on("close", () => members.delete(socket));
      return;
    }
    insert.run(roomId, message);
    const frame = JSON.stringify({ type: "chat", roomId, message });
    for (const member of members) member.send(frame);
  });
});
http.listen(0, "127.0.0.1", () => sayListening(http.address()));
