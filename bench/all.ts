/**
 * Runs all benchmarks, one after the other: the machine's cores are for one at a time.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";

const NAMES = [
  "store",
  "load",
  "ingest",
  "room_size",
  "offline",
  "history",
  "terminal",
  "screens",
  "soak",
];

for (const name of NAMES) {
  // deno-lint-ignore no-console
  console.log(`\n== ${name}`);
  const file = fromFileUrl(new URL(`./${name}_bench.ts`, import.meta.url));
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", "--v8-flags=--expose-gc", file],
    env: { NODE_ENV: "production" },
  }).spawn().status;
  if (!success) Deno.exit(1);
}
