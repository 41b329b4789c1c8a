/**
 * What servers tell each other: late, some of it twice, and some of it never.
 *
 * @module
 */

import type { Bus, BusMessage } from "../../server/bus/bus.ts";
import { Listeners } from "../../server/bus/listeners.ts";
import type { Random } from "../random.ts";
import type { Happening } from "./happening.ts";

/** Joins the servers of a world. */
export class SimBus {
  readonly #random: Random;
  readonly #ends = new Set<End>();
  #joined = 0;
  readonly #underway: { readonly to: End; readonly message: BusMessage }[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  /** An end for one server. */
  join(): Bus {
    const end = new End(`server ${++this.#joined}`, (message) => {
      for (const to of this.#ends) {
        if (to === end) continue;
        const copies = this.#random.weigh([[2, 0], [5, 1], [1, 2]]);
        for (let i = 0; i < copies; i++) this.#underway.push({ to, message });
      }
    }, () => this.#ends.delete(end));
    this.#ends.add(end);
    return end;
  }

  /** What may happen next: the oldest message. */
  happenings(): Happening[] {
    const next = this.#underway[0];
    if (next === undefined) return [];
    const run = () => {
      this.#underway.shift();
      if (this.#ends.has(next.to)) next.to.hear(next.message);
    };
    return [{ name: () => `the bus: ${JSON.stringify(next.message)}`, run }];
  }
}

class End implements Bus {
  readonly server: string;
  readonly publish: (message: BusMessage) => void;
  readonly close: () => void;
  readonly #listeners = new Listeners();

  constructor(
    server: string,
    publish: (message: BusMessage) => void,
    close: () => void,
  ) {
    this.server = server;
    this.publish = publish;
    this.close = close;
  }

  subscribe(...args: Parameters<Bus["subscribe"]>): () => void {
    return this.#listeners.add(...args);
  }

  subscribeToClients(
    ...args: Parameters<Bus["subscribeToClients"]>
  ): () => void {
    return this.#listeners.addForClients(...args);
  }

  hear(message: BusMessage): void {
    this.#listeners.tell(message);
  }
}
