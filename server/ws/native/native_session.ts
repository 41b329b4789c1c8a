/**
 * A connection that speaks inkroom's own protocol (P1–P11).
 *
 * @module
 */

import {
  type ClientMessage,
  clientMessageSchema,
} from "../../../shared/schema/client_message.ts";
import { check, type Refusal } from "../../../shared/schema/json.ts";
import type { NackBody } from "../../../shared/schema/op.ts";
import type { ServerMessage } from "../../../shared/schema/server_message.ts";
import { historyPage } from "../../room/log/history.ts";
import { StaleError } from "../../store/store.ts";
import { encode } from "../frame.ts";
import { JoinedRooms, notJoined } from "../joined_rooms.ts";
import type { Membership } from "../membership.ts";
import { enterRoom, type Speaker } from "./native_entrance.ts";
import { checkTx, readNumber, workOf } from "./numbered_tx.ts";
import { refIn } from "../ref.ts";
import type { Link, Session } from "../session.ts";
import type { WireRoomId } from "../voice.ts";

type MessageOf<T extends ClientMessage["type"]> = Extract<
  ClientMessage,
  { type: T }
>;

/** Takes the messages of a client that said `hello`. */
export class NativeSession implements Session {
  readonly #link: Link;
  readonly #speaker: Speaker;
  readonly #rooms: JoinedRooms;

  constructor(link: Link, speaker: Speaker) {
    this.#link = link;
    this.#speaker = speaker;
    this.#rooms = new JoinedRooms(link);
  }

  receive(json: unknown): void | Promise<void> {
    const type = (json as { type?: unknown } | null)?.type;
    if (type === "tx") return this.#tx(json as Record<string, unknown>);
    const message = check(clientMessageSchema, json);
    if (!message.ok) return this.#complain(message, json);
    return this.#handle(message.value);
  }

  refuse(json: unknown, refusal: Refusal): void {
    const isTx = (json as { type?: unknown } | null | undefined)?.type === "tx";
    if (!isTx) return this.#complain(refusal, json);
    this.#tx(json as Record<string, unknown>, refusal);
  }

  drained(): void {
    this.#rooms.drained();
  }

  end(): void {
    this.#rooms.end();
  }

  #handle(message: ClientMessage): void | Promise<void> {
    switch (message.type) {
      case "hello":
        return this.#link.complain({
          code: "already_hello",
          message: "hello was said already; open another connection instead",
          ref: message.ref,
        });
      case "join_room":
        return this.#join(message);
      case "leave_room":
        return this.#in(message, (membership) => this.#rooms.leave(membership));
      case "presence":
        return this.#presence(message);
      case "history":
        return this.#in(message, (room) => this.#history(room, message));
      case "say":
        return this.#in(message, (room) => void this.#say(room, message));
      case "ping":
        return this.#send({ type: "pong", ref: message.ref });
      case "tx":
        return;
    }
  }

  #complain({ message, path }: Refusal, json: unknown): void {
    this.#link.complain({
      code: "bad_message",
      message,
      path,
      ref: refIn(json),
    });
  }

  #send(message: ServerMessage): void {
    this.#link.queue.send(encode(message));
  }

  /** Does something in a room that was joined. */
  #in(
    { roomId, ref }: { roomId: WireRoomId; ref?: string | number | undefined },
    run: (membership: Membership) => void | Promise<void>,
  ): void | Promise<void> {
    const membership = this.#rooms.of(roomId, ref);
    if (membership !== undefined) return run(membership);
  }

  async #join(message: MessageOf<"join_room">): Promise<void> {
    const { roomId, ref } = message;
    if (!this.#link.mayPass("heavy", { roomId, ref })) return;
    if (!this.#rooms.mayJoin(roomId, ref)) return;
    await enterRoom(message, {
      link: this.#link,
      speaker: this.#speaker,
      hasEnded: () => this.#rooms.hasEnded,
      entered: (membership) => this.#rooms.add(membership),
      left: (membership) => this.#rooms.leave(membership),
    });
  }

  /** @param hostile why nobody should look into it, if so. */
  #tx(json: Record<string, unknown>, hostile?: Refusal): void {
    const tx = readNumber(json);
    if (tx === null) {
      const checked = checkTx(json, hostile);
      return checked.ok ? undefined : this.#complain(checked, json);
    }
    const { roomId, cseq, ref } = tx;
    const { memberId, clock } = this.#link;
    const { userId, client } = this.#speaker;
    const refuse = (nack: NackBody) =>
      this.#send({ type: "nack", roomId, cseq, ...nack, ref });
    const membership = this.#rooms.find(roomId);
    if (membership === undefined) {
      return refuse({ code: "not_joined", message: notJoined(roomId) });
    }
    // Before anything that costs: refusing must stay cheap.
    const tooSoon = this.#link.toll("tx");
    if (tooSoon !== null) {
      refuse({ code: "limit", ...tooSoon });
      return this.#link.warn();
    }
    const at = clock.now();
    const submission = {
      memberId,
      userId,
      client,
      cseq,
      ref,
      at,
      ...workOf(tx, hostile),
    };
    membership.host.take(submission);
  }

  #presence(message: MessageOf<"presence">): void {
    if (!this.#link.mayPass("presence", message)) return;
    const { type: _, roomId: __, ref: ___, ...presence } = message;
    this.#in(message, ({ host, member }) => {
      const { memberId } = member;
      const at = this.#link.clock.now();
      host.send({ type: "presence", memberId, presence, at });
    });
  }

  async #history(
    { host, roomId }: Membership,
    message: MessageOf<"history">,
  ): Promise<void> {
    const { after, limit, ref } = message;
    if (!this.#link.mayPass("heavy", message)) return;
    try {
      const page = await historyPage(host, after, limit);
      this.#send({ type: "history", roomId, ...page, ref });
    } catch (error) {
      if (error instanceof StaleError) {
        const { message: text } = error;
        return this.#link.complain({
          code: "stale",
          message: text,
          roomId,
          ref,
        });
      }
      this.#link.fail(error, { roomId, ref });
    }
  }

  async #say(
    { host, member, roomId }: Membership,
    message: MessageOf<"say">,
  ): Promise<void> {
    const { text, nonce, ref } = message;
    if (!this.#link.mayPass("chat", message)) return;
    try {
      const { client } = this.#speaker;
      await host.say(member, { text, nonce, client, ref });
    } catch (error) {
      this.#link.fail(error, { roomId, ref });
    }
  }
}
