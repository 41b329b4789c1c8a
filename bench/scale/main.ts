/**
 * What follows from the measured figures for machines of any size, and a million rooms on several
 * machines: how even their load is, and what moves when one is added or lost. Prints what
 * docs/SCALE.md tells.
 *
 * ```sh
 * deno task scale
 * ```
 *
 * @module
 */

import { Command } from "commander";
import { commandOf, runAsProcess } from "../../commands/command_line.ts";
import { readFigures } from "../report/file.ts";
import { scaleBlocks } from "./page.ts";

const describe = () =>
  new Command("scale").description(
    "Prints what docs/SCALE.md tells, from the figures in docs/bench.",
  );

const scale = commandOf(describe, async (_command, { out }) => {
  const { rows } = await readFigures();
  out(`${Object.values(scaleBlocks(rows)).join("\n\n")}\n`);
  return 0;
});

if (import.meta.main) await runAsProcess(scale);
