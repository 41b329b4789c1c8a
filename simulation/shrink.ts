/**
 * Makes a failing schedule as small as it gets: what is left of it is what matters.
 *
 * @module
 */

import type { Plan, Step } from "./plan.ts";
import { type Outcome, runPlan } from "./run.ts";
import type { Violation } from "./violation.ts";

/** A schedule that fails, and how. */
export interface Failing {
  readonly plan: Plan;
  readonly violation: Violation;
  /** Schedules that were tried on the way. */
  readonly tried: number;
}

/**
 * Leaves out steps, happenings, clients and servers for as long as the same invariant breaks.
 *
 * @param mostTries schedules that may be tried.
 */
export async function shrink(
  { plan, violation }: { plan: Plan; violation: Violation },
  mostTries = 600,
): Promise<Failing> {
  let best: Failing = { plan, violation, tried: 0 };
  let tried = 0;
  const attempt = async (candidate: Plan): Promise<boolean> => {
    if (tried >= mostTries) return false;
    tried++;
    const outcome: Outcome = await runPlan(candidate);
    if (outcome.violation?.invariant !== violation.invariant) return false;
    best = { plan: candidate, violation: outcome.violation, tried };
    return true;
  };
  let size: number;
  do {
    size = sizeOf(best.plan);
    await withoutSteps(() => best.plan, attempt);
    for (const simpler of simplifications(best.plan)) await attempt(simpler);
    await withFewerTicks(() => best.plan, attempt);
  } while (sizeOf(best.plan) < size && tried < mostTries);
  return { ...best, tried };
}

type Attempt = (candidate: Plan) => Promise<boolean>;

/** Leaves out half of the steps, then quarters, and so on down to single ones. */
async function withoutSteps(best: () => Plan, attempt: Attempt): Promise<void> {
  for (
    let chunk = Math.ceil(best().steps.length / 2);
    chunk > 0;
    chunk = chunk === 1 ? 0 : Math.ceil(chunk / 2)
  ) {
    let at = 0;
    while (at < best().steps.length) {
      const { steps } = best();
      const fewer = [...steps.slice(0, at), ...steps.slice(at + chunk)];
      if (!await attempt({ ...best(), steps: fewer })) at += chunk;
    }
  }
}

async function withFewerTicks(
  best: () => Plan,
  attempt: Attempt,
): Promise<void> {
  for (let at = 0; at < best().steps.length; at++) {
    for (const share of [0, 0.5]) {
      const step = best().steps[at]!;
      const ticks = Math.floor(step.ticks * share);
      if (ticks === step.ticks) continue;
      const steps = best().steps.with(at, { ...step, ticks } as Step);
      if (await attempt({ ...best(), steps })) break;
    }
  }
}

/** Everything else that can be taken out of a world. */
function* simplifications(plan: Plan): Generator<Plan> {
  if (plan.hasGuest) yield { ...plan, hasGuest: false };
  if (!plan.isWarm) yield { ...plan, isWarm: true };
  if (plan.clients.length > 1) {
    const last = plan.clients.length - 1;
    const steps = plan.steps.filter((step) =>
      !("client" in step) || step.client !== last
    );
    yield { ...plan, clients: plan.clients.slice(0, -1), steps };
  }
  if (plan.servers > 1) yield { ...plan, servers: 1 };
}

function sizeOf({ steps, clients, servers, hasGuest }: Plan): number {
  const ticks = steps.reduce((sum, step) => sum + step.ticks, 0);
  return 1_000 * (steps.length + clients.length + servers + Number(hasGuest)) +
    ticks;
}
