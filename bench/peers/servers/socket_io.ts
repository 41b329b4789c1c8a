/**
 * A relay in the manner of excalidraw-room: whoever is in a room gets what the others broadcast;
 * nothing is kept.
 *
 * @module
 */

import { createServer } from "node:http";
import { Server } from "socket.io";
import { sayListening } from "./listening.ts";

const http = createServer();
const io = new Server(http, {
  transports: ["websocket"],
  perMessageDeflate: Deno.args.includes("--deflate"),
});
// What its documentation advises against memory that nobody needs.
io.engine.on("connection", (socket) => socket.request = null);
io.on("connection", (socket) => {
  socket.on("join-room", async (room: string) => {
    await socket.join(room);
    socket.emit("joined");
  });
  socket.on("server-broadcast", (room: string, data: string) => {
    socket.broadcast.to(room).emit("client-broadcast", data);
  });
});
http.listen(0, "127.0.0.1", () => sayListening(http.address()));
