/**
 * A clock that draws itself. Copy it to write a bot of your own:
 *
 *     deno run --allow-net --ignore-env bots/clock.ts lobby --server ws://127.0.0.1:4650
 *
 * @module
 */

import { parseArgs } from "node:util";
import { RoomClient } from "../shared/client/room_client.ts";
import type { Op } from "../shared/schema/op.ts";
import type { Props } from "../shared/schema/shape.ts";

const { values, positionals: [roomId = "lobby"] } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: "string", default: "ws://127.0.0.1:4650" },
    name: { type: "string", default: "clock" },
  },
});

// Fixed ids: a clock that is started again takes over the shapes that it finds.
const FACE = "clock-face";
const HANDS = [
  { id: "clock-hours", reach: 0.5, stroke: "heavy", color: "default" },
  { id: "clock-minutes", reach: 0.8, stroke: "light", color: "default" },
  { id: "clock-seconds", reach: 0.9, stroke: "dashed", color: "red" },
] as const;
const IDS = [FACE, ...HANDS.map(({ id }) => id)];

/** How far each hand has gone round, 0 to 1, in the order of `HANDS`. */
function turnsAt(time: Date): number[] {
  const seconds = time.getSeconds() / 60;
  const minutes = (time.getMinutes() + seconds) / 60;
  return [(time.getHours() % 12 + minutes) / 12, minutes, seconds];
}

/** The hands at `time`, where the face is now: people may have moved it, or made it larger. */
function handsAt(time: Date): { id: string; props: Props }[] {
  const face = client.document.shapes.get(FACE)?.shape;
  if (face?.type !== "circle") return [];
  const turns = turnsAt(time);
  return HANDS.map(({ id, reach }, i) => {
    const angle = turns[i]! * 2 * Math.PI;
    const tip: [number, number] = [
      Math.round(face.radius * reach * Math.sin(angle)),
      Math.round(face.radius * reach * -Math.cos(angle)),
    ];
    return { id, props: { x: face.x, y: face.y, points: [[0, 0], tip] } };
  });
}

const client = new RoomClient({
  server: values.server,
  roomId,
  name: values.name,
});
await client.synced();

// `restore` brings back what an earlier clock took away; `put` makes what was never there.
await client.submit([
  ...IDS.map((id): Op => ({ op: "restore", id })),
  {
    op: "put",
    shape: { id: FACE, type: "circle", x: 484, y: 168, radius: 96 },
  },
  ...HANDS.map(({ id, stroke, color }): Op => ({
    op: "put",
    shape: { id, type: "line", stroke, color },
  })),
]);

const tick = setInterval(() => {
  if (client.status.state !== "synced") return; // no hour of ticks is to wait for the server
  const hands = handsAt(new Date());
  if (hands.length === 0) return leave(); // somebody deleted the clock
  client.submit(hands.map(({ id, props }) => ({ op: "set", id, props })));
}, 1000);

async function leave() {
  clearInterval(tick);
  client.submit([{ op: "delete", ids: IDS }]);
  // Without a server there is nobody to wait for.
  if (client.status.state === "synced") await client.idle();
  await client.close();
  Deno.exit();
}
Deno.addSignalListener("SIGINT", leave);
Deno.addSignalListener("SIGTERM", leave);
