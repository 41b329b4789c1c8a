/**
 * Runs a schedule: its steps, then rest, then all that must hold.
 *
 * @module
 */

import { act, submit } from "./act.ts";
import { unacquainted } from "./checks/people.ts";
import { checkRest } from "./checks/rest.ts";
import { type Plan, planOf, type PlanOptions } from "./plan.ts";
import { Random } from "./random.ts";
import { must, Violation } from "./violation.ts";
import { ROOM } from "./world/sim_server.ts";
import { World } from "./world/world.ts";

/** Milliseconds, in the world, in which everybody has to have everything. */
const REST_MS = 180_000;

/** What came of a schedule. */
export interface Outcome {
  readonly plan: Plan;
  /** `null`: all held. */
  readonly violation: Violation | null;
  /** Events in the log at the end. */
  readonly events: number;
}

/** Runs the schedule of a seed. */
export function runSeed(
  seed: number,
  options: PlanOptions = {},
  trace: string[] | null = null,
): Promise<Outcome> {
  return runPlan(planOf(seed, options), trace);
}

/** Runs a schedule; what happens is added to `trace`. */
export async function runPlan(
  plan: Plan,
  trace: string[] | null = null,
): Promise<Outcome> {
  const world = new World(plan, trace);
  const onRejection = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    world.fail(event.reason);
  };
  globalThis.addEventListener("unhandledrejection", onRejection);
  try {
    await live(world, plan);
    return { plan, violation: null, events: world.life.head };
  } catch (error) {
    world.fail(error);
    const violation = violationOf(world);
    world.note(() => violation.message);
    return { plan, violation, events: world.life.head };
  } finally {
    globalThis.removeEventListener("unhandledrejection", onRejection);
    world.end();
  }
}

function violationOf(world: World): Violation {
  try {
    world.check();
  } catch (error) {
    if (error instanceof Violation) return error;
  }
  return new Violation("crash", "nobody knows why");
}

async function live(world: World, plan: Plan): Promise<void> {
  await play(world, plan);
  await checkRest(world, new Random(plan.seed));
}

/** Carries out the steps of a schedule, and lets the world come to rest. */
export async function play(world: World, plan: Plan): Promise<void> {
  if (plan.isWarm) await drain(world);
  for (const step of plan.steps) {
    const random = new Random(step.salt + 1);
    await act(world, step);
    await world.settle();
    for (let i = 0; i < step.ticks; i++) {
      const next = world.happenings();
      // Time is one of the things that may go on.
      const happening = next[random.below(next.length + 1)];
      if (happening === undefined) await world.tick();
      else await world.happen(happening);
    }
  }
  await rest(world);
}

/** Everything heals, and goes on until nothing is left to be done. */
export async function rest(world: World): Promise<void> {
  world.note(() => "— rest");
  world.heal();
  const end = world.clock.monotonic() + REST_MS;
  let nudgedAt = world.clock.monotonic();
  let isTipped = world.servers.length === 1;
  while (true) {
    await drain(world);
    if (isAtRest(world)) {
      if (isTipped) return;
      isTipped = true;
      await tip(world);
      continue;
    }
    must(
      world.clock.monotonic() < end,
      "liveness",
      () => `it does not come to rest: ${stateOf(world)}`,
    );
    if (world.clock.monotonic() - nudgedAt > 2_000) {
      nudgedAt = world.clock.monotonic();
      nudge(world);
    }
    await world.tick();
  }
}

/** All that is due takes place, and what follows from it; no time passes. */
export async function drain(world: World): Promise<void> {
  while (true) {
    const next = world.happenings();
    if (next.length === 0) return;
    for (const happening of next) await world.happen(happening);
  }
}

function isAtRest(world: World): boolean {
  const { head } = world.life;
  const areServers = world.servers.every((server) =>
    server?.host?.idle ?? true
  );
  return areServers && world.posters.isIdle && unacquainted(world) === null &&
    (world.guest?.isOpen ?? true) &&
    world.clients.every(({ room, line, turns }) =>
      room !== null && turns === 0 && !line!.isSilent &&
      room.status.state === "synced" &&
      room.status.unsent === 0 && room.document === room.confirmed &&
      room.unsaid.length === 0 &&
      room.confirmed.seq === head
    );
}

/** However much the bus has lost: each server sees in the store itself that something was said. */
async function tip({ servers, store }: World): Promise<void> {
  const [last] = await store.readChat(ROOM, 1);
  if (last === undefined) return;
  for (const server of servers) {
    server?.host?.hear({ type: "chat", roomId: ROOM, lastId: last.id });
  }
}

/** A server learns what another one wrote when one of its own clients does something. */
function nudge(world: World): void {
  for (const [index, server] of world.servers.entries()) {
    const host = server?.host;
    if (!host || host.room.document.seq === world.life.head) continue;
    const client = world.clients.find(({ line, room }) =>
      line?.server === index && room?.status.state === "synced"
    );
    if (client !== undefined) {
      submit(world, client, [{ op: "delete", ids: ["nobody"] }]);
    }
  }
}

function stateOf(world: World): string {
  const clients = world.clients.map(({ name, room, turns }) =>
    `${name} ${JSON.stringify(room?.status)} at ${room?.confirmed.seq}${
      room?.document === room?.confirmed ? "" : ", which shows something else"
    }${turns > 0 ? ", which takes something back" : ""}${
      room?.unsaid.length ? ", with lines that nobody has heard" : ""
    }`
  );
  const servers = world.servers.map((server, index) =>
    `server ${index} at ${server?.host?.room.document.seq}${
      server?.host?.idle === false ? ", which is busy" : ""
    }`
  );
  const log = `${world.posters.isIdle ? "" : "posts are open; "}${
    world.guest?.isOpen === false ? "the guest is out; " : ""
  }the log at ${world.life.head}`;
  return [unacquainted(world), ...clients, ...servers, log]
    .filter((part) => part !== null).join("; ");
}
