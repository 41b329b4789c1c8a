/** Laws of a room, under every fault that a store may have, in random orders. */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { decide } from "../../shared/document/decide.ts";
import type { Document } from "../../shared/document/document.ts";
import { DEFAULT_LIMITS } from "../../shared/schema/limits.ts";
import type { AppendFault } from "../store/memory/memory_store.ts";
import { loadDocument } from "./snapshots/load_document.ts";
import { circle, ROOM, RoomRig } from "./testing/room_rig.ts";

type Command =
  | { readonly do: "send"; readonly who: string }
  /** Sends a number again, or one that is not its turn. */
  | { readonly do: "resend"; readonly who: string; readonly cseq: number }
  | { readonly do: "step" }
  | { readonly do: "fail"; readonly fault: AppendFault }
  /** Another server on the same file writes. */
  | { readonly do: "elsewhere" }
  | { readonly do: "come_back"; readonly who: string }
  | { readonly do: "wait" };

const WHO = ["ana", "ben"];
const who = fc.constantFrom(...WHO);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("send" as const), who }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("resend" as const),
      who,
      cseq: fc.integer({ min: 1, max: 12 }),
    }),
  },
  { weight: 6, arbitrary: fc.constant({ do: "step" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("fail" as const),
      fault: fc.constantFrom<AppendFault>(
        "unavailable",
        "unknown_written",
        "unknown_lost",
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "elsewhere" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("come_back" as const), who }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "wait" as const }) },
);

/** Two clients that number what they send, as the outbox of a real one does. */
class World {
  readonly rig: RoomRig;
  readonly next = new Map(WHO.map((name) => [name, 1]));
  #elsewhere = 0;

  constructor(rig: RoomRig) {
    this.rig = rig;
  }

  async run(command: Command): Promise<void> {
    switch (command.do) {
      case "send": {
        const cseq = this.next.get(command.who)!;
        this.next.set(command.who, cseq + 1);
        return this.tx(command.who, cseq);
      }
      case "resend":
        // Only what was sent before: a client does not use a number for two things.
        if (command.cseq < this.next.get(command.who)!) {
          this.tx(command.who, command.cseq);
        }
        return;
      case "step":
        await this.rig.step();
        return;
      case "fail":
        return this.rig.store.failNext(command.fault);
      case "elsewhere":
        return await this.elsewhere();
      case "come_back":
        this.rig.send({ type: "leave", memberId: `m_${command.who}` });
        return await this.rig.join(command.who);
      case "wait":
        this.rig.now += 1_000;
    }
  }

  /** Every third is refused, every other one writes over the same shape. */
  tx(name: string, cseq: number): void {
    const isRefused = cseq % 3 === 0;
    this.rig.tx(name, cseq, [
      circle(`${name}_${cseq}`),
      { op: "put", shape: { id: "shared", type: "circle", x: cseq } },
    ], isRefused ? { base: 1e9 } : {});
  }

  async elsewhere(): Promise<void> {
    const { store } = this.rig;
    const document = await loadDocument(store, ROOM);
    const id = `elsewhere_${this.#elsewhere++}`;
    const decision = decide(document, { ops: [circle(id)] }, {
      userId: "u_elsewhere",
      at: 5,
      limits: DEFAULT_LIMITS,
      removed: new Map(),
    });
    if (decision.kind !== "commit") return;
    const { event, removed } = decision;
    await store.append([{
      roomId: ROOM,
      expectedHead: document.seq,
      events: [{ event, origin: null, removed }],
      answers: [],
    }]);
  }

  /** Waits and sends again until everything is answered, as a client does. */
  async finish(): Promise<void> {
    for (let round = 0; round < 50; round++) {
      await this.rig.settle();
      this.rig.now += 1_000;
      let isDone = true;
      for (const name of WHO) {
        for (let cseq = 1; cseq < this.next.get(name)!; cseq++) {
          if (this.answered(name, cseq)) continue;
          isDone = false;
          this.tx(name, cseq);
        }
      }
      if (isDone) return;
    }
    throw new Error("it never comes to an end");
  }

  answered(name: string, cseq: number): boolean {
    return this.rig.answers(name, cseq).some((outcome) =>
      outcome.type === "ack" ||
      outcome.type === "nack" && outcome.body.code === "invalid"
    );
  }
}

const canonical = (document: Document) =>
  JSON.stringify(
    [...document.shapes.values()].map(({ shape }) => shape)
      .sort((a, b) => a.id < b.id ? -1 : 1),
  );

Deno.test("[E16] [E17] [E21] whatever the store does and however often it is resent: once in the log, in order, told after it is there", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 5, maxLength: 60 }),
      async (commands) => {
        const rig = await RoomRig.make();
        for (const name of WHO) await rig.join(name);
        const world = new World(rig);
        let told = 0;
        for (const command of commands) {
          await world.run(command);
          // Whatever was told by now is in the log by now.
          const events = await rig.store.readAfter(ROOM, 0, 1e6);
          for (const { outcome } of rig.told.slice(told)) {
            if (outcome.type === "ack") {
              assert(outcome.body.seq <= events.length);
            }
          }
          told = rig.told.length;
          assert(rig.entries.length <= events.length);
        }
        await world.finish();

        // What others hear is the log, whole and in order.
        await world.elsewhere();
        world.next.set("ana", world.next.get("ana")! + 1);
        world.tx("ana", world.next.get("ana")! - 1);
        await world.finish();
        const events = await rig.store.readAfter(ROOM, 0, 1e6);
        assertEquals(rig.entries.map(({ event }) => event), events);
        assertEquals(events.map(({ seq }) => seq), events.map((_, i) => i + 1));
        const replayed = await loadDocument(rig.store, ROOM);
        assertEquals(canonical(rig.room.document), canonical(replayed));

        for (const name of WHO) {
          const created = events.flatMap(({ ops }) => ops).flatMap((op) =>
            op.op === "create" ? [op.shape.id] : []
          ).filter((id) => id.startsWith(name));
          const wanted = Array.from(
            { length: world.next.get(name)! - 1 },
            (_, i) => i + 1,
          ).filter((cseq) => cseq % 3 !== 0);
          assertEquals(created, wanted.map((cseq) => `${name}_${cseq}`));
          // The same number, the same answer.
          for (let cseq = 1; cseq < world.next.get(name)!; cseq++) {
            const acks = rig.answers(name, cseq).filter(({ type }) =>
              type === "ack"
            );
            const bodies = acks.map((ack) =>
              JSON.stringify("body" in ack ? ack.body : null)
            );
            assert(new Set(bodies).size <= 1);
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});
