/**
 * How a client introduces itself: where it connects to, and the first two messages it sends.
 *
 * @module
 */

import {
  type AskedText,
  type Attempt,
  type ClientMessageInput,
  PROTOCOL,
} from "../../schema/client_message.ts";
import type { RoomClientOptions } from "../room_client_options.ts";

/**
 * The address of a server's WebSocket.
 *
 * @throws {TypeError} if `server` is not a URL.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { socketUrl } from "./greeting.ts";
 *
 * assertEquals(socketUrl("ws://127.0.0.1:4650"), "ws://127.0.0.1:4650/ws");
 * assertEquals(socketUrl("https://ink.example/draw"), "wss://ink.example/draw");
 * ```
 */
export function socketUrl(server: string): string {
  const url = new URL(server);
  if (url.protocol === "http:") url.protocol = "ws:";
  if (url.protocol === "https:") url.protocol = "wss:";
  if (url.pathname === "/") url.pathname = "/ws";
  return url.href;
}

/** Says who we are (P1). */
export function helloOf(
  { name, color, userKey, token }: RoomClientOptions,
  clientId: string,
  attempt: Attempt,
): ClientMessageInput {
  return {
    type: "hello",
    protocol: PROTOCOL,
    clientId,
    name,
    ...(userKey === undefined ? {} : { userKey }),
    ...(color === undefined ? {} : { color }),
    ...(token === undefined ? {} : { token }),
    attempt,
    ref: "hello",
  };
}

/** What a client has of a room, of a life of it: all up to a `seq`, or edits of some texts. */
export type Known =
  & { readonly epoch: string }
  & (
    | { readonly since: number }
    | { readonly texts: AskedText[] }
  );

/** Asks for the room (P2), or for what we missed of it. */
export function joinOf(
  { roomId, content = "all", viewport }: RoomClientOptions,
  known: Known | null,
): ClientMessageInput {
  return {
    type: "join_room",
    roomId,
    content,
    ...(known ?? {}),
    ...(viewport === undefined ? {} : { viewport }),
    ref: "join",
  };
}
