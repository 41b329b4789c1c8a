/**
 * How a benchmark tells what it found out: a table for whoever runs it alone, one JSON a line for
 * `deno task bench`, which makes one table of all. Progress goes to stderr.
 *
 * @module
 */

import { type Found, rowOf } from "./row.ts";
import { tableOf } from "./table.ts";

/** Does this run only prove that everything runs? It measures nothing then. */
export const isQuick: boolean = Deno.args.includes("--quick");

const isForMachines = Deno.args.includes("--json");

/** Prints figures. */
export function report(found: readonly Found[]): void {
  const text = isForMachines
    ? found.map((each) => JSON.stringify(each)).join("\n")
    : `${tableOf(found.map(rowOf))}\n`;
  print(Deno.stdout, text);
}

/** Prints what is being done. */
export function tell(line: string): void {
  print(Deno.stderr, line);
}

function print(to: typeof Deno.stdout, line: string): void {
  const bytes = new TextEncoder().encode(`${line}\n`);
  for (let at = 0; at < bytes.length;) at += to.writeSync(bytes.subarray(at));
}
