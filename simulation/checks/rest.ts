/**
 * What holds when the world has come to rest: nothing is on its way, and everybody has it all.
 *
 * @module
 */

import { loadDocument } from "../../server/room/snapshots/load_document.ts";
import {
  SNAPSHOT_FORMAT,
  snapshotChunks,
  SnapshotReader,
} from "../../server/room/snapshots/snapshot_format.ts";
import { apply } from "../../shared/document/apply.ts";
import { canonicalJson, stampedJson } from "../../shared/document/canonical.ts";
import { applyDelta, deltaBetween } from "../../shared/document/delta.ts";
import type { Document } from "../../shared/document/document.ts";
import { fromShapes } from "../../shared/document/snapshot.ts";
import type { Random } from "../random.ts";
import { must } from "../violation.ts";
import { ROOM } from "../world/sim_server.ts";
import type { World } from "../world/world.ts";
import { checkPeople } from "./people.ts";

/** @throws {Violation} unless everything holds that is to hold at rest. */
export async function checkRest(world: World, random: Random): Promise<void> {
  const { life } = world;
  const truth = life.canonical();
  for (const { name, room } of world.clients) {
    same(canonicalJson(room!.confirmed), truth, 1, `${name} has confirmed`);
    same(canonicalJson(room!.document), truth, 1, `${name} shows`);
    checkOrder(room!.document, name);
  }
  const stamped = stampedJson(life.state());
  for (const [index, server] of world.servers.entries()) {
    const document = server?.host?.room.document;
    if (document === undefined) continue;
    // One on which nobody draws may not have heard of all that others did.
    const known = stampedJson(life.state(document.seq));
    same(stampedJson(document), known, 1, `server ${index} has`);
    checkOrder(document, `server ${index}`);
  }
  const cold = await loadDocument(world.store, ROOM);
  same(stampedJson(cold), stamped, 1, "a cold start has");
  checkModel(world);
  checkTexts(life.state());
  // What was typed into a shape that a backup does not have is lost with it.
  if (world.lives.length === 1) world.typed.check(life);
  checkResumption(world, random);
  await checkPeople(world);
  for (const [group, { name }] of world.open) {
    must(false, 4, () => `${group} of ${name} never got an answer`);
  }
}

function same(
  found: string,
  expected: string,
  invariant: 1 | 2 | 10,
  what: string,
): void {
  must(
    found === expected,
    invariant,
    () => `${what}\n${found}\nand the log says\n${expected}`,
  );
}

/** Registers, one by one, against the simpler telling of the log. */
function checkModel({ life }: World): void {
  const { shapes, dead } = life.model;
  const document = life.state();
  must(
    shapes.size === document.shapes.size &&
      dead.size === document.tombstones.size,
    7,
    () => `${document.shapes.size} shapes are live, and not ${shapes.size}`,
  );
  for (const [id, { registers, version, seq, by }] of shapes) {
    const shape = document.shapes.get(id)?.shape as
      | Record<string, unknown>
      | undefined;
    must(
      shape?.seq === seq && shape.updatedBy === by,
      7,
      () => `the last change of ${id}, ${seq} by ${by}`,
    );
    must(shape?.version === version, 7, () => `the version of ${id}`);
    for (const [name, { value }] of registers) {
      for (const [property, part] of Object.entries(value)) {
        must(
          JSON.stringify(shape![property]) === JSON.stringify(part),
          7,
          () =>
            `${name} of ${id} is ${JSON.stringify(shape![property])}, and not ${
              JSON.stringify(part)
            }`,
        );
      }
    }
  }
}

function checkTexts(document: Document): void {
  for (const { shape } of document.shapes.values()) {
    if (!("text" in shape) || shape.id.startsWith("flood")) continue;
    const points = [...shape.text];
    must(
      new Set(points).size === points.length && shape.text.isWellFormed(),
      8,
      () => `the text of ${shape.id} is "${shape.text}"`,
    );
  }
}

/** Everything has a place of its own, and the index knows it. */
function checkOrder(document: Document, who: string): void {
  const places = [...document.shapes.values()].map(({ shape }) => shape.z);
  must(
    new Set(places).size === places.length,
    9,
    () => `${who} has two shapes at one place: ${places}`,
  );
  const expected = [...document.shapes.values()].map(({ shape }) => shape)
    .sort((a, b) => a.z < b.z ? -1 : 1).map(({ id }) => id);
  const order = [...document.order].map(({ id }) => id);
  must(
    JSON.stringify(order) === JSON.stringify(expected),
    9,
    () => `${who} stacks ${order}, and not ${expected}`,
  );
}

/** From anywhere in the past, a delta or a snapshot and what follows lead to the same. */
function checkResumption({ life }: World, random: Random): void {
  const truth = life.canonical();
  const at = random.between(0, life.head);
  const past = life.state(at);
  same(remembered(kept(past)), remembered(past), 10, `kept at ${at} is`);
  const delta = deltaBetween(life.state(), at);
  const resumed = applyDelta(past, delta).document;
  same(canonicalJson(resumed), truth, 10, `a delta from ${at} leads to`);
  const shapes = [...past.shapes.values()].map(({ shape }) => shape);
  const replayed = life.events.slice(at).reduce(
    (document, event) => apply(document, event).document,
    fromShapes(shapes, at),
  );
  same(canonicalJson(replayed), truth, 2, `a snapshot at ${at} leads to`);
}

/** As a server has it that begins with a snapshot of it. Few worlds make any by themselves. */
function kept(document: Document): Document {
  const reader = new SnapshotReader(SNAPSHOT_FORMAT);
  for (const chunk of snapshotChunks(document)) {
    if (chunk !== null) reader.add(chunk);
  }
  return reader.document(document.seq);
}

/** All that a server decides by, and what it transforms edits by and takes them back by. */
function remembered(document: Document): string {
  const pasts = [...document.shapes].map(([id, { history }]) => [
    id,
    history?.since,
    history?.changes.map(({ seq, edit, undo }) => [
      seq,
      edit,
      undo?.by,
      undo?.undoes,
    ]),
  ]);
  return `${stampedJson(document)} ${JSON.stringify(pasts.sort())}`;
}
