/**
 * A simulated world that is led by hand, step by step.
 *
 * @module
 */

import { act } from "../act.ts";
import { checkRest } from "../checks/rest.ts";
import type { Action, Plan, Step } from "../plan.ts";
import { Random } from "../random.ts";
import { drain, rest } from "../run.ts";
import type { Op } from "../../shared/schema/op.ts";
import type { RoomClient } from "../../shared/client/room_client.ts";
import { submit } from "../act.ts";
import { World } from "../world/world.ts";

/** One server, and two clients of two people with their outboxes on disk. */
export class Scenario {
  readonly world: World;

  private constructor(plan: Plan) {
    this.world = new World(plan);
  }

  /** A world in which everybody has joined. */
  static async begin(
    more: { servers?: number; hasGuest?: boolean } = {},
  ): Promise<Scenario> {
    const { servers = 1, hasGuest = false } = more;
    const clients = [0, 1].map((person) => ({
      person,
      outbox: "quick" as const,
      server: person % servers,
      roams: false,
    }));
    const scenario = new Scenario({
      seed: 1,
      clients,
      servers,
      hasGuest,
      isWarm: true,
      steps: [],
    });
    await scenario.drain();
    return scenario;
  }

  /** A client, which is alive. */
  client(index: number): RoomClient {
    return this.world.clients[index]!.room!;
  }

  /** A client does a transaction. */
  async submit(index: number, ops: readonly Op[]): Promise<void> {
    submit(this.world, this.world.clients[index]!, ops);
    await this.world.settle();
  }

  /** Something happens to the world. */
  async act(action: Action): Promise<void> {
    await act(this.world, { ...action, salt: 1, ticks: 0 } as Step);
    await this.world.settle();
  }

  /** Happenings take place, the first that is due first, until one is called like this. */
  async until(name: string): Promise<void> {
    while (true) {
      const next = this.world.happenings()[0];
      if (next === undefined) throw new Error(`there is no "${name}"`);
      const isIt = next.name().includes(name);
      await this.world.happen(next);
      if (isIt) return;
    }
  }

  /** All that is due takes place, but no time passes. */
  async drain(): Promise<void> {
    await drain(this.world);
  }

  /** Everything heals, comes to rest, and is checked; then the world ends. */
  async rest(): Promise<void> {
    await rest(this.world);
    await checkRest(this.world, new Random(1));
  }

  /** The world is over. */
  end(): void {
    this.world.end();
  }

  /** Ids of what is alive on disk. */
  get live(): string[] {
    return [...this.world.life.state().shapes.keys()].sort();
  }
}
