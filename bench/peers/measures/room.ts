/**
 * A room at work, and whether it does the work that it is timed for.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Member } from "../protocols/protocol.ts";
import { changesDue } from "./beat.ts";

const PATIENCE_MS = 10_000;

/**
 * A room's members, and when each change was sent and heard.
 *
 * Each member numbers its changes, and sends the number as the shape's new x: so everybody knows
 * which changes of whom have come, and whether one is missing, has come twice, or late.
 */
export class Room {
  readonly #members: Member[] = [];
  /** When change `n` of member `m` was sent, by `m` and `n`. */
  readonly #sentAt: number[][] = [];
  /** The last change that member `m` heard of member `k`, by `m` and `k`. */
  readonly #heard: number[][] = [];
  /** How many acks member `m` heard. */
  readonly #acked: number[] = [];
  readonly #name: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #contestant: Pick<Contestant, "acks" | "squashes">;
  #measuring = false;
  #fault: string | null = null;
  #wake: () => void = () => {};
  /** Changes that came to others since the measuring began. */
  deliveries = 0;
  /** Milliseconds from sending a change to each of the others. */
  toOthers: number[] = [];
  /** Milliseconds from sending a change to its ack. */
  toAck: number[] = [];

  private constructor(contestant: Contestant, name: string) {
    this.#contestant = contestant;
    this.#name = name;
  }

  /** So many members come in. */
  static async open(
    contestant: Contestant,
    place: Parameters<Contestant["join"]>[0],
    members: number,
  ): Promise<Room> {
    const room = new Room(contestant, place.room);
    for (let index = 0; index < members; index++) {
      room.#sentAt.push([0]);
      room.#heard.push(new Array(members).fill(0));
      room.#acked.push(0);
      const ears = {
        acked: (change: number) => room.#onAck(index, change),
        heard: (by: number, change: number) => room.#onHeard(index, by, change),
      };
      room.#members.push(await contestant.join(place, index, ears));
    }
    return room;
  }

  /** Everybody makes so many changes a second, each from another moment on. */
  start(rate: number): void {
    const every = 1_000 / rate;
    const due = changesDue(this.#name, this.#members.length, every);
    let begin = performance.now();
    let next = due.next().value;
    const beat = () => {
      // Whoever is late makes up for it, but nobody makes two changes at once.
      const late = performance.now() - begin - next.at;
      if (late > every) begin += late;
      while (begin + next.at <= performance.now()) {
        this.#move(next.member);
        next = due.next().value;
      }
      const wait = begin + next.at - performance.now();
      this.#timer = setTimeout(beat, Math.max(0, wait));
    };
    beat();
  }

  /** Everybody makes one change. */
  move(): void {
    this.#members.forEach((_, index) => this.#move(index));
  }

  /** Begins to count, at nothing. */
  measure(): void {
    this.#measuring = true;
    this.deliveries = 0;
    this.toOthers = [];
    this.toAck = [];
  }

  /** Counts no longer; goes on. */
  pause(): void {
    this.#measuring = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#measuring = false;
  }

  /** Changes that all members have sent. */
  get sent(): number {
    return this.#sentAt.reduce((sum, { length }) => sum + length - 1, 0);
  }

  /** Bytes that all members have received. */
  get bytes(): number {
    return this.#members.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * Resolves when everybody has heard every change of everybody else, and every ack that is
   * promised.
   *
   * @param patienceMs how long after the last change that may take.
   * @throws {Error} If that does not happen: who does not do the work is not timed for it.
   */
  async allHeard(patienceMs: number = PATIENCE_MS): Promise<void> {
    const until = performance.now() + patienceMs;
    const patience = setTimeout(() => this.#wake(), patienceMs + 1);
    while (!this.#isComplete() && performance.now() < until) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    clearTimeout(patience);
    if (!this.#isComplete()) {
      this.#fault ??= "not everybody heard every last change, or its ack";
    }
    if (this.#fault !== null) throw new Error(`Cannot bench: ${this.#fault}`);
  }

  close(): void {
    this.#members.forEach((member) => member.close());
  }

  #move(index: number): void {
    const sentAt = this.#sentAt[index]!;
    sentAt.push(performance.now());
    this.#members[index]!.move(sentAt.length - 1);
  }

  #isComplete(): boolean {
    const isHeard = this.#heard.every((of, member) =>
      of.every((last, by) =>
        by === member || last === this.#sentAt[by]!.length - 1
      )
    );
    return isHeard && (this.#contestant.acks === "none" ||
      this.#acked.every((count, member) =>
        count === this.#sentAt[member]!.length - 1
      ));
  }

  #onAck(member: number, change: number): void {
    this.#acked[member]!++;
    this.#wake();
    if (!this.#measuring) return;
    this.toAck.push(performance.now() - this.#sentAt[member]![change]!);
  }

  #onHeard(member: number, by: number, change: number): void {
    // Change 0 is that the shape is there.
    if (member === by || change === 0) return;
    const before = this.#heard[member]![by]!;
    const isNext = this.#contestant.squashes
      ? change > before
      : change === before + 1;
    if (!isNext) {
      this.#fault ??= `after change ${before} of member ${by}, member ` +
        `${member} heard of ${change}`;
      return;
    }
    this.#heard[member]![by] = change;
    this.#wake();
    if (!this.#measuring) return;
    // What is squashed delivers all that was changed up to the one that comes.
    this.deliveries += change - before;
    const now = performance.now();
    for (let each = before + 1; each <= change; each++) {
      this.toOthers.push(now - this.#sentAt[by]![each]!);
    }
  }
}
