import type { Sight } from "./protocol.ts";

/** The shapes that come to somebody who comes in, and when. */
export class Arrivals {
  readonly #start = performance.now();
  readonly #unseen: Set<string>;
  readonly shapes: Map<string, number>;
  /** Milliseconds until all that is in sight was there; 0 as long as it is not. */
  firstMs = 0;

  /** @param known what is there already, of somebody who comes back. */
  constructor({ ids }: Sight, known?: ReadonlyMap<string, number>) {
    this.shapes = new Map(known);
    this.#unseen = new Set(ids);
  }

  set(id: string, x: number): void {
    this.shapes.set(id, x);
    if (this.#unseen.delete(id) && this.#unseen.size === 0) {
      this.firstMs = this.ms();
    }
  }

  /** Milliseconds until now. */
  ms(): number {
    return performance.now() - this.#start;
  }
}
