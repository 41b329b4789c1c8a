/**
 * tldraw sync as its documentation sets it up for a server of one's own: a `TLSocketRoom` for each
 * room, each with a `SQLiteSyncStorage` over `node:sqlite`, one file a room.
 *
 * ```sh
 * deno run servers/tldraw.ts <folder>
 * ```
 *
 * @module
 */

import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import {
  NodeSqliteWrapper,
  SQLiteSyncStorage,
  TLSocketRoom,
} from "@tldraw/sync-core";
import { WebSocketServer } from "ws";
import { sayListening } from "./listening.ts";

const [folder = "."] = Deno.args;
const rooms = new Map<string, TLSocketRoom>();

function roomOf(name: string): TLSocketRoom {
  const open = rooms.get(name);
  if (open !== undefined) return open;
  const db = new DatabaseSync(`${folder}/${name}.db`);
  // Its documentation leaves the journal as SQLite has it; WAL is faster, and what we use.
  db.exec("pragma journal_mode = wal; pragma synchronous = full");
  const sql = new NodeSqliteWrapper(db);
  const room = new TLSocketRoom({
    storage: new SQLiteSyncStorage({ sql }),
    onSessionRemoved(room, { numSessionsRemaining }) {
      if (numSessionsRemaining > 0) return;
      room.close();
      db.close();
      rooms.delete(name);
    },
  });
  rooms.set(name, room);
  return room;
}

const deflate = Deno.args.includes("--deflate");
const http = createServer();
const wss = new WebSocketServer({ server: http, perMessageDeflate: deflate });
let sessions = 0;
wss.on("connection", (socket, request) => {
  const name = request.url!.slice(1);
  roomOf(name).handleSocketConnect({
    sessionId: `session-${++sessions}`,
    // deno-lint-ignore no-explicit-any
    socket: socket as any,
  });
});
http.listen(0, "127.0.0.1", () => sayListening(http.address()));
