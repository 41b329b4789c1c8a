/**
 * Those who wait for a room to hold what is in the log already (E21).
 *
 * @module
 */

/** Waits by the `seq` that is waited for. */
export class HeadWaiters {
  #waiting: { readonly head: number; readonly resolve: () => void }[] = [];

  /** Resolves when the room has come to `head`, or can't. */
  until(head: number): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ head, resolve }));
  }

  /** The room is at `seq`; `isOver`: it goes on no further by itself. */
  note(seq: number, isOver: boolean): void {
    if (this.#waiting.length === 0) return;
    const done = (head: number) => isOver || head <= seq;
    const all = this.#waiting;
    this.#waiting = all.filter(({ head }) => !done(head));
    for (const { head, resolve } of all) if (done(head)) resolve();
  }
}
