/**
 * What is shown is what is pending, decided over what is confirmed: whatever little of it is
 * done again when something changes.
 */

import { assertEquals } from "@std/assert";
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
    return `${id} ${shape.x} ${shape.color} ${shape.start?.id}`;
  });
}

/** A room, and one replica of it. */
class Desk {
  readonly replica = new Replica("u_ana");
  #server: Document = EMPTY_DOCUMENT;
  #events: RoomEvent[] = [];
  #lastKey = 0;
  /** Ids that the screen was not told of would stay as they were. */
  readonly screen = new Map<string, string>();

  constructor() {
    const page = { seq: 0, page: 0, last: true, shapes: [] };
    this.#show(this.replica.onSnapshotPage(page).changed);
  }

  submit(ops: readonly Op[]): void {
    const work = workOn(this.replica.document, ops);
    const tx = { ...work, key: ++this.#lastKey, group: null, at: 5 };
    this.#show(this.replica.submit(tx).changed);
  }

  /** Somebody else's transaction is committed, and on its way to us. */
  others(ops: readonly Op[]): void {
    this.#commit(ops, "u_ben");
  }

  /** Our first transaction that is not on disk is committed; the event is on its way to us. */
  commitOwn(): void {
    const tx = this.replica.pending[this.#events.filter(isOwn).length];
    if (tx === undefined) return;
    const event = this.#commit(tx.ops, "u_ana");
    const seq = event?.seq ?? this.#server.seq;
    // Without an event it leaves when we have come as far as the server.
    if (event === null) this.deliver();
    this.#show(this.replica.acked(tx.key, seq, event !== null).changed);
  }

  refuseFirst(): void {
    const tx = this.replica.pending[this.#events.filter(isOwn).length];
    if (tx !== undefined) this.#show(this.replica.dropped(tx.key).changed);
  }

  /** What is on its way arrives, in one message. */
  deliver(): void {
    this.#show(this.replica.onEvents(this.#events).changed);
    this.#events = [];
  }

  /**
   * The connection is lost, with what was on its way and the answers to our next `unheard`
   * transactions; on the next one the content comes in one of its forms, and then the answers.
   */
  reconnect(form: "snapshot" | "delta", unheard: number): void {
    const { pending } = this.replica;
    const next = this.#events.filter(isOwn).length;
    const answers = pending.slice(next, next + unheard).map(({ key, ops }) => {
      const event = this.#commit(ops, "u_ana");
      return { key, event, seq: event?.seq ?? this.#server.seq };
    });
    this.#events = [];
    this.replica.disconnected();
    this.replica.expect(
      new Map(
        answers.flatMap(({ key, event, seq }) => event ? [[key, seq]] : []),
      ),
    );
    const all = { page: 0, last: true };
    const { seq, shapes } = this.#server;
    this.#show(
      form === "delta"
        ? this.replica.onDelta(deltaSchema.parse({
          type: "delta",
          roomId: "lobby",
          ...deltaBetween(this.#server, this.replica.confirmed.seq),
          ...all,
          lastCseq: 0,
        })).changed
        : this.replica.onSnapshotPage({
          ...all,
          seq,
          shapes: [...shapes.values()].map(({ shape }) => shape),
        }).changed,
    );
    this.replica.expect(new Map());
    for (const { key, event, seq } of answers) {
      this.#show(this.replica.acked(key, seq, event !== null).changed);
    }
  }

  /** How a shape looks now. */
  look(id: string): string {
    const { document } = this.replica;
    const shape = resolved(document, document.shapes.get(id)!.shape);
    const points = "points" in shape ? shape.points : null;
    return `${shape.x} ${shape.color} ${shape.z} ${JSON.stringify(points)}`;
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
    this.#events.push(decision.event);
    return decision.event;
  }

  #show(changed: ReadonlySet<string>): void {
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
      fc.nat(2),
    ),
  },
);

Deno.test("[P6] after each step the document is what is pending, decided over what is confirmed; what changed is told", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60, size: "max" }), (steps) => {
      const desk = new Desk();
      for (const [what, op, unheard] of steps) {
        if (what === "submit" || what === "others") desk[what]([op]);
        else if (what === "reconnect") desk[what](op, unheard);
        else desk[what]();
        assertEquals(pictureOf(desk.replica.document), desk.expected);
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
      assertEquals(desk.replica.document, desk.replica.confirmed);
    }),
    { numRuns: 1000 },
  );
});
