import { placeOf } from "./places.ts";
import type { Ears, Loaded, Member, Place, Protocol } from "./protocol.ts";
import { jsonOf, Wire } from "./socket.ts";

/** The protocol of the first design: shapes as chat messages. */
export const chat: Protocol<null> = { join, load, fill, shift };

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
  return {
    move: (n) => say(wire, place.room, { id, type: "rectangle", x: n, y: 0 }),
    get bytes() {
      return wire.bytes;
    },
    stall: () => wire.stall(),
    resume: () => wire.resume(),
    close: () => wire.close(),
  };
}

async function load(place: Place): Promise<Loaded<null>> {
  const shapes = new Map<string, number>();
  const done = Promise.withResolvers<void>();
  const start = performance.now();
  let firstMs = 0;
  const wire = await enter(place, (shape) => {
    if (shape === null) return done.resolve();
    firstMs ||= performance.now() - start;
    shapes.set(shape.id, shape.x);
  });
  await done.promise;
  const allMs = performance.now() - start;
  const { bytes } = wire;
  wire.close();
  return { firstMs, allMs, bytes, shapes, token: null };
}

/** Says shapes one after the other, and waits until the last of them comes back. */
async function work(place: Place, shapes: readonly ChatShape[]): Promise<void> {
  const here = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  let isHere = false, left = shapes.length;
  const wire = await enter(place, (shape) => {
    if (shape === null) {
      isHere = true;
      return here.resolve();
    }
    if (isHere && --left === 0) done.resolve();
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

function shift(
  place: Place,
  shapes: number,
  x: number,
  count: number,
  text?: string,
): Promise<void> {
  return work(
    place,
    Array.from(
      { length: count },
      (_, n) => ({ id: `f${n % shapes}`, type: "rectangle", x, y: 0, text }),
    ),
  );
}
