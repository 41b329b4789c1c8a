/**
 * A room in which people type in one text.
 *
 * @module
 */

import type { Op, TextEdit } from "../../schema/op.ts";
import type { RoomClient } from "../room_client.ts";
import { FakeWorld } from "./fake_world.ts";
import { textOf as textIn } from "./typists.ts";

const textShape = (text: string): Op => ({
  op: "create",
  shape: { id: "t", type: "text", text },
});
/** Types into the text. */
export const edit = (...parts: TextEdit): Op => ({
  op: "text",
  id: "t",
  edit: parts,
});

/** The text as a client shows it. */
export const textOf = (client: RoomClient) => textIn(client, "t");

/** A room with one text in it. */
export function room(text: string, names = ["ana", "ben"]) {
  const w = new FakeWorld();
  const clients = names.map((name) => w.client(name));
  w.settle();
  clients[0]!.submit([textShape(text)]);
  w.settle();
  const txs = () => w.server.received.filter(({ type }) => type === "tx");
  return { w, clients, ana: clients[0]!, ben: clients[1]!, txs };
}
