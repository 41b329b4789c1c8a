import { Arrivals } from "./arrivals.ts";
import { memberOn } from "./member.ts";
import { placeOf } from "./places.ts";
import type {
  Change,
  Ears,
  Loaded,
  Member,
  Place,
  Protocol,
  Sight,
} from "./protocol.ts";
import { jsonOf, Wire } from "./socket.ts";

/** The protocol of the first design: shapes as chat messages. */
export const chat: Protocol<null> = { join, load, fill, change };

interface ChatShape {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly text?: string | undefined;
}

function say(wire: Wire, room: string, shape: ChatShape): void {
  const message = JSON.stringify({ shape });
  wire.send(JSON.stringify({ type: "chat", roomId: room, message }));
}

async function enter(
  place: Place,
  hear: (shape: ChatShape | null) => void,
): Promise<Wire> {
  const wire = await Wire.open(place, place.url, (data) => {
    const { type, message } = jsonOf(data);
    hear(type === "joined" ? null : JSON.parse(message).shape);
  });
  wire.send(JSON.stringify({ type: "join_room", roomId: place.room }));
  return wire;
}

async function join(
  place: Place,
  index: number,
  ears: Ears,
): Promise<Member> {
  const ready = Promise.withResolvers<void>();
  let here = false;
  const wire = await enter(place, (shape) => {
    if (shape === null) {
      here = true;
      return ready.resolve();
    }
    if (here) ears.heard(Number(shape.id.slice(1)), shape.x);
  });
  await ready.promise;
  const id = `s${index}`;
  return memberOn(
    wire,
    (n) => say(wire, place.room, { id, type: "rectangle", x: n, y: 0 }),
  );
}

async function load(place: Place, sight: Sight): Promise<Loaded<null>> {
  const done = Promise.withResolvers<void>();
  const arrivals = new Arrivals(sight);
  const wire = await enter(place, (shape) => {
    if (shape === null) done.resolve();
    else arrivals.set(shape.id, shape.x);
  });
  await done.promise;
  return arrivals.end(wire, null);
}

/** Says shapes one after the other, and waits until the last of them comes back. */
async function work(place: Place, shapes: readonly ChatShape[]): Promise<void> {
  const here = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const last = shapes.at(-1);
  let isHere = false;
  const wire = await enter(place, (shape) => {
    if (shape === null) {
      isHere = true;
      return here.resolve();
    }
    if (isHere && shape.id === last?.id && shape.x === last.x) done.resolve();
  });
  await here.promise;
  for (const shape of shapes) say(wire, place.room, shape);
  await done.promise;
  wire.close();
}

function fill(place: Place, count: number): Promise<void> {
  return work(
    place,
    Array.from(
      { length: count },
      (_, n) => ({ id: `f${n}`, type: "rectangle", ...placeOf(n) }),
    ),
  );
}

function change(place: Place, changes: readonly Change[]): Promise<void> {
  return work(
    place,
    changes.map((each) => ({ ...each, type: "rectangle", y: 0 })),
  );
}
