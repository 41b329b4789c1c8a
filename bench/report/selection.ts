/**
 * Which measures, and whom.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { tell } from "./report.ts";

/** What of the benchmarks is to be run. */
export interface Selection {
  /** Names of parts or of measures; empty: everything. */
  readonly only: readonly string[];
  /** Names of contestants; empty: everybody. */
  readonly by: readonly string[];
  /** Measures to leave out. */
  readonly done: readonly string[];
  /** Leave out what the file has from this very commit. */
  readonly resume: boolean;
  readonly quick: boolean;
  /** Which round of its part this is, from 1 on. */
  readonly round: number;
}

/**
 * Reads `--only <name> --by <name> --resume --quick`, the first two as often as wanted; `--only` can
 * be left out.
 *
 * @throws {TypeError} For any other flag.
 */
export function selectionOf(args: readonly string[]): Selection {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: "string", multiple: true, default: [] },
      by: { type: "string", multiple: true, default: [] },
      done: { type: "string", multiple: true, default: [] },
      resume: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      round: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const round = Number(values.round);
  return { ...values, round, only: [...values.only, ...positionals] };
}

/**
 * Everybody, in the order of a round: whoever begins finds another machine than those who come
 * later, so that in each round somebody else does.
 */
export function inTurn<T>(all: readonly T[], round: number): T[] {
  const first = (round - 1) % Math.max(1, all.length);
  return [...all.slice(first), ...all.slice(0, first)];
}

/** What the program was asked to do; told how to ask, it ends (exit code 0, or 2 after a mistake). */
export function selectionAsked(usage: string): Selection {
  try {
    if (!Deno.args.includes("--help")) return selectionOf(Deno.args);
    tell(usage);
  } catch (error) {
    tell(`${(error as Error).message}\n\n${usage}`);
    Deno.exit(2);
  }
  Deno.exit(0);
}

/** Is it the same name, however it is typed? `50x10` is `50 × 10`. */
export function isNamed(name: string, word: string): boolean {
  return plain(name) === plain(word);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll("×", "x").replaceAll(/[\s,]/g, "");
}
