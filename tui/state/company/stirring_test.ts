import { assertEquals } from "@std/assert";
import type { MemberPresence } from "../../../shared/schema/presence.ts";
import { Hands } from "../../testing/hands.ts";
import type { Model } from "../model.ts";
import { nextRest, withPresences, withRest } from "./stirring.ts";

const PRESENCE: MemberPresence = {
  memberId: "m_2",
  userId: "u_2",
  cursor: { x: 4, y: 8 },
  tool: "select",
  selection: [],
  preview: null,
  viewport: { x: 0, y: 0, width: 320, height: 192 },
};

/** What somebody does is told at a time. */
function see(
  model: Model,
  now: number,
  change: Partial<MemberPresence> = {},
): Model {
  const presences = new Map([["m_2", { ...PRESENCE, ...change }]]);
  return withPresences(model, presences, now);
}

const begin = () => see(new Hands().model, 0);

const liveliness = (model: Model) => model.stirrings.get("m_2")?.liveliness;

Deno.test("[T11] who does nothing for 10 s is idle, for 60 s away, and back with the first move", () => {
  let model = withRest(begin(), 9_999);
  assertEquals(liveliness(model), "active");
  assertEquals(liveliness(model = withRest(model, 10_000)), "idle");
  assertEquals(liveliness(model = withRest(model, 60_000)), "away");
  model = see(model, 61_000, { cursor: { x: 12, y: 8 } });
  assertEquals(liveliness(model), "active");
});

Deno.test("[T11] the same told again, or another view, is no sign of life", () => {
  const viewport = { x: 800, y: 0, width: 320, height: 192 };
  const model = see(see(begin(), 7_000), 8_000, { viewport });
  assertEquals(liveliness(withRest(model, 10_000)), "idle");
});

Deno.test("[T11, T34] who rests changes the picture twice, and then never", () => {
  let model = begin();
  const times: number[] = [];
  for (let at = nextRest(model); at !== null; at = nextRest(model)) {
    times.push(at);
    model = withRest(model, at);
  }
  assertEquals(times, [10_000, 60_000]);
  assertEquals(withRest(model, 600_000), model);
});

Deno.test("[T11] who leaves is forgotten", () => {
  assertEquals(withPresences(begin(), new Map(), 1).stirrings.size, 0);
});
