/**
 * Long work, one piece after the other, with everybody else's turn in between.
 *
 * @module
 */

let last: Promise<unknown> = Promise.resolve();

/**
 * Does work that keeps the process busy. However many ask for a large drawing at once, messages
 * of others wait for one of them at most.
 */
export function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
  const result = last.then(othersTurn).then(work);
  last = result.catch(() => {});
  return result;
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
