/**
 * Has the store do what a room asks for, and tells the room, and other servers, what came of it.
 *
 * @module
 */

import type { Bus } from "../../bus/bus.ts";
import type { Member } from "../../../shared/schema/presence.ts";
import {
  DamagedError,
  type Person,
  StaleError,
  type Store,
} from "../../store/store.ts";
import type { Activity } from "../activity.ts";
import type { Clock } from "../clock.ts";
import type { Committer } from "../committer.ts";
import type { Room } from "../room.ts";
import { performOnStore, type StoreEffect } from "../room_io.ts";
import type { Ref, RoomInput } from "../room_message.ts";

/** What errands are run with. */
export interface ErrandOptions {
  readonly room: Room;
  readonly store: Store;
  readonly committer: Committer;
  /** How many are told of the room's events. */
  readonly readers: () => number;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly bus?: Bus | undefined;
  readonly log: (line: string) => void;
  readonly onDamaged: (message: string) => void;
  readonly onBroken: (message: string) => void;
  /** Tells the room. */
  readonly send: (input: RoomInput) => void;
}

/** What somebody says; the same (client, nonce) again is the same line. */
export interface SpokenLine {
  readonly text: string;
  readonly client: string;
  readonly nonce: string;
  /** Comes back to its speaker with the line. */
  readonly ref: Ref;
}

/** Runs errands. */
export class StoreErrands {
  readonly #options: ErrandOptions;
  /** The trouble that the operator was told of last: it comes again until it is over. */
  #told: string | null = null;

  constructor(options: ErrandOptions) {
    this.#options = options;
  }

  /** Begins one; what comes of it is told later. */
  run(effect: StoreEffect): void {
    const { room: { roomId }, clock, activity, send } = this.#options;
    const now = () => clock.now();
    const log = (line: string) => this.#complain(line);
    activity.during(() =>
      performOnStore(effect, { ...this.#options, roomId, now, log })
    ).then((input) => {
      if (effect.type === "append") this.#announce(effect, input);
      send(input);
    }, (error) => this.#failed(effect, error));
  }

  /** Keeps a line of chat, and tells it. */
  async say(speaker: Member, { ref, ...line }: SpokenLine): Promise<void> {
    const { room: { roomId }, store, clock, activity, bus, send } =
      this.#options;
    const { userId, name, memberId } = speaker;
    const at = clock.now();
    const said = await activity.during(() =>
      store.say(roomId, { ...line, userId, name, at })
    );
    const { line: { id }, repeated } = said;
    if (!repeated) bus?.publish({ type: "chat", roomId, lastId: id });
    send({
      type: "said",
      line: said.line,
      from: { memberId, ref },
      repeated,
    });
  }

  /** Keeps how somebody is called. Without it they lose their name, and nothing else. */
  remember(person: Person): void {
    const { room: { roomId }, store } = this.#options;
    void this.#keepName(() => store.remember(roomId, person));
  }

  /** Keeps the name that somebody gives who is no member; their color stays what it was. */
  introduce(userId: string, name: string): Promise<void> {
    const { room: { roomId }, store } = this.#options;
    return this.#keepName(async () => {
      const [known] = await store.readPeople(roomId, [userId]);
      if (known?.name === name) return;
      const color = known?.color ?? "default";
      await store.remember(roomId, { userId, name, color });
    });
  }

  async #keepName(keep: () => Promise<void>): Promise<void> {
    const { room: { roomId }, activity, log } = this.#options;
    try {
      await activity.during(keep);
    } catch (error) {
      log(`room ${roomId}: ${(error as Error).message}`);
    }
  }

  #failed(effect: StoreEffect, error: unknown): void {
    const { room, send, clock, onDamaged, onBroken } = this.#options;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof DamagedError) return onDamaged(message);
    // Another server has trimmed what this room had yet to read.
    if (error instanceof StaleError) return onBroken(message);
    this.#complain(`room ${room.roomId}: ${message}`);
    // Chat is asked for again with the next hint.
    if (effect.type === "read_chat") return;
    send({ type: "read_failed", message, at: clock.now() });
  }

  /** Tells the operator once, however often it comes again before a commit succeeds. */
  #complain(line: string): void {
    if (line === this.#told) return;
    this.#told = line;
    this.#options.log(line);
  }

  #announce(
    { append }: Extract<StoreEffect, { type: "append" }>,
    input: RoomInput,
  ): void {
    const isCommitted = input.type === "appended" &&
      input.outcome.kind === "committed";
    if (!isCommitted) return;
    this.#told = null;
    const head = append.events.at(-1)?.event.seq;
    if (head === undefined) return;
    const { room: { roomId }, bus } = this.#options;
    bus?.publish({ type: "head", roomId, head });
  }
}
