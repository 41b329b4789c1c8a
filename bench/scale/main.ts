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

import { readFigures } from "../report/file.ts";
import { scaleBlocks } from "./page.ts";

const { rows } = await readFigures();
const text = Object.values(scaleBlocks(rows)).join("\n\n");
await Deno.stdout.write(new TextEncoder().encode(`${text}\n`));
