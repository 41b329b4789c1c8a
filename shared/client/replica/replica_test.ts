/**
 * What is shown is what is pending, decided over what is confirmed: whatever little of it is
 * done again when something changes.
 */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { resolved } from "../../document/bindings.ts";
import { decide } from "../../document/decide.ts";
import { deltaBetween } from "../../document/delta.ts";
import { type Document, EMPTY_DOCUMENT } from "../../document/document.ts";
import type { RoomEvent } from "../../schema/event.ts";
import { DEFAULT_LIMITS } from "../../schema/limits.ts";
import type { Op } from "../../schema/op.ts";
import { deltaSchema } from "../../schema/server_message.ts";
import type { Shape } from "../../schema/shape.ts";
import { workOn } from "./own_edits.ts";
import type { ReplicaChange } from "./pending_tx.ts";
import { Replica } from "./replica.ts";

/** Decides as a server does, or as a client that has nothing but time. */
function decided(document: Document, ops: readonly Op[], userId: string) {
  return decide(document, { ops }, {
    userId,
    at: 5,
    limits: DEFAULT_LIMITS,
    removed: new Map(),
  });
}

/** What is to be seen, from back to front. */
function pictureOf({ order, shapes }: Document): string[] {
  return [...order].map(({ id }) => {
    const shape = shapes.get(id)!.shape as Shape & {
      start?: { id: string } | null;
    };
    const text = "text" in shape ? shape.text : "";
    return `${id} ${shape.x} ${shape.color} ${shape.start?.id} ${text}`;
  });
}

/** A room, and one replica of it. */
class Desk {
  readonly replica = new Replica("u_ana");
  #server: Document = EMPTY_DOCUMENT;
  /** The server's document after each event. */
  readonly #past: Document[] = [EMPTY_DOCUMENT];
  #events: RoomEvent[] = [];
  /** Transactions so far are named by the numbers up to it. */
  lastKey = 0;
  /** What was decided and not heard of yet. */
  #late: { key: number; seq: number; hasPlace: boolean; placed: boolean }[] =
    [];
  /** Keys of what was told to be part of the room, or to have done nothing. */
  readonly settled: number[] = [];
  /** Keys of what was refused. */
  readonly refused = new Set<number>();
  /** Ids that the screen was not told of would stay as they were. */
  readonly screen = new Map<string, string>();

  constructor() {
    const page = { seq: 0, page: 0, last: true, shapes: [] };
    this.#took(this.replica.onSnapshotPage(page));
  }

  submit(ops: readonly Op[]): void {
    const work = workOn(this.replica.document, ops);
    const tx = { ...work, key: ++this.lastKey, group: null, at: 5 };
    this.#took(this.replica.submit(tx));
  }

  /** Somebody else's transaction is committed, and on its way to us. */
  others(ops: readonly Op[]): void {
    this.#commit(ops, "u_ben");
  }

  /** Our first transaction that is not on disk is committed; the event is on its way to us. */
  commitOwn(): void {
    this.#hear();
    const tx = this.replica.pending[this.#events.filter(isOwn).length];
    if (tx === undefined) return;
    const event = this.#commit(tx.ops, "u_ana");
    const seq = event?.seq ?? this.#server.seq;
    // Without an event it leaves when we have come as far as the server.
    if (event === null) this.deliver();
    this.#took(this.replica.acked(tx.key, seq, event !== null));
  }

  refuseFirst(): void {
    this.#hear();
    const tx = this.replica.pending[this.#events.filter(isOwn).length];
    if (tx === undefined) return;
    this.refused.add(tx.key);
    this.#took(this.replica.dropped(tx.key));
  }

  /** What is on its way arrives, in one message. */
  deliver(): void {
    this.#hear();
    const change = this.replica.onEvents(this.#events);
    assertEquals(change.events, this.#events);
    this.#took(change);
    this.#events = [];
  }

  /**
   * The connection is lost, with what was on its way and the answers to our next `unheard`
   * transactions; on the next one the content comes in one of its forms, and some time the answers.
   *
   * @param placed is it told which of them the content holds?
   */
  reconnect(
    form: "snapshot" | "delta",
    { unheard, placed }: { unheard: number; placed: boolean },
  ): void {
    const known = new Set(this.#late.map(({ key }) => key));
    const pending = this.replica.pending.filter(({ key }) => !known.has(key));
    const next = this.#events.filter(isOwn).length;
    for (const { key, ops } of pending.slice(next, next + unheard)) {
      const event = this.#commit(ops, "u_ana");
      const seq = event?.seq ?? this.#server.seq;
      this.#late.push({ key, seq, hasPlace: event !== null, placed });
    }
    this.#events = [];
    this.replica.disconnected();
    this.#expectPlaced();
    if (form === "snapshot") this.#takeAll();
    else {
      const delta = deltaBetween(this.#server, this.replica.confirmed.seq);
      const page = { page: 0, last: true, lastCseq: 0, ...delta };
      const parsed = deltaSchema.parse({
        type: "delta",
        roomId: "lobby",
        ...page,
      });
      this.#took(this.replica.onDelta(parsed));
    }
  }

  /** What was unheard is answered at last. */
  #hear(): void {
    this.replica.expect(new Map());
    for (const { key, seq, hasPlace } of this.#late) {
      this.#took(this.replica.acked(key, seq, hasPlace));
    }
    const left = new Set(this.replica.pending.map(({ key }) => key));
    assert(!this.#late.some(({ key }) => left.has(key)));
    this.#late = [];
  }

  #expectPlaced(): void {
    const placed = this.#late.filter((one) => one.placed && one.hasPlace);
    this.replica.expect(new Map(placed.map(({ key, seq }) => [key, seq])));
  }

  /** The room goes back by some events, and begins another life: all that we have comes anew. */
  restoreBackup(by: number): void {
    this.#past.splice(Math.max(1, this.#past.length - by));
    this.#server = this.#past.at(-1)!;
    this.#events = [];
    // The rest of them will be sent again.
    this.#late = this.#late.filter(({ seq, hasPlace }) =>
      hasPlace && seq <= this.#server.seq
    );
    this.replica.disconnected();
    this.replica.forget();
    this.#expectPlaced();
    this.#takeAll();
  }

  #takeAll(): void {
    const { seq, shapes } = this.#server;
    const all = [...shapes.values()].map(({ shape }) => shape);
    const page = { seq, page: 0, last: true, shapes: all };
    this.#took(this.replica.onSnapshotPage(page));
  }

  /** How a shape looks now. */
  look(id: string): string {
    const { document } = this.replica;
    const shape = resolved(document, document.shapes.get(id)!.shape);
    const points = "points" in shape ? shape.points : null;
    const text = "text" in shape ? shape.text : null;
    return JSON.stringify([shape.x, shape.color, shape.z, text, points]);
  }

  /** What is to be seen, if everything were decided again. */
  get expected(): string[] {
    const { confirmed, pending } = this.replica;
    let document = confirmed;
    for (const { ops } of pending) {
      const decision = decided(document, ops, "u_ana");
      if (decision.kind === "commit") document = decision.document;
    }
    return pictureOf(document);
  }

  #commit(ops: readonly Op[], userId: string): RoomEvent | null {
    const decision = decided(this.#server, ops, userId);
    if (decision.kind !== "commit") return null;
    this.#server = decision.document;
    this.#past.push(decision.document);
    this.#events.push(decision.event);
    return decision.event;
  }

  #took({ changed, settled }: ReplicaChange): void {
    for (const { key } of settled) this.settled.push(key);
    const { shapes } = this.replica.document;
    for (const id of changed) {
      if (shapes.has(id)) this.screen.set(id, this.look(id));
      else this.screen.delete(id);
    }
  }
}

const isOwn = ({ userId }: RoomEvent) => userId === "u_ana";

const anyId = fc.constantFrom("a", "b", "c", "d");
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  anyId.map((id): Op => ({ op: "create", shape: { id, type: "circle" } })),
  fc.tuple(anyId, anyId).map(([id, to]): Op => ({
    op: "create",
    shape: {
      id: `line-${id}`,
      type: "line",
      points: [[0, 0], [8, 0]],
      start: { id: to, side: "left", ratio: 0.5 },
    },
  })),
  fc.tuple(anyId, fc.constantFrom("red" as const, "blue" as const)).map((
    [id, color],
  ): Op => ({ op: "set", id, props: { color } })),
  fc.tuple(anyId, anyId).map(([a, b]): Op => ({
    op: "move",
    ids: [a, b],
    dx: 8,
    dy: 0,
  })),
  fc.tuple(anyId, fc.constantFrom("red" as const, "blue" as const)).map((
    [id, color],
  ): Op => ({ op: "put", shape: { id, type: "circle", color, text: id } })),
  fc.tuple(anyId, fc.constantFrom("", "a")).map(([id, text]): Op => ({
    op: "set",
    id,
    props: { text },
  })),
  anyId.map((id): Op => ({ op: "delete", ids: [id] })),
  fc.tuple(anyId, anyId, fc.boolean()).map(([id, other, isFront]): Op => ({
    op: "order",
    ids: [id],
    to: isFront ? "front" : { above: other },
  })),
);
const anyStep = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant("submit" as const), anyOp) },
  { weight: 3, arbitrary: fc.tuple(fc.constant("others" as const), anyOp) },
  { weight: 3, arbitrary: fc.constant(["commitOwn"] as const) },
  { weight: 3, arbitrary: fc.constant(["deliver"] as const) },
  { weight: 1, arbitrary: fc.constant(["refuseFirst"] as const) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant("reconnect" as const),
      fc.constantFrom("snapshot" as const, "delta" as const),
      fc.record({ unheard: fc.nat(2), placed: fc.boolean() }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constant("restoreBackup" as const), fc.nat(5)),
  },
);

Deno.test("[P6] after each step the document is what is pending, decided over what is confirmed; what changed is told", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60, size: "max" }), (steps) => {
      const desk = new Desk();
      for (const [what, op, lost] of steps) {
        if (what === "submit" || what === "others") desk[what]([op]);
        else if (what === "reconnect") desk[what](op, lost);
        else if (what === "restoreBackup") desk[what](op);
        else desk[what]();
        assertEquals(pictureOf(desk.replica.document), desk.expected);
        // What is decided on top gets later stamps than what is confirmed.
        assert(desk.replica.document.seq >= desk.replica.confirmed.seq);
        const { shapes } = desk.replica.document;
        assertEquals(
          new Map([...desk.screen].sort()),
          new Map(
            [...shapes.keys()].map((id): [string, string] => [
              id,
              desk.look(id),
            ]).sort(),
          ),
        );
      }
      for (let i = 0; i <= steps.length; i++) desk.commitOwn();
      desk.deliver();
      assertEquals(desk.replica.pending, []);
      const keys = Array.from({ length: desk.lastKey }, (_, i) => i + 1);
      assertEquals(
        desk.settled.toSorted((a, b) => a - b),
        keys.filter((key) => !desk.refused.has(key)),
      );
      assertEquals(desk.replica.document, desk.replica.confirmed);
    }),
    { numRuns: 1000 },
  );
});
