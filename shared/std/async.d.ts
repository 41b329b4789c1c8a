/** Types for what inkroom uses of `@std/async`; the npm republication has none. */
export function delay(ms: number, options?: { signal?: AbortSignal; persistent?: boolean }): Promise<void>;
export function deadline<T>(p: Promise<T>, ms: number, options?: { signal?: AbortSignal }): Promise<T>;
export function retry<T>(
  fn: () => Promise<T> | T,
  options?: { maxAttempts?: number; minTimeout?: number; maxTimeout?: number; multiplier?: number; jitter?: number },
): Promise<T>;
