/**
 * A typed event emitter.
 *
 * @module
 */

/**
 * Calls handlers by the name of an event; `Events` maps each name to what its handlers get.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Emitter } from "./emitter.ts";
 *
 * const seen: number[] = [];
 * const emitter = new Emitter<{ tick: number }>();
 * const off = emitter.on("tick", (value) => seen.push(value));
 * emitter.emit("tick", 1);
 * off();
 * emitter.emit("tick", 2);
 * assertEquals(seen, [1]);
 * ```
 */
export class Emitter<Events extends object> {
  readonly #handlers = new Map<keyof Events, Set<(value: never) => void>>();

  /** Calls `handler` at each `event` from now on. Returns the function that ends that. */
  on<K extends keyof Events>(
    event: K,
    handler: (value: Events[K]) => void,
  ): () => void {
    let handlers = this.#handlers.get(event);
    if (handlers === undefined) {
      this.#handlers.set(event, handlers = new Set());
    }
    // A wrapper: the same function may be registered twice, and each `off` ends one of them.
    const own = (value: Events[K]) => handler(value);
    handlers.add(own);
    return () => handlers.delete(own);
  }

  /**
   * Calls the handlers of `event`, in the order of their registration. What one of them throws
   * becomes an uncaught error of the program; the caller and the other handlers go on.
   */
  emit<K extends keyof Events>(event: K, value: Events[K]): void {
    for (const handler of [...this.#handlers.get(event) ?? []]) {
      try {
        (handler as (value: Events[K]) => void)(value);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
