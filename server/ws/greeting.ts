/**
 * The first message of a connection tells what it speaks (P1, P15).
 *
 * @module
 */

import { helloSchema, PROTOCOL } from "../../shared/schema/client_message.ts";
import { check } from "../../shared/schema/json.ts";
import { ChatSession } from "./chat/chat_session.ts";
import type { Connection } from "./connection.ts";
import { encode } from "./frame.ts";
import { type ConnectionContext, SERVER_NAME } from "./connection_context.ts";
import { NativeSession } from "./native/native_session.ts";
import { refIn } from "./ref.ts";
import type { Session } from "./session.ts";

/**
 * Answers a first message: a good `hello` gets `welcome`; a word of the first design begins the
 * chat dialect, whose session is to take it.
 *
 * @returns how the connection speaks; `null` if the message was refused and it may try again.
 */
export function greet(
  json: object,
  connection: Connection,
  context: ConnectionContext,
): Session | null {
  const { type } = json as { type?: unknown };
  const ref = refIn(json);
  if (type !== "hello") {
    if (isChatWord(type)) return chat(connection, context);
    const message =
      "say hello first, or join_room as clients of the first design do";
    const code = "hello_required";
    connection.complain({ code, message, path: "type", ref });
    return null;
  }
  const hello = check(helloSchema, json);
  if (!hello.ok) {
    const { message, path } = hello;
    connection.complain({ code: "bad_message", message, path, ref });
    return null;
  }
  const { protocol, clientId, userKey, name, color, attempt } = hello.value;
  if (protocol !== PROTOCOL) {
    const message =
      `this server speaks protocol ${PROTOCOL}, not ${protocol}; use a matching client`;
    const path = "protocol";
    connection.complain({ code: "protocol", message, path, ref });
    return null;
  }
  const { identity, limits } = context;
  const client = identity.clientHash(clientId);
  const userId = identity.userId(userKey ?? clientId);
  context.onHello(connection, client, attempt ?? null);
  // It came late: a newer connection of its client is here already.
  if (connection.isEnding) return null;
  connection.queue.send(encode({
    type: "welcome",
    protocol: PROTOCOL,
    userId,
    server: SERVER_NAME,
    limits,
    ref,
  }));
  const session = new NativeSession(connection, {
    userId,
    client,
    name,
    color,
  });
  connection.settle(session);
  return session;
}

function isChatWord(type: unknown): boolean {
  return type === "join_room" || type === "chat" || type === "leave_room";
}

function chat(connection: Connection, context: ConnectionContext): Session {
  const { identity, makeSecret } = context;
  const secret = makeSecret();
  const userId = identity.userId(secret);
  const guest = {
    userId,
    name: `guest ${userId.slice(2, 6)}`,
    client: identity.clientHash(secret),
  };
  return new ChatSession(connection, guest, () => connection.settle(null));
}
