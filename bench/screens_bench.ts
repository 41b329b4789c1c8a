/**
 * What a frame costs, in time and bytes: inkroom's screen beside Ink alone and blessed, which show
 * the same cells after the same changes. Goals, against Ink alone: one changed cell 20 times less
 * time and 10 times fewer bytes; a drag 5 times less time and 3 times fewer bytes. With 100,000
 * shapes in the room at most 1.5 times what it costs with 100.
 *
 * ```sh
 * NODE_ENV=production deno run -A bench/screens_bench.ts
 * ```
 *
 * @module
 */

import type { Document } from "../shared/document/document.ts";
import { percentile } from "./report/figures.ts";
import { inMs, Measured } from "./report/measured.ts";
import { isQuick, report, tell } from "./report/report.ts";
import { inTurn, selectionOf } from "./report/selection.ts";
import { Emulator } from "../tui/screen/testing/emulator.ts";
import { blessedAlone } from "./terminal/screens/blessed_alone.ts";
import type { Contender, MakeContender } from "./terminal/screens/contender.ts";
import { inkAlone } from "./terminal/screens/ink_alone.tsx";
import { inkroom } from "./terminal/screens/inkroom.tsx";
import {
  type Change,
  CHANGES,
  room,
  type Size,
  Stage,
} from "./terminal/screens/stage.ts";

const SIZES: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
];
const SHAPES = isQuick ? [100, 1_000] as const : [100, 100_000] as const;
const { round: first } = selectionOf(Deno.args);
const ROUNDS = isQuick ? 2 : 3, FRAMES = isQuick ? 2 : 20;
/** Frames in the first round, in which everybody warms up. */
const WARMING = isQuick ? 2 : 120;
const CONTENDERS: Readonly<Record<string, MakeContender>> = {
  inkroom,
  "Ink alone": inkAlone,
  blessed: blessedAlone,
};

interface Cost {
  readonly ms: number[];
  readonly bytes: number[];
}

/** A contender at work, what it has written, and what a person sees of it. */
class Run {
  readonly stage: Stage;
  readonly #emulator: Emulator;
  #contender!: Contender;
  #bytes = 0;
  #writtenAt = 0;
  #text = "";

  private constructor(readonly size: Size, document: Document) {
    this.stage = new Stage(document, size);
    this.#emulator = new Emulator(size.columns, size.rows);
  }

  static async open(
    make: MakeContender,
    size: Size,
    document: Document,
  ): Promise<Run> {
    const run = new Run(size, document);
    run.#contender = await make(size, (bytes) => run.#write(bytes));
    const { columns, rows } = run.stage.grid;
    await run.#contender.show(run.stage.grid, [
      { column: 0, row: 0, columns, rows },
    ]);
    return run;
  }

  /** One frame: from the change to its last byte. */
  async frame(change: Change, cost: Cost): Promise<void> {
    await this.#emulator.feed(this.#text);
    this.#text = "";
    this.#bytes = 0;
    const start = performance.now();
    const changed = this.stage.next(change);
    await this.#contender.show(this.stage.grid, changed);
    cost.ms.push(this.#writtenAt - start);
    cost.bytes.push(this.#bytes);
  }

  /** The canvas as it is seen. */
  async seen(): Promise<string[]> {
    await this.#emulator.feed(this.#text);
    this.#text = "";
    const grid = this.#emulator.grid();
    return Array.from(
      { length: grid.rows },
      (_, row) => grid.rowText(row).trimEnd(),
    );
  }

  async close(): Promise<void> {
    await this.#contender.close();
  }

  #write(bytes: Uint8Array | string): void {
    this.#writtenAt = performance.now();
    const text = typeof bytes === "string"
      ? bytes
      : new TextDecoder().decode(bytes);
    this.#text += text;
    this.#bytes += new TextEncoder().encode(text).length;
  }
}

/** All contenders in turns, on one size and one room. */
async function compare(
  size: Size,
  document: Document,
): Promise<Map<string, Cost>> {
  const runs = new Map<string, Run>();
  for (const [name, make] of Object.entries(CONTENDERS)) {
    runs.set(name, await Run.open(make, size, document));
  }
  const costs = new Map<string, Cost>();
  for (let round = 0; round <= ROUNDS; round++) {
    for (const change of CHANGES) {
      for (const [name, run] of inTurn([...runs], first + round)) {
        const key = `${change}/${name}`;
        // What the first round cost is dropped with the second.
        const spent = (round > 1 ? costs.get(key) : undefined) ??
          { ms: [], bytes: [] };
        costs.set(key, spent);
        const frames = round === 0 ? WARMING : FRAMES;
        for (let n = 0; n < frames; n++) await run.frame(change, spent);
      }
    }
  }
  const [ours, ...others] = await Promise.all(
    [...runs.values()].map((run) => run.seen()),
  );
  for (const seen of others) {
    const at = seen.findIndex((row, at) => row !== ours![at]);
    if (at >= 0) {
      throw new Error(`Row ${at} differs:\n${ours![at]}\n${seen[at]}`);
    }
  }
  for (const run of runs.values()) await run.close();
  return costs;
}

const measured = new Measured("screens", [
  { name: "inkroom", role: "ours" },
  { name: "Ink alone", role: "peer" },
  { name: "blessed", role: "peer" },
]);
for (const size of SIZES) {
  const ours = new Map<Change, number[]>();
  for (const shapes of SHAPES) {
    tell(`${size.columns} × ${size.rows}, ${shapes} shapes`);
    const costs = await compare(size, room(shapes, size));
    for (const change of CHANGES) {
      const of = (what: "ms" | "bytes") =>
        Object.fromEntries(
          Object.keys(CONTENDERS).map((name) => [
            name,
            percentile(costs.get(`${change}/${name}`)![what], 50)!,
          ]),
        );
      const { columns, rows } = size;
      const measure = {
        measure: `${change}, ${columns} × ${rows}, ${
          shapes.toLocaleString("en")
        } shapes`,
        what: "the same cells after the same change",
      };
      const ms = of("ms");
      measured.add(measure, inMs("time a frame"), ms);
      measured.add(
        measure,
        { figure: "bytes a frame", unit: "bytes", better: "less" },
        of("bytes"),
      );
      const before = ours.get(change) ?? [];
      ours.set(change, [...before, ms["inkroom"]!]);
    }
  }
  for (const [change, [small, large]] of ours) {
    measured.add(
      {
        measure: `${change}, ${size.columns} × ${size.rows}`,
        what: "a frame in a room of 100,000 shapes against one of 100",
      },
      { figure: "time, large room against small", unit: "×", better: "less" },
      { inkroom: large! / small! },
    );
  }
}
report(measured.found);
// Peers leave timers behind.
Deno.exit(0);
