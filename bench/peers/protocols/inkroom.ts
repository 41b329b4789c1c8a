import { Arrivals } from "./arrivals.ts";
import { memberOn } from "./member.ts";
import { placeOf, SIZE } from "./places.ts";
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

/** Transactions of a client that are unanswered at most while it changes a room. */
const WINDOW = 32;

interface Token {
  readonly seq: number;
  readonly epoch: string;
}

/** inkroom's own protocol. */
export const inkroom: Protocol<Token> = { join, load, fill, change };

function greet(wire: Wire, join: Record<string, unknown>): void {
  const clientId = `bench-${crypto.randomUUID()}`;
  const hello = { type: "hello", protocol: 1, clientId, name: "bench" };
  wire.send(JSON.stringify(hello));
  wire.send(JSON.stringify({ type: "join_room", ...join }));
}

async function join(
  place: Place,
  index: number,
  ears: Ears,
): Promise<Member> {
  const ready = Promise.withResolvers<void>();
  const id = `s${index}`;
  // cseq 1 creates, so change n has cseq n + 1.
  const wire = await Wire.open(place, `${place.url}/ws`, (data) => {
    const message = jsonOf(data);
    switch (message.type) {
      case "joined":
        return send([{ op: "create", shape: { id, type: "rectangle", x: 0 } }]);
      case "ack":
        if (message.cseq === 1) return ready.resolve();
        return ears.acked(message.cseq - 1);
      case "events":
        for (const { ops: [op] } of message.events) {
          if (op.op !== "set") continue;
          ears.heard(Number(op.id.slice(1)), op.props.x);
        }
        return;
      case "nack":
      case "error":
        throw new Error(`Cannot bench: ${JSON.stringify(message)}`);
    }
  });
  let cseq = 0;
  const send = (ops: unknown[]) =>
    wire.send(
      JSON.stringify({ type: "tx", roomId: place.room, cseq: ++cseq, ops }),
    );
  greet(wire, { roomId: place.room, content: "events" });
  await ready.promise;
  return memberOn(wire, (n) => send([{ op: "set", id, props: { x: n } }]));
}

async function load(
  place: Place,
  sight: Sight,
  since?: Loaded<Token>,
): Promise<Loaded<Token>> {
  const done = Promise.withResolvers<void>();
  const arrivals = new Arrivals(sight, since?.shapes);
  let epoch = "", seq = 0, head = 0;
  const wire = await Wire.open(place, `${place.url}/ws`, (data) => {
    const message = jsonOf(data);
    switch (message.type) {
      case "joined":
        ({ epoch, head } = message);
        if (message.mode === "none") done.resolve();
        return;
      case "snapshot":
        for (const { id, x } of message.shapes) arrivals.set(id, x);
        seq = message.seq;
        if (message.last && seq >= head) done.resolve();
        return;
      case "delta":
        for (const { id, x } of message.added) arrivals.set(id, x);
        for (const { id, props } of message.modified) {
          if (props.x !== undefined) arrivals.set(id, props.x);
        }
        for (const id of message.deleted) arrivals.shapes.delete(id);
        seq = message.to;
        if (message.last) done.resolve();
        return;
      case "error":
        done.reject(new Error(JSON.stringify(message)));
    }
  });
  greet(wire, {
    roomId: place.room,
    ...(since === undefined
      ? { viewport: sight.viewport }
      : { since: since.token.seq, epoch: since.token.epoch }),
  });
  await done.promise;
  return arrivals.end(wire, { seq, epoch });
}

/** Sends many transactions, some at a time, and waits for all acks. */
async function work(
  place: Place,
  txs: readonly (readonly unknown[])[],
): Promise<void> {
  const done = Promise.withResolvers<void>();
  let cseq = 0, acked = 0;
  const wire = await Wire.open(place, `${place.url}/ws`, (data) => {
    const message = jsonOf(data);
    switch (message.type) {
      case "joined":
        return pump();
      case "ack":
        acked++;
        return acked === txs.length ? done.resolve() : pump();
      case "nack":
      case "error":
        done.reject(new Error(JSON.stringify(message)));
    }
  });
  const pump = () => {
    while (cseq < txs.length && cseq - acked < WINDOW) {
      const ops = txs[cseq++];
      wire.send(
        JSON.stringify({ type: "tx", roomId: place.room, cseq, ops }),
      );
    }
  };
  greet(wire, { roomId: place.room, content: "none" });
  await done.promise;
  wire.close();
}

function fill(place: Place, count: number): Promise<void> {
  const ops = Array.from({ length: count }, (_, n) => ({
    op: "create",
    shape: {
      id: `f${n}`,
      type: "rectangle",
      ...placeOf(n),
      ...SIZE,
    },
  }));
  return work(place, chunks(ops, 200));
}

function change(place: Place, changes: readonly Change[]): Promise<void> {
  return work(
    place,
    changes.map(({ id, x, text }) => [{ op: "set", id, props: { x, text } }]),
  );
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += size) {
    parts.push(all.slice(at, at + size));
  }
  return parts;
}
