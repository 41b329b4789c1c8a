/**
 * A client on a bad line: it loses connections, answers and its patience, and sends again (E16).
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { Replica } from "./replica.ts";
import { type Message, Wire } from "./wire.ts";

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a writer is given. */
export interface WriterOptions {
  readonly name: string;
  readonly seed: number;
  /** Transactions to send. */
  readonly count: number;
  /** Resolves with the port of the server that runs, as soon as one does. */
  readonly port: () => Promise<number>;
  /** Told of each first answer. */
  readonly onAnswer: () => void;
}

/** Sends transactions until all are answered, each exactly once in effect. */
export class Writer {
  readonly replica = new Replica();
  /** First answers by number. */
  readonly answers = new Map<number, Message>();
  readonly #options: WriterOptions;
  readonly #random: () => number;
  readonly #sent: Message[] = [];
  /** Numbers that went out over the line there is now. */
  #onLine = new Set<number>();
  #epoch: string | undefined;
  #isLive = false;
  #userId = "";

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#random = randomOf(options.seed);
  }

  /** The group by which a transaction is known in the log. */
  group(cseq: number): string {
    return `${this.#options.name}_${cseq}`;
  }

  /** Did the answer say that a shape was made, so that the log must have it? */
  hasMade(cseq: number): boolean {
    const { results } = this.answers.get(cseq);
    return results !== undefined &&
      this.#sent[cseq - 1].ops.some((op: Message, i: number) =>
        op.shape !== undefined && results[i] === "ok"
      );
  }

  /** Draws until all is answered and the room is known up to `head`, if that is given. */
  async run(head = 0): Promise<void> {
    const { count, port } = this.#options;
    const isDone = () =>
      this.answers.size === count && this.#isLive && this.replica.seq >= head;
    while (!isDone()) {
      let wire: Wire;
      try {
        wire = await Wire.open(await port());
      } catch {
        continue;
      }
      await this.#greet(wire);
      while (!isDone()) {
        const message = await wire.next();
        if (message === null) break;
        await this.#take(message, wire);
        if (this.#isLive && this.#random() < 0.01 && !isDone()) break;
      }
      wire.cut();
      this.replica.interrupted();
    }
    this.#isLive = false;
  }

  async #greet(wire: Wire): Promise<void> {
    const { name } = this.#options;
    this.#isLive = false;
    this.#onLine = new Set();
    const clientId = `${name}-of-the-adversary`;
    await wire.send({ type: "hello", protocol: 1, clientId, name });
    const resumes = this.#epoch !== undefined && this.#random() < 0.8;
    const known = { since: this.replica.seq, epoch: this.#epoch };
    const join = { type: "join_room", roomId: "chaos" };
    await wire.send(resumes ? { ...join, ...known } : join);
  }

  async #take(message: Message, wire: Wire): Promise<void> {
    switch (message.type) {
      case "welcome":
        assert(this.#userId === "" || this.#userId === message.userId);
        this.#userId = message.userId;
        return;
      case "joined":
        this.#epoch = message.epoch;
        assert(message.head >= this.replica.seq, "what was seen is there");
        assert(
          message.lastCseq >= this.answers.size,
          "what was acked is there",
        );
        for (let cseq = 1; cseq <= this.#sent.length; cseq++) {
          if (!this.answers.has(cseq)) await this.#send(cseq, wire);
        }
        return;
      case "snapshot":
      case "delta":
        if (this.replica.page(message)) {
          this.#isLive = true;
          await this.#draw(wire);
        }
        return;
      case "events":
        for (const event of message.events) this.#event(event);
        return await this.#draw(wire);
      case "ack":
      case "nack":
        this.#answer(message);
        return await this.#draw(wire);
      case "error":
        throw new Error(JSON.stringify(message));
    }
  }

  #event(event: Message): void {
    if (event.userId === this.#userId) {
      const cseq = Number(event.group.split("_")[1]);
      const isTold = this.answers.has(cseq) || !this.#onLine.has(cseq);
      assert(isTold, `the event of ${event.group} came before its ack`);
    }
    this.replica.apply(event);
  }

  #answer({ ref: _, ...answer }: Message): void {
    const { cseq, old, code } = answer;
    assert(code === undefined || code === "invalid" || code === "conflict");
    const first = this.answers.get(cseq);
    if (first !== undefined) {
      // Beyond the last 64 only the number is remembered.
      if (!old) assertEquals(answer, first, "the first answer is the answer");
      return;
    }
    assert(!old, "no answer is forgotten before it was told");
    this.answers.set(cseq, answer);
    this.#options.onAnswer();
  }

  async #send(cseq: number, wire: Wire): Promise<void> {
    this.#onLine.add(cseq);
    await wire.send(this.#sent[cseq - 1]);
  }

  async #draw(wire: Wire): Promise<void> {
    if (!this.#isLive) return;
    const { count } = this.#options;
    const under = () => this.#sent.length - this.answers.size;
    while (this.#sent.length < count && under() < 20) {
      const cseq = this.#sent.length + 1;
      const base = this.#random() < 0.7 ? { base: this.replica.seq } : {};
      const ops = Array.from(
        { length: 1 + Math.floor(this.#random() * 3) },
        (_, i) => this.#op(`${this.group(cseq)}_${i}`),
      );
      const group = this.group(cseq);
      this.#sent.push({
        ...{ type: "tx", roomId: "chaos", cseq, group, ops },
        ...base,
      });
      await this.#send(cseq, wire);
    }
    // Impatient: something that was sent is sent once more, answered or not.
    if (this.#random() < 0.05) {
      await this.#send(1 + this.#below(this.#sent.length), wire);
    }
  }

  #below(n: number): number {
    return Math.floor(this.#random() * n);
  }

  #op(newId: string): Message {
    const live = [...this.replica.shapes.keys()];
    const some = () =>
      live.length > 0 && this.#random() < 0.9
        ? live[this.#below(live.length)]!
        : "nobody";
    const distance = () => this.#below(400) - 200;
    const [x, y] = [distance(), distance()];
    const start = { id: some(), side: "top", ratio: 0.5 };
    const { dead, seq } = this.replica;
    const choices: (() => Message)[] = [
      () => ({ op: "create", shape: { id: newId, type: "circle", x, y } }),
      () => ({ op: "put", shape: { id: newId, type: "rect", x, y } }),
      () => ({ op: "create", shape: { id: newId, type: "line", start } }),
      () => ({ op: "set", id: some(), props: { x } }),
      () => ({
        op: "set",
        id: some(),
        props: { color: "red", stroke: "heavy" },
      }),
      () => ({
        ...{ op: "set", id: some(), props: { color: "blue" } },
        if: { color: Math.max(0, seq - 20) },
      }),
      () => ({ op: "move", ids: [some(), some()], dx: x, dy: y }),
      () => ({ op: "delete", ids: [some()] }),
      () => ({ op: "order", ids: [some()], to: { above: some() } }),
      () => ({ op: "order", ids: [some()], to: "back" }),
      () => ({ op: "restore", id: dead[this.#below(dead.length)] ?? "nobody" }),
      () => ({ op: "set", id: some(), props: { width: -1 } }),
    ];
    return choices[this.#below(choices.length)]!();
  }
}
