/**
 * A schedule: who is in the world, and what is done to it, all of it drawn from a seed.
 *
 * Steps stand for themselves: each holds what it needs to be carried out in whatever world it
 * finds, so that a schedule with steps left out is a schedule too, and failing ones can shrink.
 *
 * @module
 */

import type { AppendFault } from "../server/store/memory/memory_store.ts";
import { Random } from "./random.ts";
import type { ClientSetup } from "./world/sim_client.ts";

/** What a step does to the world. */
export type Action =
  /** A transaction of any operations; `size` of them at most. */
  | { readonly do: "draw"; readonly client: number; readonly size: number }
  /** The same, with conditions. */
  | { readonly do: "guard"; readonly client: number; readonly size: number }
  /** All at once crowd a place in the stack, until there is no room between keys. */
  | { readonly do: "squeeze" }
  /** A text gets more of a past than is kept. */
  | { readonly do: "rewrite"; readonly client: number }
  /** More is done at once than may be unanswered. */
  | { readonly do: "heap"; readonly client: number }
  /** Something dead comes back, is changed, dies and comes back again, all at once. */
  | { readonly do: "revive"; readonly client: number }
  /** An edit of a text: a step of its own for undo, or one that gives its box a width as well. */
  | {
    readonly do: "type";
    readonly client: number;
    readonly isApart?: boolean;
    readonly resizes?: boolean;
  }
  | { readonly do: "undo" | "redo"; readonly client: number }
  /** Everybody does at the same moment. */
  | { readonly do: "undo together" | "redo together" }
  | { readonly do: "say" | "point"; readonly client: number }
  /** A bot posts a transaction over HTTP. */
  | { readonly do: "post"; readonly person: number; readonly server: number }
  /** What was posted once is posted again. */
  | { readonly do: "post again" }
  /** A server makes a snapshot of the room. */
  | { readonly do: "snapshot"; readonly server: number }
  /** A client of the first design draws, deletes or talks. */
  | { readonly do: "chat" }
  /** Somebody sends what no client would. */
  | { readonly do: "attack" }
  /** More than a reader that does not read may be sent. */
  | { readonly do: "flood"; readonly client: number }
  /** A transaction arrives a second time on its connection. */
  | { readonly do: "repeat"; readonly client: number }
  | { readonly do: "cut" | "silence"; readonly client: number }
  | { readonly do: "stall" | "unstall"; readonly client: number }
  | { readonly do: "kill client" | "start client"; readonly client: number }
  /**
   * It is killed, and starts again at once, perhaps from a copy of its outbox; what it had sent
   * may come later than all else.
   */
  | {
    readonly do: "restart client";
    readonly client: number;
    readonly hasCopy?: boolean;
    readonly isLate?: boolean;
  }
  | { readonly do: "kill server" | "start server"; readonly server: number }
  /** All servers die, and an earlier state of the disk takes the place of the last one. */
  | { readonly do: "restore backup" }
  | {
    readonly do: "fail append";
    readonly server: number;
    readonly fault: AppendFault;
  }
  | { readonly do: "fail read"; readonly server: number }
  | { readonly do: "wait"; readonly ms: number };

/** An action, and how the world goes on after it. */
export type Step = Action & {
  /** Seeds what is left open by the action, and the order of what happens next. */
  readonly salt: number;
  /** So many things happen before the next step. */
  readonly ticks: number;
};

/** A schedule. */
export interface Plan {
  readonly seed: number;
  readonly clients: readonly ClientSetup[];
  readonly servers: number;
  /** Is a client of the first design there? */
  readonly hasGuest: boolean;
  /** Is everybody in the room before the first step? */
  readonly isWarm: boolean;
  readonly steps: readonly Step[];
  /** How many events are never trimmed when a snapshot is made; all when left out. */
  readonly retain?: number;
  /** Entries in a page of content; as many as a server puts there when left out. */
  readonly pageSize?: number;
}

/** What a plan is to be like; everything is drawn from the seed where nothing is said. */
export interface PlanOptions {
  readonly steps?: { readonly least: number; readonly most: number };
  readonly servers?: number;
  /** Is more sent than a reader that does not read may be sent? */
  readonly floods?: boolean;
  /** Is it one person at several windows, who types, undoes and redoes? */
  readonly windows?: boolean;
  /** Is little done but typing, over lines that break? */
  readonly typing?: boolean;
  /** Do backups take the disk's place again and again? */
  readonly backups?: boolean;
  /** Do people make conditions, and crowd the stack? */
  readonly exacting?: boolean;
  /** Does content come in small pages, and typing in steps that end, and in boxes that grow? */
  readonly piecemeal?: boolean;
  /** Do clients start again all the time, some from a copy of their outbox? */
  readonly restarts?: boolean;
  /** Does somebody do more at once than may be unanswered? */
  readonly heaps?: boolean;
  /** Do people look at a part of a room that is not in memory, but has a snapshot? */
  readonly glimpses?: boolean;
}

/** Draws the schedule of a seed. */
export function planOf(seed: number, options: PlanOptions = {}): Plan {
  const random = new Random(seed);
  const { least, most } = options.steps ?? { least: 8, most: 36 };
  const servers = options.servers ?? (random.chance(0.3) ? 2 : 1);
  const windows = options.windows ?? random.chance(0.04);
  const people = windows ? 1 : random.between(2, 3);
  const clients = Array.from(
    { length: windows ? 3 : random.between(people, people + 1) },
    (_, i): ClientSetup => ({
      person: i % people,
      outbox: random.pick(["none", "quick", "slow"] as const),
      server: random.below(servers),
      roams: servers > 1 && random.chance(0.5),
    }),
  );
  const draw = mixOf(random, clients.length, servers, {
    floods: options.floods ?? random.chance(0.001),
    windows,
    typing: options.typing ?? random.chance(0.04),
    backups: options.backups ?? false,
  });
  const steps = Array.from(
    { length: random.between(least, most) },
    (): Step => ({
      ...draw(),
      salt: random.below(0x1_0000_0000),
      ticks: random.weigh([[3, 0], [5, random.below(8)], [
        3,
        random.below(40),
      ]]),
    }),
  );
  const hasGuest = random.chance(0.3);
  const isWarm = random.chance(0.7);
  const plan = { seed, clients, servers, hasGuest, isWarm, steps };
  const kept = random.chance(0.2)
    ? { ...plan, retain: random.between(1, 5) }
    : plan;
  // Drawn after all else: the other schedules are what they were before there were these.
  const asked = options.exacting ?? random.chance(0.06)
    ? exacting(kept, random)
    : kept;
  const restarted = options.restarts ?? random.chance(0.05)
    ? restarting(asked, random)
    : asked;
  const paged = options.piecemeal ?? random.chance(0.12)
    ? piecemeal(restarted, random)
    : restarted;
  const heaped = options.heaps ?? random.chance(0.002)
    ? heaping(paged, random)
    : paged;
  return options.glimpses ?? random.chance(0.02)
    ? glimpsing(heaped, random)
    : heaped;
}

/** Now and then somebody does a heap of things; who is cut off then, does all of it again. */
function heaping(plan: Plan, random: Random): Plan {
  const client = random.below(plan.clients.length);
  const at = random.below(plan.steps.length);
  const steps = plan.steps.flatMap((step, i): Step[] =>
    i === at ? [step, { ...step, do: "heap", client }] : [step]
  );
  return { ...plan, steps };
}

/** A server that has a snapshot starts again, and somebody new comes before all others. */
function glimpsing(plan: Plan, random: Random): Plan {
  const clients = plan.clients.map((client): ClientSetup => ({
    ...client,
    viewsAt: random.between(-90, 90),
  }));
  const steps = plan.steps.flatMap((step): Step[] => {
    if (!random.chance(0.15)) return [step];
    const { salt } = step;
    const client = random.below(clients.length);
    const { server } = clients[client]!;
    return [
      { do: "snapshot", server, salt, ticks: random.between(10, 40) },
      step,
      { do: "kill server", server, salt, ticks: random.below(4) },
      { do: "start server", server, salt, ticks: 0 },
      { do: "restart client", client, salt, ticks: random.below(40) },
    ];
  });
  return { ...plan, clients, steps };
}

/** Content comes in small pages, and some of what is typed stands apart, or makes its box wider. */
function piecemeal(plan: Plan, random: Random): Plan {
  const steps = plan.steps.map((step): Step =>
    step.do !== "type" ? step : {
      ...step,
      isApart: random.chance(0.3),
      resizes: random.chance(0.5),
    }
  );
  return { ...plan, steps, pageSize: random.between(1, 3) };
}

/** Whoever is connected somewhere starts again, and says hello somewhere else. */
function restarting(plan: Plan, random: Random): Plan {
  const clients = plan.clients.map((client): ClientSetup => ({
    ...client,
    outbox: random.pick(["quick", "slow"] as const),
  }));
  const steps = plan.steps.map((step): Step => {
    if (!random.chance(0.3)) return step;
    const { salt, ticks } = step;
    const client = random.below(plan.clients.length);
    return {
      do: "restart client",
      client,
      hasCopy: random.chance(0.2),
      isLate: random.chance(0.7),
      salt,
      ticks,
    };
  });
  return { ...plan, clients, steps };
}

/**
 * Some of what is drawn has conditions; in between the stack is crowded, texts are rewritten, or the
 * dead come and go.
 */
function exacting(plan: Plan, random: Random): Plan {
  const crowdedAt = random.below(2 * plan.steps.length);
  const client = random.below(plan.clients.length);
  const rewrites = random.chance(0.4);
  const revivedAt = random.below(2 * plan.steps.length);
  const steps = plan.steps.flatMap((step, at): Step[] => {
    if (at === revivedAt) return [step, { ...step, do: "revive", client }];
    if (step.do === "draw" && random.chance(0.7)) {
      step = { ...step, do: "guard" };
    }
    if (at !== crowdedAt) return [step];
    if (!rewrites) return [step, { ...step, do: "squeeze" }];
    const rewrite: Step = { ...step, do: "rewrite", client };
    return [step, rewrite, rewrite];
  });
  return { ...plan, steps };
}
/** Each schedule has its own mix: in some the network is bad, in others the disk, or nothing. */
function mixOf(
  random: Random,
  clients: number,
  servers: number,
  has: Required<
    Pick<PlanOptions, "floods" | "windows" | "typing" | "backups">
  >,
): () => Action {
  const badness = () => random.pick([0, 0, 1, 4]);
  const network = has.typing ? 4 : badness();
  const processes = badness(), disk = badness();
  // A window that begins anew undoes what others did before it began.
  const restarts = has.windows ? 8 : processes / 4;
  const drawing = has.typing ? 2 : has.windows ? 8 : 14;
  const typing = has.typing ? 20 : has.windows ? 12 : random.pick([2, 2, 12]);
  const undoing = has.windows ? 12 : has.typing ? 0 : random.pick([0, 3, 8]);
  const together = has.windows ? 8 : undoing / 8;
  const backups = random.chance(0.08) ? 1 : has.backups ? 3 : 0;
  const floods = has.floods ? 40 : 0;
  const snapshots = random.pick([0, 0, 0, 2]);
  const client = () => random.below(clients);
  const server = () => random.below(servers);
  const faults = ["unavailable", "unknown_written", "unknown_lost"] as const;
  const kinds: readonly (readonly [number, () => Action])[] = [
    [drawing, () => ({
      do: "draw",
      client: client(),
      size: random.between(1, 4),
    })],
    [typing, () => ({ do: "type", client: client() })],
    [undoing, () => ({ do: "undo", client: client() })],
    [undoing / 3, () => ({ do: "redo", client: client() })],
    [together, () => ({ do: "undo together" })],
    [together, () => ({ do: "redo together" })],
    [0.5, () => ({ do: "say", client: client() })],
    [0.5, () => ({ do: "point", client: client() })],
    [2, () => ({ do: "chat" })],
    [0.3, () => ({ do: "attack" })],
    [floods, () => ({ do: "flood", client: client() })],
    [1.5, () => ({ do: "repeat", client: client() })],
    [network, () => ({ do: "cut", client: client() })],
    [network / 4, () => ({ do: "silence", client: client() })],
    [network / 4 + floods / 10, () => ({ do: "stall", client: client() })],
    [network / 4, () => ({ do: "unstall", client: client() })],
    [processes / 2, () => ({ do: "kill client", client: client() })],
    [processes / 2, () => ({ do: "start client", client: client() })],
    [restarts, () => ({ do: "restart client", client: client() })],
    [processes / 2, () => ({ do: "kill server", server: server() })],
    [processes / 2, () => ({ do: "start server", server: server() })],
    [backups, () => ({ do: "restore backup" })],
    [disk, () => ({
      do: "fail append",
      server: server(),
      fault: random.pick(faults),
    })],
    [disk / 4, () => ({ do: "fail read", server: server() })],
    [0.7, () => ({ do: "post", person: random.below(2), server: server() })],
    [0.3, () => ({ do: "post again" })],
    [snapshots, () => ({ do: "snapshot", server: server() })],
    [1, () => ({ do: "wait", ms: random.pick([5, 50, 600, 6_000]) })],
  ];
  return () => random.weigh(kinds)();
}
