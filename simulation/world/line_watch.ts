/**
 * Sees all that passes on the lines, and has it checked.
 *
 * @module
 */

import type { Socket as ServerSocket } from "../../server/ws/socket.ts";
import { canonicalJson } from "../../shared/document/canonical.ts";
import { type Life, TYPING } from "../checks/life.ts";
import { type SentTx, SentTxs } from "../checks/sent.ts";
import type { Sights } from "../checks/sights.ts";
import {
  checkAnsweredFirst,
  checkBehind,
  checkMissing,
  checkOwn,
  checkPlaced,
  checkTold,
  checkUnsent,
  checkWithin,
} from "../checks/witness.ts";
import type { ServerMessage } from "../../shared/schema/server_message.ts";
import { must } from "../violation.ts";
import type { Placed } from "../../server/room/deciding/client_memory.ts";
import type { Line, LineObserver } from "./line.ts";
import type { Message } from "./message.ts";
import type { SimClient } from "./sim_client.ts";

/** What a watch works with. */
export interface LineWatchOptions {
  readonly accept: (line: Line, socket: ServerSocket) => boolean;
  /** The life of the room that a line is told of. */
  readonly lifeOf: (line: Line) => Life;
  /** How far the room has come on the server that a line leads to. */
  readonly headOf: (line: Line) => number;
  /** What was seen by those who set sizes while they typed. */
  readonly sights: Sights;
  readonly fail: (error: unknown) => void;
}

/** Watches the lines of a world. */
export class LineWatch implements LineObserver {
  readonly sentTxs = new SentTxs();
  readonly #options: LineWatchOptions;
  readonly #txsOf = new Map<Line, string[]>();
  readonly #ownerOf = new Map<Line, SimClient>();
  /** Numbers that were answered on each line. */
  readonly #answeredOn = new Map<Line, Set<number>>();
  /** Numbers that came over each line and are not answered, in the order of their coming. */
  readonly #waitingOn = new Map<Line, readonly number[]>();
  /** Where a client's own transactions were said to be, on each line. */
  readonly #placedOn = new Map<Line, readonly Placed[]>();
  /** Where the content is to begin that was asked for last on each line. */
  readonly #sinceOn = new Map<Line, number>();
  /** When each line was last told events. */
  readonly #toldAt = new Map<Line, number>();
  /** Counts what happens in the world, one thing after the other. */
  #turn = 0;

  constructor(options: LineWatchOptions) {
    this.#options = options;
  }

  /** A line is a client's. */
  own(line: Line, owner: SimClient): void {
    this.#ownerOf.set(line, owner);
  }

  /** Transactions that were sent on a line. */
  txsOn(line: Line): readonly string[] {
    return this.#txsOf.get(line) ?? [];
  }

  /** The next thing happens. */
  turn(): void {
    this.#turn++;
  }

  accept(line: Line, socket: ServerSocket): boolean {
    return this.#options.accept(line, socket);
  }

  sent(line: Line, text: string): void {
    const owner = this.#ownerOf.get(line);
    if (owner === undefined) return;
    if (text.startsWith('{"type":"join_room"')) {
      this.#sinceOn.set(line, JSON.parse(text).since);
    }
    if (!isTx(text)) return;
    const tx: SentTx = { ...JSON.parse(text), text };
    this.sentTxs.add(owner.hash, tx);
    this.check(() => this.#options.sights.checkBase(tx, line.life));
    if (tx.group?.startsWith(TYPING)) {
      this.check(() => this.#options.sights.check(tx));
    }
    this.#txsOf.set(line, [...this.txsOn(line), text]);
  }

  came(line: Line, text: string): void {
    if (!this.#ownerOf.has(line) || !isTx(text)) return;
    const waiting = this.#waitingOn.get(line) ?? [];
    this.#waitingOn.set(line, [...waiting, JSON.parse(text).cseq]);
  }

  told(line: Line, message: Message, bytes: number): void {
    this.check(() => {
      checkUnsent(line.unsent);
      const { json } = message;
      if (json.type === "events" && this.#toldAt.get(line) !== this.#turn) {
        this.#toldAt.set(line, this.#turn);
        checkBehind(line.unsent - bytes);
      }
      const client = this.#ownerOf.get(line)?.hash ?? null;
      checkTold(json, client, this.#options.lifeOf(line));
      if (client !== null) this.#checkOrder(json, line, client);
    });
  }

  #checkOrder(message: ServerMessage, line: Line, client: string): void {
    const answered = this.#answeredOn.get(line) ?? new Set();
    if (message.type === "joined") {
      const since = message.mode === "delta" ? this.#sinceOn.get(line)! : 0;
      checkOwn(message, since, client, this.#options.lifeOf(line));
      this.#placedOn.set(line, message.placed ?? []);
    }
    checkPlaced(message, this.#placedOn.get(line) ?? []);
    if (message.type === "ack" || message.type === "nack") {
      const { cseq } = message;
      const waiting = this.#waitingOn.get(line) ?? [];
      checkWithin(message, this.#options.headOf(line));
      // What an earlier line brought is answered here, too: which of the two this is, is not told.
      if (!this.#cameBefore(line, cseq)) checkMissing(message, waiting);
      this.#waitingOn.set(line, waiting.toSpliced(waiting.indexOf(cseq), 1));
      this.#answeredOn.set(line, answered.add(cseq));
    } else if (message.type === "events") {
      const life = this.#options.lifeOf(line);
      checkAnsweredFirst(message.events, answered, client, life);
    }
  }

  /** Does a number wait for its answer that came over an earlier line of the same client? */
  #cameBefore(line: Line, cseq: number): boolean {
    const owner = this.#ownerOf.get(line);
    return [...this.#waitingOn].some(([other, numbers]) =>
      other !== line && this.#ownerOf.get(other) === owner &&
      numbers.includes(cseq)
    );
  }

  delivered(line: Line): void {
    const owner = this.#ownerOf.get(line);
    if (owner === undefined || owner.line !== line) return;
    const { name, room } = owner;
    if (room === null || room.status.state !== "synced") return;
    this.check(() => {
      const { seq } = room.confirmed;
      const life = this.#options.lifeOf(line);
      must(seq <= life.head, 4, () => `${name} has seen ${seq}`);
      const found = canonicalJson(room.confirmed);
      const expected = life.canonical(seq);
      must(
        found === expected,
        13,
        () => `${name} at ${seq} has\n${found}\nand not\n${expected}`,
      );
    });
  }

  /** Checks something; inside of the server a violation would be taken for its own trouble. */
  check(check: () => void): void {
    try {
      check();
    } catch (error) {
      this.#options.fail(error);
    }
  }
}

function isTx(text: string): boolean {
  return text.startsWith('{"type":"tx"');
}
