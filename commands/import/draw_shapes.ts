/**
 * Many shapes into a room: in order, in transactions that a server takes, as one step of undo.
 *
 * @module
 */

import type { Op, OpResult } from "../../shared/client/mod.ts";
import type { RoomClient } from "../../shared/client/room_client.ts";
import { cutOps } from "../../shared/client/outbox/cut_ops.ts";
import type { Props, ShapeInput } from "../../shared/schema/shape.ts";
import type { OnProgress } from "../progress.ts";

/** What became of the shapes. */
export interface Drawn {
  readonly created: number;
  /** In the room already; they are as they were. */
  readonly existing: number;
  /** Deleted in the room before; they stay so. */
  readonly deleted: number;
}

/** Transactions that are on their way at once. */
const UNDER_WAY = 16;

/**
 * Draws shapes, from back to front. Doing it again does nothing.
 *
 * @param group under which all of it is undone.
 * @throws {Error} if the room refuses something; what came before it is drawn.
 */
export async function drawShapes(
  client: RoomClient,
  shapes: readonly ShapeInput[],
  group: string,
  onProgress: OnProgress,
): Promise<Drawn> {
  const creations = shapes.map((shape): Op => ({ op: "create", shape }));
  const parts = cutOps(creations, client.limits);
  const results = await submitAll(client, parts, group, onProgress);
  const later = lateBindings(shapes, parts, results);
  await submitAll(client, cutOps(later, client.limits), group, onProgress);
  const count = (wanted: OpResult) =>
    results.filter((result) => result === wanted).length;
  return {
    created: count("ok"),
    existing: count("exists"),
    deleted: count("deleted"),
  };
}

async function submitAll(
  client: RoomClient,
  parts: readonly (readonly Op[])[],
  group: string,
  onProgress: OnProgress,
): Promise<OpResult[]> {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const results: OpResult[] = [];
  const underWay: Promise<readonly OpResult[]>[] = [];
  const settle = async () => {
    results.push(...await underWay.shift()!);
    onProgress("drawing", results.length, total);
  };
  for (const part of parts) {
    underWay.push(submit(client, part, group));
    if (underWay.length >= UNDER_WAY) await settle();
  }
  while (underWay.length > 0) await settle();
  return results;
}

async function submit(
  client: RoomClient,
  ops: readonly Op[],
  group: string,
): Promise<readonly OpResult[]> {
  const answer = await client.submit(ops, { group });
  switch (answer.type) {
    case "ack":
      return answer.results ?? [];
    case "nack":
      throw new Error(`Cannot draw this: the room refused (${answer.message})`);
    default:
      throw new Error(
        "Cannot tell whether all was drawn: the connection ended; run it again",
      );
  }
}

/**
 * A binding holds if its target is there when the transaction ends: those to shapes of a later
 * transaction are made when all are there.
 */
function lateBindings(
  shapes: readonly ShapeInput[],
  parts: readonly (readonly Op[])[],
  results: readonly OpResult[],
): Op[] {
  const partOf = new Map<string, number>();
  let next = 0;
  parts.forEach((part, index) => {
    for (let i = 0; i < part.length; i++) partOf.set(shapes[next++]!.id, index);
  });
  return shapes.flatMap((shape, index): Op[] => {
    if (results[index] !== "ok") return [];
    const props: Props = {};
    for (const end of ["start", "end"] as const) {
      const part = partOf.get(shape[end]?.id ?? "");
      if (part !== undefined && part > partOf.get(shape.id)!) {
        props[end] = shape[end]!;
      }
    }
    return Object.keys(props).length === 0
      ? []
      : [{ op: "set", id: shape.id, props }];
  });
}
