/**
 * The protocol of y-websocket, and that of Hocuspocus, which puts the document's name before each
 * message.
 *
 * @module
 */

import {
  createDecoder,
  readVarString,
  readVarUint,
  readVarUint8Array,
} from "lib0/decoding";
import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
} from "lib0/encoding";
import {
  messageYjsSyncStep1,
  messageYjsSyncStep2,
  writeSyncStep1,
  writeSyncStep2,
  writeUpdate,
} from "y-protocols/sync";
import * as Y from "yjs";
import { memberOn } from "./member.ts";
import { placeOf, SIZE } from "./places.ts";
import type { Ears, Loaded, Member, Place, Protocol } from "./protocol.ts";
import { Wire } from "./socket.ts";

const SYNC = 0;
const HOCUSPOCUS_AUTH = 2;

/** How the two differ. */
interface Dialect {
  url(place: Place): string;
  /** Before each message. */
  readonly named: boolean;
}

/** The protocol of y-websocket. */
export const yWebsocket = protocolOf({
  url: ({ url, room }) => `${url}/${room}`,
  named: false,
});

/** The protocol of Hocuspocus. */
export const hocuspocus = protocolOf({ url: ({ url }) => url, named: true });

/** A connection to a document, up to and with what the server has of it. */
class Link {
  readonly #dialect: Dialect;
  readonly #place: Place;
  wire!: Wire;
  /** All came that the server has and we have not. */
  onState: (update: Uint8Array) => void = () => {};
  /** What somebody changed came. */
  onUpdate: (update: Uint8Array) => void = () => {};

  constructor(dialect: Dialect, place: Place) {
    this.#dialect = dialect;
    this.#place = place;
  }

  async open(doc: Y.Doc): Promise<void> {
    const { url } = this.#dialect;
    this.wire = await Wire.open(
      this.#place,
      url(this.#place),
      (data, wire) => {
        this.wire = wire;
        this.#hear(data, doc);
      },
    );
    if (this.#dialect.named) {
      this.#send(HOCUSPOCUS_AUTH, (encoder) => {
        writeVarUint(encoder, 0);
        writeVarString(encoder, "");
      });
    }
    this.#send(SYNC, (encoder) => writeSyncStep1(encoder, doc));
  }

  update(update: Uint8Array): void {
    this.#send(SYNC, (encoder) => writeUpdate(encoder, update));
  }

  #send(kind: number, write: (encoder: Encoder) => void): void {
    const encoder = createEncoder();
    if (this.#dialect.named) writeVarString(encoder, this.#place.room);
    writeVarUint(encoder, kind);
    write(encoder);
    this.wire.send(toUint8Array(encoder));
  }

  #hear(data: Uint8Array, doc: Y.Doc): void {
    const decoder = createDecoder(data);
    if (this.#dialect.named) readVarString(decoder);
    const kind = readVarUint(decoder);
    if (kind !== SYNC) return;
    const step = readVarUint(decoder);
    const theirs = readVarUint8Array(decoder);
    switch (step) {
      case messageYjsSyncStep1:
        return this.#send(
          SYNC,
          (encoder) => writeSyncStep2(encoder, doc, theirs),
        );
      case messageYjsSyncStep2:
        return this.onState(theirs);
      default:
        this.onUpdate(theirs);
    }
  }
}

/** Clients of a document are told apart by a number: ours is the member's, above all others. */
const CLIENTS = 1_000_000;

function protocolOf(dialect: Dialect): Protocol<Y.Doc> {
  return {
    async join(place: Place, index: number, ears: Ears): Promise<Member> {
      const link = new Link(dialect, place);
      const doc = new Y.Doc();
      doc.clientID = CLIENTS + index;
      const first = Promise.withResolvers<void>();
      const hearOthers = (update: Uint8Array): void => {
        for (const struct of Y.decodeUpdate(update).structs) {
          if (!("content" in struct)) continue;
          const { content, id } = struct;
          if (!(content instanceof Y.ContentAny) || id.client < CLIENTS) {
            continue;
          }
          const [x] = content.arr;
          if (typeof x === "number") ears.heard(id.client - CLIENTS, x);
        }
      };
      link.onState = () => first.resolve();
      link.onUpdate = hearOthers;
      await link.open(doc);
      await first.promise;
      doc.on("update", (update: Uint8Array) => link.update(update));
      const shape = new Y.Map();
      doc.transact(() => {
        shape.set("type", "rectangle");
        shape.set("x", 0);
        doc.getMap("shapes").set(`s${index}`, shape);
      });
      return memberOn(link.wire, (n) => void shape.set("x", n));
    },

    async load(place, _sight, since): Promise<Loaded<Y.Doc>> {
      const doc = since?.token ?? new Y.Doc();
      const link = new Link(dialect, place);
      const done = Promise.withResolvers<Uint8Array>();
      const start = performance.now();
      link.onState = (update) => {
        // As everybody's: parsed, and made a document of after the clock has stopped.
        Y.decodeUpdate(update);
        done.resolve(update);
      };
      await link.open(doc);
      const update = await done.promise;
      const allMs = performance.now() - start;
      const { bytes } = link.wire;
      link.wire.close();
      Y.applyUpdate(doc, update);
      const shapes = new Map<string, number>();
      for (const [id, shape] of doc.getMap<Y.Map<number>>("shapes")) {
        shapes.set(id, shape.get("x")!);
      }
      return { firstMs: allMs, allMs, bytes, shapes, token: doc };
    },

    async fill(place, count): Promise<void> {
      await work(dialect, place, (doc) => {
        const shapes = doc.getMap("shapes");
        for (let n = 0; n < count; n += 200) {
          doc.transact(() => {
            for (let at = n; at < Math.min(count, n + 200); at++) {
              const { x, y } = placeOf(at);
              const shape = new Y.Map(Object.entries({
                type: "rectangle",
                x,
                y,
                ...SIZE,
              }));
              shapes.set(`f${at}`, shape);
            }
          });
        }
      });
    },

    async change(place, changes): Promise<void> {
      await work(dialect, place, (doc) => {
        const all = doc.getMap<Y.Map<number | string>>("shapes");
        for (const { id, x, text } of changes) {
          const shape = all.get(id)!;
          doc.transact(() => {
            shape.set("x", x);
            if (text !== undefined) shape.set("text", text);
          });
        }
      });
    },
  };
}

/** Between two looks at what the server has. */
const POLL_MS = 100;

/** Changes a document, and comes back when a second client finds it so. */
async function work(
  dialect: Dialect,
  place: Place,
  change: (doc: Y.Doc) => void,
): Promise<void> {
  const doc = new Y.Doc();
  const link = new Link(dialect, place);
  const first = Promise.withResolvers<void>();
  link.onState = (update) => {
    Y.applyUpdate(doc, update);
    first.resolve();
  };
  await link.open(doc);
  await first.promise;
  doc.on("update", (update: Uint8Array) => link.update(update));
  change(doc);
  const other = new Link(dialect, place);
  for (;;) {
    const done = Promise.withResolvers<boolean>();
    const copy = new Y.Doc();
    other.onState = (update) => {
      Y.applyUpdate(copy, update);
      done.resolve(
        Y.getState(copy.store, doc.clientID) ===
          Y.getState(doc.store, doc.clientID),
      );
    };
    await other.open(copy);
    const same = await done.promise;
    other.wire.close();
    if (same) break;
    // Each look costs the server the whole document.
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  link.wire.close();
}
