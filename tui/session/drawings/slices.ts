/**
 * Long work in short slices, between which there is time for the screen and the line.
 *
 * @module
 */

/** For how long the work goes on before others get their turn, in milliseconds. */
const SLICE = 12;

/** Who works, and what may end it. */
export interface Shift {
  /** Milliseconds, counted from anywhere. */
  now(): number;
  /** Lets others do their work. */
  pause(): Promise<void>;
  /** Is the work not wanted any more? */
  isStopped(): boolean;
}

/** The work was stopped. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/**
 * Does work step by step, and pauses in between.
 *
 * @param take gets what each step yields.
 * @returns what the work returns in the end.
 * @throws {Stopped} if it was stopped meanwhile; and whatever the work throws.
 */
export async function inSlices<T, R>(
  steps: Generator<T, R>,
  { now, pause, isStopped }: Shift,
  take: (value: T) => void = () => {},
): Promise<R> {
  let end = now() + SLICE;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    take(step.value);
    if (now() < end) continue;
    await pause();
    if (isStopped()) throw new Stopped();
    end = now() + SLICE;
  }
}
