/**
 * A room: what it is told, what it decides (E16, E17, P6–P8). It does nothing by itself.
 *
 * @module
 */

import type { Document } from "../../shared/document/document.ts";
import type { Limits } from "../../shared/schema/limits.ts";
import type { Member, MemberPresence } from "../../shared/schema/presence.ts";
import type { ChatLine, ClientState } from "../store/store.ts";
import type { Placed } from "./deciding/client_memory.ts";
import { ChatLog } from "./members/chat_log.ts";
import { type Change, Elsewhere } from "./members/elsewhere.ts";
import { MemberList } from "./members/member_list.ts";
import { Pipeline } from "./pipeline.ts";
import { PresenceBoard } from "./members/presence_board.ts";
import type {
  RoomEffect,
  RoomInput,
  Speaker,
  Submission,
} from "./room_message.ts";

/** A client on its way into the room. */
interface Coming {
  readonly client: string;
  readonly userId: string;
}

/** What a room begins with. */
export interface RoomOptions {
  readonly roomId: string;
  readonly document: Document;
  readonly limits: Limits;
  /** The last lines of chat, ascending. */
  readonly chat: readonly ChatLine[];
}

/**
 * A room of the server. All that it holds can be read between two inputs; the document is what
 * is committed, never more.
 */
export class Room {
  readonly roomId: string;
  readonly #limits: Limits;
  readonly #pipeline: Pipeline;
  readonly #members: MemberList;
  /** Clients that are about to come in. */
  readonly #coming = new Set<Coming>();
  readonly #elsewhere = new Elsewhere();
  readonly #presence = new PresenceBoard();
  readonly #chat: ChatLog;

  constructor(options: RoomOptions) {
    this.roomId = options.roomId;
    this.#limits = options.limits;
    this.#chat = new ChatLog(options.chat);
    this.#members = new MemberList();
    this.#pipeline = new Pipeline({
      ...options,
      seatOf: (client) => this.#members.seatOf(client),
      clientsOf: (userIds) => [
        ...this.#members.clientsOf(userIds),
        ...[...this.#coming].filter(({ userId }) => userIds.has(userId))
          .map(({ client }) => client),
      ],
    });
  }

  /** What is committed. */
  get document(): Document {
    return this.#pipeline.document;
  }

  /** Who is in the room: those on this server in the order of their coming, then the others. */
  get members(): Member[] {
    return [...this.#members.all(), ...this.#elsewhere.all()];
  }

  /** Members on all servers. */
  get memberCount(): number {
    return this.#members.size + this.#elsewhere.size;
  }

  /** Members on this server. */
  get membersHere(): number {
    return this.#members.size;
  }

  /** What everybody who has said so is doing. */
  get presences(): MemberPresence[] {
    return this.#presence.all();
  }

  /** The last lines of chat, ascending. */
  get chat(): readonly ChatLine[] {
    return this.#chat.lines;
  }

  /** Is nothing under way, so that the room could be put away? */
  get idle(): boolean {
    return this.#pipeline.idle;
  }

  /** The last number of a client that was answered, and whose doings are in the document. */
  lastCseq(client: string): number {
    return this.#pipeline.lastCseq(client);
  }

  /** Of a client's last transactions, those in the document that have an event, and where. */
  placed(client: string): Placed[] {
    return this.#pipeline.placed(client);
  }

  /** Do answers of a client, those in `state` among them, tell of more than is in the document? */
  isBehind(client: string, state: ClientState): boolean {
    return this.#pipeline.isBehind(client, state);
  }

  /**
   * A client is about to come in: to be called before the store is asked for it, so that what
   * is committed until it is in is not forgotten.
   *
   * @returns what is to be called when it is in, or stays out.
   */
  expect(client: string, userId: string): () => void {
    const coming = { client, userId };
    this.#coming.add(coming);
    const arrived = this.#pipeline.expect(client);
    return () => {
      this.#coming.delete(coming);
      arrived();
      if (this.#members.seatOf(client) === undefined) {
        this.#pipeline.left(client);
      }
    };
  }

  /** Why a connection can't come in, or `null` if it can. */
  refusalOfJoin(memberId: string): string | null {
    const most = this.#limits.membersPerRoom;
    return this.memberCount < most || this.#members.has(memberId)
      ? null
      : `the room has ${this.memberCount} members; the limit is ${most}`;
  }

  /**
   * A transaction as it arrives. Who names no base has seen what is committed now, not what still
   * waits before them.
   */
  received(submission: Submission): Submission {
    const { work } = submission;
    return work.kind === "refused" || work.base !== undefined
      ? submission
      : { ...submission, work: { ...work, base: this.document.seq } };
  }

  /** Takes one input in; gives the effects that follow from it, in order. */
  handle(input: RoomInput): RoomEffect[] {
    switch (input.type) {
      case "join":
        return this.#join(input);
      case "leave":
        return this.#leave(input.memberId);
      case "txs":
        return this.#submit(input.submissions);
      case "presence":
        return this.#notePresence(input);
      case "said":
        return this.#said(input);
      case "head_hint":
        return this.#pipeline.hint(input.head);
      case "chat_hint":
        return input.lastId > this.#chat.completeTo
          ? [{ type: "read_chat" }]
          : [];
      case "members_elsewhere":
        return this.#elsewhereChanged(
          this.#elsewhere.take(input.server, input.members, input.at),
        );
      case "presence_elsewhere":
        return this.#notePresenceElsewhere(input);
      case "roll_call":
        return [...this.#expire(input.at), ...this.#callRoll()];
      case "chat_read":
        return input.lines.flatMap((line) => this.#tellLine(line));
      case "wake":
        return [...this.#tellPresence(input.at), ...this.#pipeline.wake()];
      case "appended":
        return this.#pipeline.appended(input.outcome, input.at);
      case "caught_up":
      case "read_back_done":
      case "client_read":
      case "removed_read":
        return this.#pipeline.read(input);
      case "read_failed":
        return this.#pipeline.readFailed(input);
    }
  }

  #join(
    { member, client, state }: Extract<RoomInput, { type: "join" }>,
  ): RoomEffect[] {
    if (client !== null && state !== null) this.#pipeline.learn(client, state);
    if (this.#members.has(member.memberId)) return [];
    this.#members.add(member, client);
    return [
      { type: "members", joined: [member], left: [] },
      { type: "tell_members", members: this.#members.all() },
    ];
  }

  #leave(memberId: string): RoomEffect[] {
    const seat = this.#members.remove(memberId);
    if (seat === undefined) return [];
    this.#presence.remove(memberId);
    const { client } = seat;
    if (client !== null && this.#members.seatOf(client) === undefined) {
      this.#pipeline.left(client);
    }
    return [
      { type: "members", joined: [], left: [memberId] },
      { type: "tell_members", members: this.#members.all() },
    ];
  }

  #elsewhereChanged({ joined, left }: Change): RoomEffect[] {
    for (const memberId of left) this.#presence.remove(memberId);
    return joined.length + left.length > 0
      ? [{ type: "members", joined, left }]
      : [];
  }

  #expire(at: number): RoomEffect[] {
    return this.#elsewhereChanged({
      joined: [],
      left: this.#elsewhere.expire(at),
    });
  }

  #callRoll(): RoomEffect[] {
    const presences = this.#presence.all().filter(this.#isHere);
    return [
      { type: "tell_members", members: this.#members.all() },
      ...presences.length > 0
        ? [{ type: "tell_presence", members: presences } as const]
        : [],
    ];
  }

  #submit(submissions: readonly Submission[]): RoomEffect[] {
    const effects: RoomEffect[] = [];
    for (const { memberId } of submissions) this.#meet(memberId, effects);
    effects.push(...this.#pipeline.submit(
      submissions.map((submission) => this.received(submission)),
    ));
    return effects;
  }

  /** A connection is a member under one name as long as it lasts: once is enough. */
  #meet(memberId: string, effects: RoomEffect[]): void {
    const member = this.#members.noteActive(memberId);
    if (member === undefined) return;
    const { userId, name, color } = member;
    effects.push({ type: "remember", person: { userId, name, color } });
  }

  #notePresence(
    { memberId, presence, at }: Extract<RoomInput, { type: "presence" }>,
  ): RoomEffect[] {
    const member = this.#members.get(memberId);
    if (member === undefined) return [];
    const told = { memberId, userId: member.userId, ...presence };
    return this.#tellSoon(this.#presence.note(told, at, this.memberCount), at);
  }

  // What is told again, lest it be lost, is no news.
  #notePresenceElsewhere(
    { members, at }: Extract<RoomInput, { type: "presence_elsewhere" }>,
  ): RoomEffect[] {
    const news = members.filter((presence) =>
      this.#elsewhere.has(presence.memberId) && this.#presence.isNew(presence)
    );
    const waits = news.map((presence) =>
      this.#presence.note(presence, at, this.memberCount)
    );
    // The first of them arranges for the telling.
    return this.#tellSoon(waits[0] ?? null, at);
  }

  #tellSoon(afterMs: number | null, at: number): RoomEffect[] {
    if (afterMs === null) return [];
    return afterMs > 0 ? [{ type: "wake", afterMs }] : this.#tellPresence(at);
  }

  #tellPresence(at: number): RoomEffect[] {
    const members = this.#presence.take(at);
    if (members.length === 0) return [];
    const here = members.filter(this.#isHere);
    return [
      { type: "presence", members },
      ...here.length > 0
        ? [{ type: "tell_presence", members: here } as const]
        : [],
    ];
  }

  readonly #isHere = ({ memberId }: MemberPresence): boolean =>
    this.#members.has(memberId);

  #said(
    { line, from, repeated }: Extract<RoomInput, { type: "said" }>,
  ): RoomEffect[] {
    const { memberId } = from;
    const effects = repeated ? [] : this.#tellLine(line, from);
    // It may have been read with what others said: then they don't know yet that it is theirs.
    if (effects.length === 0) {
      effects.push({ type: "said", line, from, to: memberId });
    }
    if (!repeated) this.#meet(memberId, effects);
    return effects;
  }

  #tellLine(line: ChatLine, from: Speaker | null = null): RoomEffect[] {
    return this.#chat.add(line) ? [{ type: "said", line, from, to: null }] : [];
  }
}
