/**
 * Events, answers and appends to try a store with.
 *
 * @module
 */

import type { CanonicalOp, RoomEvent } from "../../../shared/schema/event.ts";
import {
  completeShape,
  type Shape,
  type ShapeInput,
} from "../../../shared/schema/shape.ts";
import type {
  Answer,
  Append,
  NewChatLine,
  NewEvent,
  Origin,
  Store,
} from "../store.ts";

/** Milliseconds since 1970 at which samples happen; event n happens n ms later. */
export const SAMPLE_TIME = 1_733_000_000_000;

/** A whole shape, as event `seq` creates it. */
export function sampleShape(
  seq: number,
  input: Partial<ShapeInput> = {},
): Shape {
  const at = SAMPLE_TIME + seq;
  return {
    ...completeShape({ id: `shape_${seq}`, type: "circle", ...input }),
    z: "a0",
    version: 1,
    seq,
    createdBy: "u_ana",
    updatedBy: "u_ana",
    createdAt: at,
    updatedAt: at,
  } as Shape;
}

/** Event `seq`: creates `shape_<seq>` unless `ops` say otherwise. */
export function sampleEvent(seq: number, ops?: CanonicalOp[]): RoomEvent {
  return {
    seq,
    userId: "u_ana",
    at: SAMPLE_TIME + seq,
    ops: ops ?? [{ op: "create", shape: sampleShape(seq) }],
  };
}

/** An event on its way in, that nobody can resend unless `origin` is given. */
export function added(
  event: RoomEvent,
  origin: Origin | null = null,
  removed: readonly Shape[] = [],
): NewEvent {
  return { event, origin, removed };
}

/** An ack of number `cseq`. */
export function sampleAnswer(
  client: string,
  cseq: number,
  seq: number,
): Answer {
  return {
    origin: { client, cseq },
    bodyHash: `hash-${cseq}`,
    body: { type: "ack", seq, results: ["ok"], overrode: [] },
  };
}

/** An append of `count` events without origin after `head`. */
export function plainAppend(
  roomId: string,
  head: number,
  count: number = 1,
): Append {
  const events = Array.from(
    { length: count },
    (_, i) => added(sampleEvent(head + i + 1)),
  );
  return { roomId, expectedHead: head, events, answers: [] };
}

/** An append of one event after `head`, numbered `cseq`, with its answer. */
export function numberedAppend(
  roomId: string,
  head: number,
  client: string,
  cseq: number,
): Append {
  const seq = head + 1;
  return {
    roomId,
    expectedHead: head,
    events: [added(sampleEvent(seq), { client, cseq })],
    answers: [sampleAnswer(client, cseq, seq)],
  };
}

/** Makes rooms. */
export async function openRooms(
  store: Store,
  ...roomIds: string[]
): Promise<void> {
  for (const roomId of roomIds) {
    await store.openRoom(roomId, { create: true, now: SAMPLE_TIME });
  }
}

/** The `seq` of every event of a room. */
export async function seqs(store: Store, roomId: string): Promise<number[]> {
  const events = await store.readAfter(roomId, 0, 1_000_000);
  return events.map((event) => event.seq);
}

/** A line of chat that ana says. */
export function sampleLine(text: string, nonce: string): NewChatLine {
  return {
    userId: "u_ana",
    name: "ana",
    text,
    at: SAMPLE_TIME,
    client: "c1",
    nonce,
  };
}
