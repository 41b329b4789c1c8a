/**
 * CPU profiles as V8 writes them, and where the time went.
 *
 * @module
 */

/** A CPU profile. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  /** In microseconds. */
  readonly timeDeltas: readonly number[];
}

/** A function, and how long it ran itself, without what it called. */
export interface Hot {
  readonly name: string;
  readonly ms: number;
}

/** The functions of a thread that ran longest, and how long it ran at all. */
export function hottest(
  { nodes, samples, timeDeltas }: Profile,
  count: number,
): { readonly busyMs: number; readonly functions: readonly Hot[] } {
  const spent = new Map<number, number>();
  samples.forEach((id, at) => {
    spent.set(id, (spent.get(id) ?? 0) + timeDeltas[at]! / 1_000);
  });
  const byFunction = new Map<string, number>();
  let busyMs = 0;
  for (const { id, callFrame: { functionName, url, lineNumber } } of nodes) {
    if (functionName === "(idle)" || functionName === "(root)") continue;
    const file = url.split("/").slice(-2).join("/");
    const name = functionName.startsWith("(")
      ? functionName
      : `${functionName || "(anonymous)"} ${file}:${lineNumber + 1}`;
    const ms = spent.get(id) ?? 0;
    byFunction.set(name, (byFunction.get(name) ?? 0) + ms);
    busyMs += ms;
  }
  const functions = [...byFunction].map(([name, ms]) => ({ name, ms }))
    .toSorted((a, b) => b.ms - a.ms).slice(0, count);
  return { busyMs, functions };
}
