import { placeOf } from "./places.ts";
import type { Ears, Loaded, Member, Place, Protocol } from "./protocol.ts";
import { jsonOf, Wire } from "./socket.ts";

/** Transactions of a client that are unanswered at most while a room is filled. */
const WINDOW = 32;
/** Clients that change a room: a single one waits for each group of commits. */
const WORKERS = 8;

interface Token {
  readonly seq: number;
  readonly epoch: string;
}

/** inkroom's own protocol. */
export const inkroom: Protocol<Token> = { join, load, fill, shift };

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
        ready.reject(new Error(JSON.stringify(message)));
    }
  });
  let cseq = 0;
  const send = (ops: unknown[]) =>
    wire.send(
      JSON.stringify({ type: "tx", roomId: place.room, cseq: ++cseq, ops }),
    );
  greet(wire, { roomId: place.room, content: "events" });
  await ready.promise;
  return memberOf(wire, (n) => send([{ op: "set", id, props: { x: n } }]));
}

function memberOf(wire: Wire, move: (n: number) => void): Member {
  return {
    move,
    get bytes() {
      return wire.bytes;
    },
    stall: () => wire.stall(),
    resume: () => wire.resume(),
    close: () => wire.close(),
  };
}

async function load(
  place: Place,
  since?: Loaded<Token>,
): Promise<Loaded<Token>> {
  const shapes = new Map(since?.shapes);
  const done = Promise.withResolvers<void>();
  const start = performance.now();
  let firstMs = 0, epoch = "", seq = 0, head = 0;
  const wire = await Wire.open(place, `${place.url}/ws`, (data) => {
    const message = jsonOf(data);
    switch (message.type) {
      case "joined":
        ({ epoch, head } = message);
        if (message.mode === "none") done.resolve();
        return;
      case "snapshot":
        for (const { id, x } of message.shapes) shapes.set(id, x);
        firstMs ||= performance.now() - start;
        seq = message.seq;
        if (message.last && seq >= head) done.resolve();
        return;
      case "delta":
        for (const { id, x } of message.added) shapes.set(id, x);
        for (const { id, props } of message.modified) {
          if (props.x !== undefined) shapes.set(id, props.x);
        }
        for (const id of message.deleted) shapes.delete(id);
        firstMs ||= performance.now() - start;
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
      ? { viewport: { x: 0, y: 0, width: 640, height: 352 } }
      : { since: since.token.seq, epoch: since.token.epoch }),
  });
  await done.promise;
  const allMs = performance.now() - start;
  const { bytes } = wire;
  wire.close();
  return { firstMs, allMs, bytes, shapes, token: { seq, epoch } };
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
      width: 64,
      height: 48,
    },
  }));
  return work(place, chunks(ops, 200));
}

async function shift(
  place: Place,
  shapes: number,
  x: number,
  count: number,
  text?: string,
): Promise<void> {
  const txs = Array.from(
    { length: count },
    (_, n) => [{ op: "set", id: `f${n % shapes}`, props: { x, text } }],
  );
  const shares = chunks(txs, Math.ceil(count / WORKERS));
  await Promise.all(shares.map((share) => work(place, share)));
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += size) {
    parts.push(all.slice(at, at + size));
  }
  return parts;
}
