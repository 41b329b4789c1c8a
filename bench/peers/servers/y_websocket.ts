/**
 * y-websocket-server as it comes: documents in memory, every update to everybody.
 *
 * @module
 */

import { createServer } from "node:http";
import { setupWSConnection } from "@y/websocket-server/utils";
import { WebSocketServer } from "ws";
import { sayListening } from "./listening.ts";

const deflate = Deno.args.includes("--deflate");
const http = createServer();
const wss = new WebSocketServer({ server: http, perMessageDeflate: deflate });
wss.on("connection", (socket, request) => {
  setupWSConnection(socket, request, { docName: request.url!.slice(1) });
});
http.listen(0, "127.0.0.1", () => sayListening(http.address()));
