/**
 * Runs a room against a store step by step, for tests: nothing happens unless it is told to.
 *
 * @module
 */

import { EMPTY_DOCUMENT } from "../../../shared/document/document.ts";
import { DEFAULT_LIMITS, type Limits } from "../../../shared/schema/limits.ts";
import type { Op } from "../../../shared/schema/op.ts";
import { MemoryStore } from "../../store/memory/memory_store.ts";
import type { Person } from "../../store/store.ts";
import { Room } from "../room.ts";
import type {
  Entry,
  Outcome,
  RoomEffect,
  RoomInput,
  Submission,
} from "../room_message.ts";

/** The room of every rig. */
export const ROOM = "lobby";

/** An answer that a member was given. */
export interface Told {
  readonly memberId: string;
  readonly cseq: number;
  readonly outcome: Outcome;
}

/** A room, its store, and what it told so far. */
export class RoomRig {
  readonly room: Room;
  readonly store: MemoryStore;
  /** Effects that wait to be carried out. */
  readonly pending: RoomEffect[] = [];
  readonly told: Told[] = [];
  readonly entries: Entry[] = [];
  /** Everything that was told to everybody, in order, and answers among it, by type. */
  readonly notices: RoomEffect[] = [];
  /** What was meant for other servers, in order. */
  readonly shared: RoomEffect[] = [];
  /** Who was to be known by name, in order. */
  readonly remembered: Person[] = [];
  /** Milliseconds since 1970, for the room. */
  now = 1_000;

  private constructor(store: MemoryStore, limits: Limits) {
    this.store = store;
    this.room = new Room({
      roomId: ROOM,
      document: EMPTY_DOCUMENT,
      limits,
      chat: [],
    });
  }

  /** A rig with an empty room in a store of its own. */
  static async make(limits: Partial<Limits> = {}): Promise<RoomRig> {
    return await RoomRig.on(new MemoryStore(), limits);
  }

  /** A rig with a room that has read nothing of what is in the store. */
  static async on(
    store: MemoryStore,
    limits: Partial<Limits> = {},
  ): Promise<RoomRig> {
    await store.openRoom(ROOM, { create: true, now: 0 });
    return new RoomRig(store, { ...DEFAULT_LIMITS, ...limits });
  }

  /** Tells the room something; what it asks for waits. */
  send(input: RoomInput): void {
    for (const effect of this.room.handle(input)) this.#take(effect);
  }

  /** A member comes in, by the name of its client. */
  async join(name: string): Promise<void> {
    const state = await this.store.readClient(ROOM, name);
    const member = {
      memberId: `m_${name}`,
      userId: `u_${name}`,
      name,
      color: "default",
    } as const;
    this.send({ type: "join", member, client: name, state });
  }

  /** A client sends a transaction. */
  tx(
    name: string,
    cseq: number,
    ops: readonly Op[],
    more: Partial<Submission> & { base?: number } = {},
  ): void {
    const { base, ...rest } = more;
    this.send({
      type: "txs",
      submissions: [{
        memberId: `m_${name}`,
        userId: `u_${name}`,
        client: name,
        cseq,
        bodyHash: JSON.stringify(ops),
        ref: undefined,
        at: this.now,
        work: { kind: "tx", ops, base, group: undefined },
        ...rest,
      }],
    });
  }

  /** Carries out the effect that has waited longest; `false` if none waits. */
  async step(): Promise<boolean> {
    const effect = this.pending.shift();
    if (effect === undefined) return false;
    const input = await this.#perform(effect);
    if (input !== null) this.send(input);
    return true;
  }

  /** Carries out everything that waits, and what follows from it. */
  async settle(): Promise<void> {
    while (await this.step());
  }

  /** The answers to a client's number, in the order they were given. */
  answers(name: string, cseq: number): Outcome[] {
    return this.told.filter((told) =>
      told.memberId === `m_${name}` && told.cseq === cseq
    ).map(({ outcome }) => outcome);
  }

  #take(effect: RoomEffect): void {
    switch (effect.type) {
      case "answer": {
        const { memberId, submission, outcome } = effect;
        this.told.push({ memberId, cseq: submission.cseq, outcome });
        this.notices.push(effect);
        break;
      }
      case "committed":
        this.entries.push(...effect.entries);
        this.notices.push(effect);
        break;
      case "members":
      case "presence":
      case "said":
      case "fault":
        this.notices.push(effect);
        break;
      case "remember":
        this.remembered.push(effect.person);
        break;
      case "tell_members":
      case "tell_presence":
        this.shared.push(effect);
        break;
      default:
        this.pending.push(effect);
    }
  }

  async #perform(effect: RoomEffect): Promise<RoomInput | null> {
    const { store, now } = this;
    switch (effect.type) {
      case "append": {
        const [outcome] = await store.append([effect.append]);
        return { type: "appended", outcome: outcome!, at: now };
      }
      case "read_after": {
        const events = await store.readAfter(ROOM, effect.after, 1e6);
        return { type: "caught_up", events, at: now };
      }
      case "read_back": {
        const events = await store.readAfter(ROOM, effect.after, 1e6);
        const state = effect.client === null
          ? null
          : await store.readClient(ROOM, effect.client);
        return { type: "read_back_done", events, state };
      }
      case "read_client": {
        const state = await store.readClient(ROOM, effect.client);
        return { type: "client_read", client: effect.client, state };
      }
      case "read_chat": {
        const lines = await store.readChat(ROOM, 100);
        return { type: "chat_read", lines };
      }
      case "read_removed": {
        const shapes = [];
        for (const removed of effect.shapes) {
          const { seq, id } = removed;
          const shape = await store.readRemoved(ROOM, seq, id);
          shapes.push({ ...removed, shape });
        }
        return { type: "removed_read", shapes };
      }
      case "wake":
        this.now += effect.afterMs;
        return { type: "wake", at: this.now };
      default:
        return null;
    }
  }
}

/** Creates a circle. */
export function circle(id: string): Op {
  return { op: "create", shape: { id, type: "circle", x: 100, y: 100 } };
}

/** What became of a transaction, in a word or two, such as `ack` or `nack limit`. */
export function kindOf(outcome: Outcome | undefined): string | undefined {
  return outcome?.type === "nack" ? `nack ${outcome.body.code}` : outcome?.type;
}

/** A transaction of somebody whose tries nobody numbers, as it comes from HTTP without a key. */
export function unnumbered(
  { memberId, userId }: Pick<Submission, "memberId" | "userId">,
  ops: readonly Op[],
): Submission {
  return {
    ...{ memberId, userId, client: null, cseq: 0, bodyHash: "" },
    ...{ ref: undefined, at: 0 },
    work: { kind: "tx", ops, base: undefined, group: undefined },
  };
}
