/**
 * The same schedule twice, once with letters that all differ and once with letters that all look
 * alike: whoever goes by what letters look like, where they should know which is which, ends up
 * with other letters (E12).
 *
 * @module
 */

import { patch } from "./faults/fault.ts";
import type { Plan } from "./plan.ts";
import { play } from "./run.ts";
import { Alphabet } from "./workload.ts";
import { World } from "./world/world.ts";

/** What the texts became in the end, as they look where all letters look alike. */
export interface Twins {
  readonly different: Readonly<Record<string, string>>;
  readonly alike: Readonly<Record<string, string>>;
}

/** Steps by which letters that are gone come back as others, or the past of a text is another. */
const FORGETFUL: ReadonlySet<string> = new Set([
  "undo",
  "redo",
  "undo together",
  "redo together",
  "restore backup",
]);

/**
 * Runs the twins of a schedule, in which everybody stays who they are from the first step on.
 *
 * @returns `null` if they can't be compared: a shape came back to life, so that its text began
 * anew, or one took what somebody else wrote for what they had written themselves, under the same
 * id, since it looked the same.
 */
export async function runTwins(plan: Plan): Promise<Twins | null> {
  const { retain: _, ...rest } = plan;
  const steps = plan.steps.filter((step) => !FORGETFUL.has(step.do));
  const twin = { ...rest, isWarm: true, hasGuest: false, steps };
  const different = await textsOf(twin, true);
  if (different === null) return null;
  const takeOut = patch(
    Alphabet.prototype,
    "take",
    (take: Alphabet["take"]) =>
      function (this: Alphabet, count: number) {
        return lookAlike(take.call(this, count));
      },
  );
  try {
    const alike = await textsOf(twin, false);
    return alike && { different, alike };
  } finally {
    takeOut();
  }
}

/**
 * By id; `null` if they can't be compared.
 *
 * @param isChecking are letters compared on the way? Of those that look alike none can be told.
 */
async function textsOf(
  plan: Plan,
  isChecking: boolean,
): Promise<Record<string, string> | null> {
  const world = new World(plan, null);
  for (const life of world.lives) life.isChecking = isChecking;
  try {
    await play(world, plan);
    const { life } = world;
    const isRestored = life.events.some(({ ops }) =>
      ops.some(({ op }) => op === "restore")
    );
    const isUnwritten = [...life.answers.values()].some(({ body }) =>
      body.type === "nack" || body.results.includes("exists")
    );
    if (isRestored || isUnwritten) return null;
    return Object.fromEntries(
      [...life.state().shapes].flatMap(([id, { shape }]) =>
        "text" in shape ? [[`${id}:`, lookAlike(shape.text)]] : []
      ),
    );
  } finally {
    world.end();
  }
}

/** The same number of bytes, and of UTF-16 code units. */
function lookAlike(text: string): string {
  return text.replaceAll(/[\u4e00-\u9fff]/g, "一")
    .replaceAll(/[\u{20000}-\u{2ffff}]/gu, "𠀀");
}
