/**
 * Promises that are kept by somebody else, by key.
 *
 * @module
 */

/** Promises waiting for their values, by key. */
export class Waiting<K, V> {
  readonly #waiting = new Map<K, PromiseWithResolvers<V>>();

  /** The promise of the value of `key`; the same one for each call until it is kept. */
  for(key: K): Promise<V> {
    let deferred = this.#waiting.get(key);
    if (deferred === undefined) {
      deferred = Promise.withResolvers<V>();
      // Whoever asked may not care: a rejection must not end the program.
      deferred.promise.catch(() => {});
      this.#waiting.set(key, deferred);
    }
    return deferred.promise;
  }

  /** Keeps the promise of `key`, if anybody waits for it. */
  resolve(key: K, value: V): void {
    this.#take(key)?.resolve(value);
  }

  /** Breaks the promise of `key`, if anybody waits for it. */
  reject(key: K, reason: Error): void {
    this.#take(key)?.reject(reason);
  }

  /** Keeps all promises with one value. */
  resolveAll(value: V): void {
    for (const key of [...this.#waiting.keys()]) this.resolve(key, value);
  }

  /** Breaks all promises. */
  rejectAll(reason: Error): void {
    for (const key of [...this.#waiting.keys()]) this.reject(key, reason);
  }

  #take(key: K): PromiseWithResolvers<V> | undefined {
    const deferred = this.#waiting.get(key);
    this.#waiting.delete(key);
    return deferred;
  }
}
