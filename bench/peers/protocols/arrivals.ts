import type { Loaded, Sight } from "./protocol.ts";
import type { Wire } from "./socket.ts";

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
      this.firstMs = this.#ms();
    }
  }

  /** All has come over this wire, which is closed. */
  end<Token>(wire: Wire, token: Token): Loaded<Token> {
    const { firstMs, shapes } = this;
    const loaded = { firstMs, allMs: this.#ms(), bytes: wire.bytes };
    wire.close();
    return { ...loaded, shapes, token };
  }

  #ms(): number {
    return performance.now() - this.#start;
  }
}
