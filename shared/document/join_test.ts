import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../schema/op.ts";
import { arbitrarySteps, TestRoom } from "./testing/arbitraries.ts";
import { stampedJson } from "./canonical.ts";
import {
  documentOf,
  join,
  type Knowledge,
  knowledgeOf,
  type Known,
} from "./testing/join.ts";

/** What somebody may know: of some ids and registers, what happened between two moments. */
interface Glimpse {
  readonly from: number;
  readonly to: number;
  readonly forgets: number;
}

const glimpse: fc.Arbitrary<Glimpse> = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  forgets: fc.nat(0xffff),
});

function see(room: TestRoom, { from, to, forgets }: Glimpse): Knowledge {
  const [a, b] = [from, to].map((n) => n % room.states.length)
    .sort((x, y) => x - y) as [number, number];
  let dice = forgets;
  const kept = <K, V>(entries: ReadonlyMap<K, V>) =>
    new Map([...entries].filter(() => (dice = (dice * 5 + 3) % 65_536) % 4));
  const knowledge = kept(knowledgeOf(room.states[b]!, a));
  for (const [id, known] of knowledge) {
    if (known.kind === "dead") continue;
    knowledge.set(id, { ...known, registers: kept(known.registers) });
  }
  return knowledge;
}

/** In an order of its own, so that what is equal looks equal. */
function sorted(knowledge: Knowledge): unknown {
  return [...knowledge].map(([id, known]) => [id, normal(known)] as const)
    .sort(([a], [b]) => a < b ? -1 : 1);
}

function normal(known: Known): unknown {
  if (known.kind === "dead") return known;
  // Of the shape, only what is in no register counts.
  const { type, version, seq, updatedBy, updatedAt } = known.shape;
  return {
    ...known,
    shape: { type, version, seq, updatedBy, updatedAt },
    registers: [...known.registers].sort(([a], [b]) => a < b ? -1 : 1),
  };
}

Deno.test("[E8] join is commutative", () => {
  fc.assert(fc.property(arbitrarySteps, glimpse, glimpse, (steps, p, q) => {
    const room = TestRoom.of(steps);
    const [a, b] = [see(room, p), see(room, q)];
    assertEquals(sorted(join(a, b)), sorted(join(b, a)));
  }));
});

Deno.test("[E8] join is associative", () => {
  const three = fc.tuple(glimpse, glimpse, glimpse);
  fc.assert(fc.property(arbitrarySteps, three, (steps, glimpses) => {
    const room = TestRoom.of(steps);
    const [a, b, c] = glimpses.map((g) => see(room, g)) as [
      Knowledge,
      Knowledge,
      Knowledge,
    ];
    assertEquals(sorted(join(join(a, b), c)), sorted(join(a, join(b, c))));
  }));
});

Deno.test("[E8] join is idempotent", () => {
  fc.assert(fc.property(arbitrarySteps, glimpse, (steps, g) => {
    const a = see(TestRoom.of(steps), g);
    assertEquals(sorted(join(a, a)), sorted(a));
  }));
});

Deno.test("[E8] all deltas of a room, joined in any order and any number of times, are the room", () => {
  fc.assert(
    fc.property(arbitrarySteps, fc.infiniteStream(fc.nat()), (steps, dice) => {
      const room = TestRoom.of(steps);
      const random = () => dice.next().value as number;
      const head = room.document.seq;
      const deltas = [knowledgeOf(room.document, head)];
      for (let from = 0; from < head;) {
        const to = from + 1 + random() % (head - from);
        deltas.push(knowledgeOf(room.states[to]!, from));
        if (random() % 2) deltas.push(knowledgeOf(room.states[to]!, from));
        from = to;
      }
      deltas.sort(() => random() % 2 ? 1 : -1);
      const all = deltas.reduce(join);
      assertEquals(
        stampedJson(documentOf(all, head)),
        stampedJson(room.document),
      );
    }),
  );
});

Deno.test("[E8] half of what there is to know makes no document", () => {
  const room = new TestRoom();
  const op: Op = { op: "create", shape: { id: "a", type: "circle" } };
  room.send("u_ana", [op]);
  room.send("u_ana", [{ op: "move", ids: ["a"], dx: 1, dy: 1 }]);
  const late = knowledgeOf(room.document, 1);
  assertThrows(() => documentOf(late, 2), RangeError, "is not known");
});
