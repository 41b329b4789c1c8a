/**
 * Tells of a schedule that fails.
 *
 * @module
 */

import { runPlan } from "./run.ts";
import { shrink } from "./shrink.ts";
import type { Plan } from "./plan.ts";
import type { Violation } from "./violation.ts";

/** Longest line of a trace. */
const MOST_COLUMNS = 320;

/** A failing seed as text: what broke, the shortest schedule that breaks it, and its trace. */
export async function reportOf(
  failing: { plan: Plan; violation: Violation },
): Promise<string> {
  const { seed } = failing.plan;
  const small = await shrink(failing);
  const trace: string[] = [];
  await runPlan(small.plan, trace);
  const { clients, servers, hasGuest, steps } = small.plan;
  return [
    `seed ${seed} fails: ${failing.violation.message}`,
    "",
    `${steps.length} of its ${failing.plan.steps.length} steps are enough (${small.tried} schedules tried), with ${clients.length} clients, ${servers} servers${
      hasGuest ? " and a guest" : ""
    }:`,
    ...steps.map((step) => `  ${JSON.stringify(step)}`),
    "",
    "What happens then:",
    ...trace.map((line) => `  ${line.slice(0, MOST_COLUMNS)}`),
    "",
    `Again: deno task simulate --seed ${seed}`,
  ].join("\n");
}
