/**
 * Hocuspocus behind `ws`, as its documentation puts it behind any server of one's own, with the
 * statements of its SQLite extension over `node:sqlite`: the extension itself wants
 * `better-sqlite3`, a native module that runs in Node alone. Debounced as it comes.
 *
 * ```sh
 * deno run servers/hocuspocus.ts <folder>
 * ```
 *
 * @module
 */

import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { Database } from "@hocuspocus/extension-database";
import { Hocuspocus } from "@hocuspocus/server";
import { WebSocketServer } from "ws";
import { sayListening } from "./listening.ts";

const [folder = "."] = Deno.args;
const db = new DatabaseSync(`${folder}/hocuspocus.db`);
db.exec(`pragma journal_mode = wal; pragma synchronous = full;
  create table if not exists documents (
    name varchar(255) not null, data blob not null, unique(name)
  )`);
const select = db.prepare("select data from documents where name = $name");
const upsert = db.prepare(
  `insert into documents (name, data) values ($name, $data)
     on conflict(name) do update set data = $data`,
);

const hocuspocus = new Hocuspocus({
  quiet: true,
  extensions: [
    new Database({
      fetch: ({ documentName }) => {
        const row = select.get({ name: documentName });
        return Promise.resolve(
          (row?.["data"] as Uint8Array | undefined) ?? null,
        );
      },
      store: ({ documentName, state }) => {
        upsert.run({ name: documentName, data: state });
        return Promise.resolve();
      },
    }),
  ],
});

const http = createServer();
const wss = new WebSocketServer({
  server: http,
  perMessageDeflate: Deno.args.includes("--deflate"),
});
wss.on("connection", (socket, request) => {
  const url = `http://127.0.0.1${request.url}`;
  const connection = hocuspocus.handleConnection(
    // deno-lint-ignore no-explicit-any
    socket as any,
    new Request(url),
  );
  socket.on("message", (data: Uint8Array) => connection.handleMessage(data));
  socket.on(
    "close",
    (code, reason) =>
      connection.handleClose({ code, reason: reason.toString() }),
  );
});
http.listen(0, "127.0.0.1", () => sayListening(http.address()));
