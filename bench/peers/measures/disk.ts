/**
 * What changes cost on disk, and whether they are there after the server was killed.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../figures.ts";
import type { Measure } from "./measure.ts";

const SHAPES = 1_000;

/** A measure of so many changes on disk. */
export function diskMeasure(changes: number, rounds: number): Measure {
  return {
    name: `disk ${changes.toLocaleString("en")}`,
    what:
      `${changes.toLocaleString("en")} changes of ${SHAPES} shapes by one ` +
      "client; the server is killed and started again",
    units: {
      "bytes a change": "bytes",
      "there after kill -9": "%",
    },
    rounds,
    fits: ({ rooms, keepsAfter }) => rooms !== null && keepsAfter !== null,
    run: (contestant, folder) => run(contestant, folder, changes),
  };
}

async function run(
  contestant: Contestant,
  folder: string,
  changes: number,
): Promise<Figures> {
  const rooms = contestant.rooms!;
  const first = await contestant.start(folder, false);
  let size: number;
  try {
    const place = { url: first.url, room: "large", deflate: false };
    await rooms.fill(place, SHAPES);
    const before = sizeOf(folder);
    await rooms.shift(place, SHAPES, -500, changes);
    // It keeps what it promises from here on.
    await new Promise((resolve) =>
      setTimeout(resolve, contestant.keepsAfterMs)
    );
    size = sizeOf(folder) - before;
  } finally {
    await first.stop("SIGKILL");
  }
  const second = await contestant.start(folder, false);
  try {
    const place = { url: second.url, room: "large", deflate: false };
    const { shapes } = await rooms.load(place);
    const kept = [...shapes.values()].filter((x) => x === -500).length;
    return {
      "bytes a change": Math.max(0, size) / changes,
      "there after kill -9": kept / SHAPES * 100,
    };
  } finally {
    await second.stop("SIGKILL");
  }
}

/** Bytes of all files of a folder. */
function sizeOf(folder: string): number {
  let size = 0;
  for (const { name, isFile } of Deno.readDirSync(folder)) {
    if (isFile) size += Deno.statSync(`${folder}/${name}`).size;
  }
  return size;
}
