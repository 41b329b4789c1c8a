/**
 * Puts in one fault after the other, and shows that the simulation finds each: `deno task mutate`,
 * or with the names of some of them.
 *
 * @module
 */

import { Command } from "commander";
import { type Asked, endUnlessRun, print } from "./asked.ts";
import { FAULTS } from "./faults/faults.ts";
import { hunt } from "./faults/hunt.ts";
import { readArguments } from "../shared/command_line/command_line.ts";

/** Schedules in which a fault must show. */
const MOST_SEEDS = 20_000;

/** Hunts for faults; resolves with the names of those that were not found. */
export async function mutate(names: readonly string[]): Promise<string[]> {
  const missed: string[] = [];
  for (const fault of FAULTS) {
    if (names.length > 0 && !names.includes(fault.name)) continue;
    const find = await hunt(fault, { most: MOST_SEEDS });
    if (find === null) {
      missed.push(fault.name);
      print(`${fault.name}: not found in ${MOST_SEEDS} seeds`);
    } else {
      const { seeds, violation } = find;
      const [first] = violation.message.split("\n");
      print(
        `${fault.name}: found after ${seeds} seeds (${first!.slice(0, 120)})`,
      );
    }
  }
  return missed;
}

const EXAMPLES = `
Examples:
  deno task mutate                    all of them
  deno task mutate "ack before commit"

The faults: ${FAULTS.map(({ name }) => name).join(", ")}.
Exit code: 0 if each is found, 1 if not, 2 for a wrong flag or name.`;

/** Which faults are asked for; a name that none has is refused, or nothing would be hunted for it. */
export function faultsAsked(args: readonly string[]): Asked<string[]> {
  const command = new Command("mutate")
    .description(
      "Puts in one deliberate fault after the other; the simulation has to find each.",
    )
    .argument("[fault...]", "names of some of them")
    .addHelpText("after", EXAMPLES);
  const read = readArguments(command, args);
  if (read.kind !== "run") return read;
  const [names] = read.command.processedArgs as [string[]];
  const known = new Set(FAULTS.map(({ name }) => name));
  const unknown = names.find((name) => !known.has(name));
  return unknown === undefined
    ? { kind: "run", value: names }
    : { kind: "wrong", message: `no fault is called ${unknown}; see --help` };
}

if (import.meta.main) {
  const missed = await mutate(endUnlessRun(faultsAsked(Deno.args)));
  Deno.exitCode = missed.length === 0 ? 0 : 1;
}
