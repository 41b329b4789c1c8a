import { createTLSchema } from "@tldraw/tlschema";
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
import { Wire } from "./socket.ts";

/** The protocol of tldraw sync, version 8. */
export const tldraw: Protocol<number> = { join, load, fill, change };

const schema = createTLSchema().serialize();

/** A rectangle, as tldraw has it. */
function rectangle(id: string, x: number, y: number): unknown {
  return {
    typeName: "shape",
    id: `shape:${id}`,
    type: "geo",
    x,
    y,
    rotation: 0,
    index: "a1",
    parentId: "page:page",
    isLocked: false,
    opacity: 1,
    props: {
      geo: "rectangle",
      dash: "draw",
      url: "",
      w: 64,
      h: 48,
      growY: 0,
      flipX: false,
      flipY: false,
      scale: 1,
      labelColor: "black",
      color: "black",
      fill: "none",
      size: "m",
      font: "draw",
      align: "middle",
      verticalAlign: "middle",
      richText: { type: "doc", content: [{ type: "paragraph" }] },
    },
    meta: {},
  };
}

/** Puts together messages that came in chunks, as its own client does. */
class Chunks {
  #parts: string[] = [];

  // deno-lint-ignore no-explicit-any
  take(data: Uint8Array): any {
    const text = new TextDecoder().decode(data);
    if (text.startsWith("{")) return JSON.parse(text);
    const at = text.indexOf("_");
    this.#parts.push(text.slice(at + 1));
    if (Number(text.slice(0, at)) > 0) return null;
    const whole = this.#parts.join("");
    this.#parts = [];
    return JSON.parse(whole);
  }
}

async function connect(
  place: Place,
  lastServerClock: number,
  // deno-lint-ignore no-explicit-any
  hear: (event: any) => void,
): Promise<Wire> {
  const chunks = new Chunks();
  const wire = await Wire.open(place, `${place.url}/${place.room}`, (data) => {
    const message = chunks.take(data);
    if (message === null) return;
    if (message.type === "data") message.data.forEach(hear);
    else hear(message);
  });
  wire.send(JSON.stringify({
    type: "connect",
    connectRequestId: crypto.randomUUID(),
    lastServerClock,
    protocolVersion: 8,
    schema,
  }));
  return wire;
}

type Diff = Record<string, unknown>;

/** What becomes of a record: `put` brings it whole, `patch` the new values of its properties. */
type RecordOp =
  | readonly ["put", { readonly x: number }]
  | readonly ["patch", { readonly x: readonly ["put", number] }]
  | readonly ["remove"];

function push(wire: Wire, clientClock: number, diff: Diff): void {
  wire.send(JSON.stringify({ type: "push", clientClock, diff }));
}

const OWN = /^shape:s(\d+)$/;

async function join(
  place: Place,
  index: number,
  ears: Ears,
): Promise<Member> {
  const ready = Promise.withResolvers<void>();
  const id = `shape:s${index}`;
  const wire = await connect(place, 0, (event) => {
    switch (event.type) {
      case "connect":
        return push(wire, 0, { [id]: ["put", rectangle(`s${index}`, 0, 0)] });
      case "push_result":
        if (event.action !== "commit") {
          return ready.reject(new Error(JSON.stringify(event)));
        }
        if (event.clientClock === 0) return ready.resolve();
        return ears.acked(event.clientClock);
      case "patch":
        for (
          const [changed, op] of Object.entries<RecordOp>(event.diff)
        ) {
          const of = OWN.exec(changed);
          if (of !== null && op[0] === "patch") {
            ears.heard(Number(of[1]), op[1].x[1]);
          }
        }
    }
  });
  await ready.promise;
  return memberOn(
    wire,
    (n) => push(wire, n, { [id]: ["patch", { x: ["put", n] }] }),
  );
}

async function load(
  place: Place,
  sight: Sight,
  since?: Loaded<number>,
): Promise<Loaded<number>> {
  const done = Promise.withResolvers<number>();
  const arrivals = new Arrivals(sight, since?.shapes);
  const wire = await connect(place, since?.token ?? 0, (event) => {
    if (event.type !== "connect") return;
    for (const [id, op] of Object.entries<RecordOp>(event.diff)) {
      if (!id.startsWith("shape:")) continue;
      const name = id.slice("shape:".length);
      if (op[0] === "put") arrivals.set(name, op[1].x);
      else if (op[0] === "patch") arrivals.set(name, op[1].x[1]);
      else arrivals.shapes.delete(name);
    }
    done.resolve(event.serverClock);
  });
  const token = await done.promise;
  return arrivals.end(wire, token);
}

/** Pushes diffs one after the other, some at a time. */
async function work(place: Place, diffs: readonly Diff[]): Promise<void> {
  const done = Promise.withResolvers<void>();
  let sent = 0, acked = 0;
  const wire = await connect(place, 0, (event) => {
    if (event.type === "push_result") {
      // Anything else is other work: "discard", say, if all is so already.
      if (event.action !== "commit") {
        return done.reject(new Error(JSON.stringify(event)));
      }
      acked++;
    } else if (event.type !== "connect") return;
    if (acked === diffs.length) return done.resolve();
    while (sent < diffs.length && sent - acked < 32) {
      push(wire, sent, diffs[sent]!);
      sent++;
    }
  });
  await done.promise;
  wire.close();
}

function fill(place: Place, count: number): Promise<void> {
  const diffs: Diff[] = [];
  for (let n = 0; n < count; n++) {
    if (n % 200 === 0) diffs.push({});
    const { x, y } = placeOf(n);
    diffs.at(-1)![`shape:f${n}`] = ["put", rectangle(`f${n}`, x, y)];
  }
  return work(place, diffs);
}

function change(place: Place, changes: readonly Change[]): Promise<void> {
  return work(
    place,
    changes.map(({ id, x, text }) => ({
      [`shape:${id}`]: ["patch", {
        x: ["put", x],
        ...(text === undefined
          ? {}
          : { meta: ["patch", { text: ["put", text] }] }),
      }],
    })),
  );
}
