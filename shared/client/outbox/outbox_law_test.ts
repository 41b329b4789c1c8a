/**
 * What holds of an outbox whatever happens to it.
 */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../../schema/op.ts";
import { Outbox } from "./outbox.ts";
import { MemoryOutboxStore } from "./outbox_store.ts";

const edit: Op = { op: "text", id: "t", edit: ["x"] };
const TYPED = { base: 5, group: null, ops: [edit], texts: [["t", ""]], at: 0 };
const DRAWN = { ...TYPED, ops: [{ op: "delete", ids: ["a"] }], texts: [] };

/** Something that happens; `pick` chooses among the transactions that are there. */
interface Happening {
  readonly what:
    | "draw"
    | "type"
    | "send"
    | "ack"
    | "ack unseen"
    | "see"
    | "requeue"
    | "hold"
    | "gap"
    | "withdraw"
    | "amend"
    | "join"
    | "join another life"
    | "disconnect";
  readonly pick: number;
}

const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    what: fc.constantFrom<Happening["what"]>(
      ...["draw", "type", "send", "send", "ack", "join"] as const,
      ...["ack unseen", "see", "requeue", "hold", "gap"] as const,
      ...["withdraw", "amend", "join another life", "disconnect"] as const,
    ),
    pick: fc.nat(7),
  }),
  { maxLength: 40, size: "max" },
);

/** An outbox, what is kept of it, and the answers of a server. */
class Rig {
  readonly store = new MemoryOutboxStore();
  readonly outbox: Outbox;
  #lives = 1;
  #lastAnswered = 0;
  readonly #unseen = new Set<number>();

  constructor() {
    this.outbox = new Outbox(this.store.load(), (records) => {
      this.store.write(records);
    });
  }

  /** What is kept and unanswered. */
  get kept() {
    return this.store.load().txs.filter(({ key }) => !this.#unseen.has(key));
  }

  /** Keys of what is kept though it is answered. */
  get keptUnseen(): number[] {
    return this.store.load().txs.map(({ key }) => key)
      .filter((key) => this.#unseen.has(key));
  }

  get unseen(): number[] {
    return [...this.#unseen];
  }

  happen({ what, pick }: Happening): void {
    const { outbox } = this;
    const all = outbox.unanswered;
    const numbered = all.flatMap(({ cseq }) => cseq ?? []);
    const cseq = numbered[pick % Math.max(1, numbered.length)];
    const { key } = all[pick % Math.max(1, all.length)] ?? { key: 0 };
    switch (what) {
      case "draw":
        return void outbox.add(DRAWN as never);
      case "type":
        return void outbox.add(TYPED as never);
      case "send":
        return void outbox.take(0);
      case "ack":
      case "ack unseen":
        return this.#answer(numbered[0], what === "ack");
      case "see":
        return this.#see([...this.#unseen][0]);
      case "requeue":
        return void (cseq && outbox.requeue(cseq));
      case "hold":
        return outbox.hold(cseq ?? 999, 0);
      case "gap":
        return outbox.gap(cseq ?? 999);
      case "withdraw":
        return void outbox.withdraw(key);
      case "amend": {
        const last = all.at(-1);
        if (last?.cseq !== null) return;
        const ops = [{ op: "text", id: "t", edit: [`${pick}`] }] as Op[];
        return outbox.amend(last!.key, { ops, texts: [["t", ""]], base: pick });
      }
      case "join":
        return void outbox.joined(`e${this.#lives}`, this.#lastAnswered);
      case "join another life":
        this.#unseen.clear();
        return void outbox.joined(`e${++this.#lives}`, this.#lastAnswered);
      case "disconnect":
        return outbox.disconnected();
    }
  }

  #answer(cseq: number | undefined, isSeen: boolean): void {
    if (cseq === undefined) return;
    const tx = this.outbox.answered(cseq, isSeen)!;
    this.#lastAnswered = cseq;
    if (!isSeen && tx.texts.length > 0) this.#unseen.add(tx.key);
  }

  #see(key: number | undefined): void {
    if (key === undefined) return;
    this.#unseen.delete(key);
    this.outbox.seen(key);
  }
}

Deno.test("[T41] [E16] whatever happens to an outbox, what is kept is what is unanswered, in its order, with numbers that go up", () => {
  fc.assert(
    fc.property(happenings, (all) => {
      const rig = new Rig();
      for (const happening of all) {
        rig.happen(happening);
        const { unanswered } = rig.outbox;
        assertEquals(rig.kept, [...unanswered]);
        assertEquals(rig.keptUnseen, rig.unseen);
        const numbers = unanswered.map(({ cseq }) => cseq);
        const numbered = numbers.filter((cseq) => cseq !== null);
        // Those that have a number come first; nothing is left out or sent twice under another.
        assertEquals(numbers.slice(0, numbered.length), numbered);
        assert(numbered.every((cseq, i) => i === 0 || cseq > numbered[i - 1]!));
      }
    }),
    { numRuns: 300 },
  );
});
