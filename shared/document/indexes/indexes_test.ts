import fc from "fast-check";
import { apply } from "../apply.ts";
import { applyDelta, deltaBetween } from "../delta.ts";
import { EMPTY_DOCUMENT } from "../document.ts";
import { arbitrarySteps, TestRoom } from "../testing/arbitraries.ts";
import { crowdedRoom } from "../testing/crowded.ts";
import { assertIndexed } from "../testing/indexed.ts";

Deno.test("[E8] order, bound lines and changes are in step with the shapes, in every document that is decided or applied", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    const room = TestRoom.of(steps);
    let document = EMPTY_DOCUMENT;
    for (const event of room.events) {
      document = apply(document, event).document;
      assertIndexed(document);
      assertIndexed(room.states[event.seq]!);
    }
  }));
});

const CROWDED = crowdedRoom();

Deno.test("[P4] the indexes are in step after a delta, too, where keys were rewritten as well", () => {
  fc.assert(fc.property(arbitrarySteps, fc.nat(), fc.nat(), (steps, n, m) => {
    const { states } = TestRoom.of(steps, CROWDED);
    const late = states.slice(-1 - steps.length);
    const [from, to] = [n, m].map((n) => late[n % late.length]!)
      .sort((a, b) => a.seq - b.seq);
    const delta = deltaBetween(to!, from!.seq);
    assertIndexed(applyDelta(from!, delta).document);
  }));
});
