/**
 * What changes cost on disk, and whether they are there after the server was killed.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import type { Contestant } from "../contestants.ts";
import type { Figures } from "../../report/figures.ts";
import { middleOf } from "../protocols/places.ts";
import { changeRoom, CLIENTS, keptOf } from "./changes.ts";
import type { Measure } from "./measure.ts";
import { onServer, placeOn, wait } from "./server.ts";

const SHAPES = 1_000;

/** A measure of so many changes on disk. */
export function diskMeasure(count: number, rounds: number): Measure {
  return {
    name: `disk ${count.toLocaleString("en")}`,
    what: `${count.toLocaleString("en")} changes of ${SHAPES} shapes by ` +
      `${CLIENTS} clients; the server is killed and started again`,
    units: {
      "bytes a change": "bytes",
      "there after kill -9": "%",
    },
    unranked: ["there after kill -9"],
    rounds,
    fits: ({ rooms, keepsAfter }) => rooms !== null && keepsAfter !== null,
    run: (contestant, folder) => run(contestant, folder, count),
  };
}

async function run(
  contestant: Contestant,
  folder: string,
  count: number,
): Promise<Figures> {
  const rooms = contestant.rooms!;
  const promised = () => wait(contestant.keepsAfterMs);
  const [before, after] = await onServer(
    contestant,
    folder,
    async (server) => {
      const place = placeOn(server);
      await rooms.fill(place, SHAPES);
      await promised();
      const before = sizeOf(folder);
      const changes = { count, shapes: SHAPES, text: 0 };
      const after = await changeRoom(rooms, place, changes);
      await promised();
      return [before, after] as const;
    },
  );
  const size = sizeOf(folder) - before;
  return await onServer(contestant, folder, async (server) => {
    const { shapes } = await rooms.load(placeOn(server), middleOf(SHAPES));
    const kept = keptOf(after, shapes);
    if (kept < 100) {
      throw new Error(`Cannot bench: ${kept} % was there after kill -9`);
    }
    return { "bytes a change": size / count, "there after kill -9": kept };
  });
}

/**
 * Bytes of all files of a folder, once the write-ahead logs of its databases are in them: how long
 * such a log is just now tells of its limit, and of nothing else.
 */
function sizeOf(folder: string): number {
  const files = () =>
    [...Deno.readDirSync(folder)].filter(({ isFile }) => isFile)
      .map(({ name }) => `${folder}/${name}`);
  for (const file of files().filter((name) => name.endsWith(".db"))) {
    const db = new DatabaseSync(file, { timeout: 5_000 });
    db.exec("pragma wal_checkpoint(truncate)");
    db.close();
  }
  return files().reduce((sum, file) => sum + Deno.statSync(file).size, 0);
}
