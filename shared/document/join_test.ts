import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../schema/op.ts";
import { arbitrarySteps, type Step, TestRoom } from "./testing/arbitraries.ts";
import { apply } from "./apply.ts";
import { canonicalJson, stampedJson } from "./canonical.ts";
import { applyDelta, deltaBetween } from "./delta.ts";
import { crowdedRoom } from "./testing/crowded.ts";
import {
  documentOf,
  join,
  type Knowledge,
  knowledgeOf,
  type Known,
} from "./testing/join.ts";

/** What happened in a room; in one that is crowded, keys of others get rewritten (E15). */
interface Past {
  readonly steps: readonly Step[];
  readonly isCrowded: boolean;
}

const past: fc.Arbitrary<Past> = fc.record({
  steps: arbitrarySteps,
  isCrowded: fc.boolean(),
});

const EMPTY = new TestRoom(), CROWDED = crowdedRoom();

function roomOf(
  { steps, isCrowded }: Past,
): TestRoom {
  return TestRoom.of(steps, isCrowded ? CROWDED : EMPTY);
}

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
  fc.assert(fc.property(past, glimpse, glimpse, (past, p, q) => {
    const room = roomOf(past);
    const [a, b] = [see(room, p), see(room, q)];
    assertEquals(sorted(join(a, b)), sorted(join(b, a)));
  }));
});

Deno.test("[E8] join is associative", () => {
  const three = fc.tuple(glimpse, glimpse, glimpse);
  fc.assert(fc.property(past, three, (past, glimpses) => {
    const room = roomOf(past);
    const [a, b, c] = glimpses.map((g) => see(room, g)) as [
      Knowledge,
      Knowledge,
      Knowledge,
    ];
    assertEquals(sorted(join(join(a, b), c)), sorted(join(a, join(b, c))));
  }));
});

Deno.test("[E8] join is idempotent", () => {
  fc.assert(fc.property(past, glimpse, (past, g) => {
    const a = see(roomOf(past), g);
    assertEquals(sorted(join(a, a)), sorted(a));
  }));
});

Deno.test("[E8] time only adds: what is known later holds, joined with anything of before", () => {
  fc.assert(fc.property(past, glimpse, fc.nat(), (past, { from, ...g }, n) => {
    const room = roomOf(past);
    const at = n % room.states.length;
    const later = knowledgeOf(room.states[at]!);
    const before = see(room, {
      ...g,
      from: from % (at + 1),
      to: g.to % (at + 1),
    });
    assertEquals(sorted(join(before, later)), sorted(later));
  }));
});

Deno.test("[E8] an event, applied, is what it wrote, joined", () => {
  fc.assert(fc.property(past, (past) => {
    const room = roomOf(past);
    for (const event of room.events.slice(-40)) {
      const before = room.states[event.seq - 1]!;
      const { document } = apply(before, event);
      const wrote = knowledgeOf(document, event.seq - 1);
      const joined = join(knowledgeOf(before), wrote);
      assertEquals(
        stampedJson(documentOf(joined, event.seq)),
        stampedJson(document),
      );
    }
  }));
});

Deno.test("[E8] [P4] a delta, applied, is what is known of that time, joined; also an old one", () => {
  const numbers = fc.tuple(fc.nat(), fc.nat(), fc.nat());
  fc.assert(fc.property(past, numbers, (past, picks) => {
    const room = roomOf(past);
    // How the room became crowded is of no interest.
    const first = past.isCrowded ? CROWDED.document.seq : 0;
    const [n, m, k] = picks.map((n) =>
      first + n % (room.states.length - first)
    );
    const from = Math.min(n!, m!), to = Math.max(n!, m!);
    const at = Math.max(k!, from);
    const after = room.states[to]!, state = room.states[at]!;
    const { document } = applyDelta(state, deltaBetween(after, from));
    const joined = join(knowledgeOf(state), knowledgeOf(after, from));
    const seq = Math.max(at, to);
    assertEquals(
      canonicalJson(document),
      canonicalJson(documentOf(joined, seq)),
    );
  }));
});

Deno.test("[E8] all deltas of a room, joined in any order and any number of times, are the room", () => {
  fc.assert(
    fc.property(past, fc.infiniteStream(fc.nat()), (past, dice) => {
      const room = roomOf(past);
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
