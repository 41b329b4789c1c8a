/**
 * Who does not do the work is not timed for it: each way not to do it is found out.
 *
 * @module
 */

import { deepEqual, equal, rejects } from "node:assert/strict";
import type { Contestant } from "./contestants.ts";
import { changeRoom, CLIENTS, keptOf } from "./measures/changes.ts";
import { diskMeasure } from "./measures/disk.ts";
import { joinMeasure } from "./measures/join.ts";
import type { Measure } from "./measures/measure.ts";
import { resumeMeasure } from "./measures/resume.ts";
import { Room } from "./measures/room.ts";
import { fakeContestant, type Faults } from "./testing/fake_contestant.ts";
import { prepare, turnOf } from "./turn.ts";

const PLACE = { url: "", room: "r0", deflate: false };
const PATIENCE_MS = 20;

/** Three members who each make a hundred changes. */
async function work(
  faults: Faults,
  promises: Partial<Contestant> = {},
): Promise<Room> {
  const room = await Room.open(fakeContestant(faults, promises), PLACE, 3);
  room.measure();
  for (let n = 0; n < 100; n++) room.move();
  await room.allHeard(PATIENCE_MS);
  return room;
}

Deno.test("every change that comes to each of the others is counted once", async () => {
  const room = await work({});
  equal(room.deliveries, 3 * 2 * 100);
  equal(room.toOthers.length, 600);
  equal(room.toAck.length, 300);
});

Deno.test("what is squashed counts as often as it was sent, by those who may squash", async () => {
  const room = await work({ squashes: true }, { squashes: true });
  equal(room.deliveries, 600);
  equal(room.toOthers.length, 600);
  await rejects(work({ squashes: true }), /after change 0 of .* heard of 2/);
});

Deno.test("a delivery that is lost, late or double is found out", async () => {
  await rejects(work({ loses: 50 }), /after change 49 of .* heard of 51/);
  await rejects(work({ losesTail: true }), /not everybody heard every last/);
  await rejects(work({ doubles: true }), /after change 1 of .* heard of 1/);
});

Deno.test("an ack that is promised and does not come is found out", async () => {
  await rejects(work({ losesAcks: 100 }), /or its ack/);
  equal((await work({ losesAcks: 100 }, { acks: "none" })).deliveries, 600);
});

Deno.test("each round begins with a copy of what was prepared, and leaves nothing behind", async () => {
  const made = await Deno.makeTempDir();
  const begin = `${made}/begin`;
  const folders: string[] = [];
  const measure: Pick<Measure, "prepare" | "run"> = {
    prepare: (_, folder) => Deno.writeTextFile(`${folder}/room.db`, "shapes"),
    async run(_, folder) {
      folders.push(folder);
      const text = await Deno.readTextFile(`${folder}/room.db`);
      await Deno.writeTextFile(`${folder}/room.db`, `${text}, changed`);
      return { size: text.length };
    },
  };
  const contestant = fakeContestant();
  await prepare(contestant, measure, begin);
  for (let round = 1; round <= 2; round++) {
    deepEqual(await turnOf(contestant, measure, begin), { size: 6 });
  }
  equal(new Set(folders).size, 2);
  for (const folder of folders) await rejects(Deno.stat(folder));
  await rejects(prepare(contestant, measure, `${made}/no/folder`));
  await Deno.remove(made, { recursive: true });
});

async function run(measure: Measure, faults: Faults): Promise<unknown> {
  const folder = await Deno.makeTempDir();
  try {
    const contestant = fakeContestant(faults);
    await measure.prepare?.(contestant, folder);
    return await measure.run(contestant, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a change that is not there after kill -9 is found out", async () => {
  await run(diskMeasure(2_000, 1), {});
  await rejects(run(diskMeasure(2_000, 1), { forgets: true }), /99.9 %/);
});

Deno.test("a shape that does not come to who joins is found out", async () => {
  await run(joinMeasure(100, 1), {});
  await rejects(run(joinMeasure(100, 1), { hides: true }), /99 of 100 shapes/);
});

Deno.test("a change that does not come to who comes back is found out", async () => {
  await run(resumeMeasure(2_000, 1), {});
  await rejects(run(resumeMeasure(2_000, 1), { hides: true }), /99.9 %/);
});

Deno.test("no change sets what is there, and each client has shapes of its own", async () => {
  const seen = new Map<string, number>();
  let clients = 0;
  const change = (
    _: unknown,
    changes: readonly { id: string; x: number }[],
  ) => {
    clients++;
    for (const { id, x } of changes) {
      equal(seen.get(id) === x, false, id);
      seen.set(id, x);
    }
    return Promise.resolve();
  };
  const plan = { count: 100, shapes: 16, text: 0 };
  await changeRoom({ change }, PLACE, plan);
  const after = await changeRoom({ change }, PLACE, plan, 1);
  equal(clients, 2 * CLIENTS);
  equal(seen.size, 16);
  equal(keptOf(after, seen), 100);
});
