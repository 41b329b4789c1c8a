import { assertEquals } from "@std/assert";
import { decide } from "../../shared/document/decide.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
} from "../../shared/document/document.ts";
import { DEFAULT_LIMITS } from "../../shared/schema/limits.ts";
import { circle } from "../room/testing/room_rig.ts";
import type { Entry } from "../room/room_message.ts";
import { SharedNotice } from "../room/members/shared_notice.ts";
import { FakeSocket } from "./testing/fake_socket.ts";
import { ReadGate } from "./limits/read_gate.ts";
import { Feed } from "./feed.ts";
import { frameOf } from "./frame.ts";
import { EVENTS_BYTES, PRESENCE_BYTES, SendQueue } from "./send_queue.ts";

/** A room that is drawn in, and one reader of it. */
class Rig {
  readonly socket = new FakeSocket();
  readonly feed: Feed;
  document: Document = EMPTY_DOCUMENT;
  /** Bytes of each page of content, and of each event. */
  size = 10;

  constructor() {
    const queue: SendQueue = new SendQueue(
      this.socket,
      new ReadGate(this.socket),
      {
        drained: () => this.feed.drained(),
        stalled: () => {},
      },
    );
    const frame = (text: string) => frameOf(text.padEnd(this.size));
    const source = { flush() {}, document: EMPTY_DOCUMENT };
    Object.defineProperty(source, "document", { get: () => this.document });
    this.feed = new Feed(source, queue, {
      *snapshot({ seq }) {
        yield frame(`snapshot ${seq} a`);
        yield frame(`snapshot ${seq} b`);
      },
      *delta({ seq }, from) {
        yield frame(`delta ${from} ${seq}`);
      },
      events: ({ notice }) =>
        notice.entries.map(({ event }) => frame(`event ${event.seq}`)),
    });
  }

  draw(): void {
    const id = `c${this.document.seq}`;
    const decision = decide(this.document, { ops: [circle(id)] }, {
      userId: "u",
      at: 0,
      limits: DEFAULT_LIMITS,
      removed: new Map(),
    });
    if (decision.kind !== "commit") throw new Error("it has an effect");
    const entry: Entry = decision;
    this.document = decision.document;
    this.feed.committed(
      new SharedNotice({ type: "committed", entries: [entry] }),
    );
  }

  get received(): string[] {
    this.socket.read();
    return this.socket.received.map((text) => text.trimEnd());
  }
}

Deno.test("[P3] a snapshot, then events as they happen", () => {
  const rig = new Rig();
  rig.draw();
  rig.feed.start({ kind: "snapshot" });
  rig.draw();
  assertEquals(rig.received, ["snapshot 1 a", "snapshot 1 b", "event 2"]);
});

Deno.test("[P3] [P4] no events while a snapshot drains: then one delta, then events", () => {
  const rig = new Rig();
  rig.draw();
  rig.size = PRESENCE_BYTES + 1;
  rig.feed.start({ kind: "snapshot" });
  rig.draw();
  rig.draw();
  assertEquals(rig.received, ["snapshot 1 a", "snapshot 1 b", "delta 1 3"]);
  rig.draw();
  assertEquals(rig.received.at(-1), "event 4");
});

Deno.test("[P4] what happens while the delta drains comes as another delta", () => {
  const rig = new Rig();
  rig.draw();
  rig.size = PRESENCE_BYTES + 1;
  rig.feed.start({ kind: "delta", since: 0 });
  rig.draw();
  rig.socket.read(1);
  rig.draw();
  assertEquals(rig.received, ["delta 0 1", "delta 1 2", "delta 2 3"]);
});

Deno.test("[P14] behind: events stop at 1 MiB, and one squashed delta follows", () => {
  const rig = new Rig();
  rig.feed.start({ kind: "events" });
  rig.size = PRESENCE_BYTES;
  for (let i = 0; i < 20; i++) rig.draw();
  assertEquals(rig.received, [
    "event 1",
    "event 2",
    "event 3",
    "event 4",
    "event 5",
    "delta 5 20",
  ]);
});

Deno.test("[P14] an event larger than what may be unsent is told as its result, at once", () => {
  const rig = new Rig();
  rig.feed.start({ kind: "events" });
  rig.size = EVENTS_BYTES + 1;
  rig.draw();
  assertEquals(rig.received, ["delta 0 1"]);
});

Deno.test("[P2] content none: nothing at all; a new start begins anew", () => {
  const rig = new Rig();
  rig.feed.start({ kind: "none" });
  rig.draw();
  assertEquals(rig.received, []);
  rig.feed.start({ kind: "delta", since: 0 });
  rig.draw();
  assertEquals(rig.received, ["delta 0 1", "event 2"]);
});
