/**
 * A connection that speaks as clients of the first design do (P15).
 *
 * @module
 */

import {
  type ChatDialectMessage,
  chatDialectMessageSchema,
} from "../../../shared/schema/chat_dialect.ts";
import { check, type Refusal } from "../../../shared/schema/json.ts";
import type { Op } from "../../../shared/schema/op.ts";
import { RoomClosedError } from "../../room/room_registry.ts";
import { meaningOf } from "./chat_dialect.ts";
import { ChatVoice } from "./chat_voice.ts";
import { JoinedRooms } from "../joined_rooms.ts";
import { Membership } from "../membership.ts";
import type { Link, Session } from "../session.ts";
import { UnderWay } from "../limits/under_way.ts";
import type { WireRoomId } from "../voice.ts";

/** A guest: the first design's clients don't say who they are. */
export interface Guest {
  readonly userId: string;
  readonly name: string;
  /** Hash that names the connection where chat lines are kept. */
  readonly client: string;
}

/** Changes of one client in one room that may wait for their commit. */
const MAX_UNDER_WAY = 32;

/** Takes the messages of a client of the first design. */
export class ChatSession implements Session {
  readonly #link: Link;
  readonly #guest: Guest;
  readonly #onJoined: () => void;
  readonly #rooms: JoinedRooms;
  readonly #underWay = new WeakMap<Membership, UnderWay>();
  #lines = 0;

  /** @param onJoined called when the connection has come into a room. */
  constructor(link: Link, guest: Guest, onJoined: () => void) {
    this.#link = link;
    this.#guest = guest;
    this.#onJoined = onJoined;
    this.#rooms = new JoinedRooms(
      link,
      (membership) => this.#underWay.get(membership)?.end(),
    );
  }

  receive(json: unknown): void | Promise<void> {
    if ((json as { type?: unknown }).type === "hello") {
      const message =
        "hello must come before all else; open another connection for it";
      return this.#link.complain({ code: "protocol", message, path: "type" });
    }
    const message = check(chatDialectMessageSchema, json);
    if (!message.ok) return this.refuse(json, message);
    return this.#handle(message.value);
  }

  refuse(_json: unknown, { message, path }: Refusal): void {
    this.#link.complain({ code: "bad_message", message, path });
  }

  drained(): void {
    this.#rooms.drained();
  }

  end(): void {
    this.#rooms.end();
  }

  #handle(message: ChatDialectMessage): void | Promise<void> {
    const { roomId } = message;
    if (message.type === "join_room") return this.#join(roomId);
    const membership = this.#rooms.of(roomId);
    if (membership === undefined) return;
    if (message.type === "leave_room") return this.#rooms.leave(membership);
    return this.#chat(membership, message.message);
  }

  async #join(roomId: WireRoomId): Promise<void> {
    if (!this.#link.mayPass("heavy", { roomId })) return;
    if (!this.#rooms.mayJoin(roomId)) return;
    try {
      const host = await this.#link.registry.open(String(roomId), {
        create: true,
      });
      if (this.#rooms.hasEnded) return;
      const refusal = host!.room.refusalOfJoin(this.#link.memberId);
      if (refusal !== null) {
        return this.#link.complain({ code: "limit", message: refusal, roomId });
      }
      this.#enter(host!, roomId);
    } catch (error) {
      if (!(error instanceof RoomClosedError)) throw error;
      const { message } = error;
      this.#link.complain({ code: "unavailable", message, roomId });
    }
  }

  #enter(host: Membership["host"], roomId: WireRoomId): void {
    const { memberId, queue } = this.#link;
    const { userId, name } = this.#guest;
    const underWay = new UnderWay(MAX_UNDER_WAY);
    const membership: Membership = new Membership({
      host,
      roomId,
      queue,
      member: { memberId, userId, name, color: "default" },
      voice: new ChatVoice(roomId, userId),
      onRateLimited: () => this.#link.warn(),
      onAnswered: () => underWay.done(),
      onClosed: () => this.#rooms.leave(membership),
    });
    this.#underWay.set(membership, underWay);
    host.enter(membership, membership.member, null);
    this.#rooms.add(membership);
    this.#onJoined();
    membership.start({ kind: "snapshot" });
  }

  #chat(membership: Membership, message: string): void | Promise<void> {
    const { host, roomId } = membership;
    const kindOf = (id: string) =>
      host.room.document.shapes.get(id)?.shape.type;
    const meaning = meaningOf(message, kindOf);
    switch (meaning.kind) {
      case "op":
        return this.#submit(membership, meaning.op);
      case "line":
        return this.#say(membership, meaning.text);
      case "refused": {
        const { message, path } = meaning;
        const code = "bad_message";
        return this.#link.complain({ code, message, path, roomId });
      }
    }
  }

  // These clients know of no refusals and send nothing again: who draws faster than it may is
  // read no faster, and loses nothing.
  async #submit(membership: Membership, op: Op): Promise<void> {
    const { host, member } = membership;
    const { clock } = this.#link;
    const underWay = this.#underWay.get(membership)!;
    await underWay.room();
    for (
      let tooSoon = this.#link.toll("tx");
      tooSoon !== null;
      tooSoon = this.#link.toll("tx")
    ) {
      const { retryAfterMs } = tooSoon;
      await new Promise<void>((resolve) => clock.after(retryAfterMs, resolve));
    }
    const { memberId, userId } = member;
    underWay.begin();
    host.take({
      memberId,
      userId,
      client: null,
      cseq: 0,
      bodyHash: "",
      ref: undefined,
      at: clock.now(),
      work: { kind: "tx", ops: [op], base: undefined, group: undefined },
    });
  }

  async #say(
    { host, member, roomId }: Membership,
    text: string,
  ): Promise<void> {
    if (!this.#link.mayPass("chat", { roomId })) return;
    const nonce = `line_${this.#lines++}`;
    try {
      const { client } = this.#guest;
      await host.say(member, { text, nonce, client, ref: undefined });
    } catch (error) {
      this.#link.fail(error, { roomId });
    }
  }
}
