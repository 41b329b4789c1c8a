/**
 * Carries out the steps of a schedule.
 *
 * @module
 */

import {
  drawGuarded,
  drawRevival,
  drawRewriting,
  drawSqueeze,
} from "./guarded.ts";
import { TYPING } from "./checks/life.ts";
import { ATTACKS, drawChat, drawOps, drawTyping, TEXTS } from "./workload.ts";
import type { Step } from "./plan.ts";
import { Random } from "./random.ts";
import type { SimClient } from "./world/sim_client.ts";
import { ROOM } from "./world/sim_server.ts";
import type { World } from "./world/world.ts";
import { MAX_UNANSWERED } from "../shared/schema/limits.ts";
import type { Op } from "../shared/schema/op.ts";

/** Does what a step says; what it needs and is not there, is not done. */
export async function act(world: World, step: Step): Promise<void> {
  const random = new Random(step.salt);
  world.note(() => `— ${JSON.stringify(step)}`);
  if ("client" in step) {
    const client = world.clients[step.client];
    if (client !== undefined) actOf(world, step, client, random);
    return;
  }
  switch (step.do) {
    case "undo together":
    case "redo together": {
      const to = step.do === "undo together" ? "undo" : "redo";
      for (const client of world.clients) turn(world, client, to);
      return;
    }
    case "squeeze":
      for (const client of world.clients) squeeze(world, client, step.salt);
      return;
    case "chat":
      return world.guest?.chat(drawChat(random, world.alphabet));
    case "post": {
      const ops = drawOps(random, world.life.state(), world.alphabet, 2);
      const tx = { group: world.nextGroup(), ops };
      return world.posters.post(step.person, step.server, tx);
    }
    case "post again":
      return world.posters.repeat(random.below(1_000));
    case "snapshot":
      return world.servers[step.server]?.snapshot();
    case "attack":
      return attack(world, random);
    case "kill server":
      return world.killServer(step.server, random);
    case "start server":
      return world.startServer(step.server);
    case "restore backup":
      return await world.restoreBackup(
        random.between(0, world.life.appends.length),
        random,
      );
    case "fail append":
      return world.servers[step.server]?.disk.failAppend(step.fault);
    case "fail read":
      return world.servers[step.server]?.disk.failRead();
    case "wait":
      return world.clock.advance(step.ms);
  }
}

function actOf(
  world: World,
  step: Extract<Step, { client: number }>,
  client: SimClient,
  random: Random,
): void {
  const { room, line } = client;
  switch (step.do) {
    case "draw":
      if (room === null) return;
      return submit(
        world,
        client,
        drawOps(random, room.document, world.alphabet, step.size),
      );
    case "guard":
      if (room === null) return;
      return submit(
        world,
        client,
        drawGuarded(random, room.document, world.alphabet, step.size),
      );
    case "heap":
      return heap(world, client, random);
    case "rewrite":
      return rewrite(world, client, random);
    case "revive":
      return revive(world, client, random);
    case "type":
      return type(world, client, { ...step, random });
    case "undo":
    case "redo":
      return turn(world, client, step.do);
    case "say":
      return void room?.say(`line ${world.nextGroup()}`).catch(() => {});
    case "point":
      return client.point(random.below(1_000), random.below(1_000));
    case "flood":
      return flood(world, client);
    case "repeat": {
      const texts = line === null ? [] : world.txsOn(line);
      if (texts.length > 0) line!.repeat(random.pick(texts));
      return;
    }
    case "cut":
      return line?.cut(random.below(4), random.below(4));
    case "silence":
      return line?.silence();
    case "stall":
    case "unstall":
      if (line !== null) line.isStalled = step.do === "stall";
      return;
    case "kill client":
      return world.killClient(client);
    case "restart client":
      if (line !== null) line.isSlow = step.isLate === true;
      world.killClient(client);
      if (step.hasCopy === true) client.restoreCopy();
      return client.start();
    case "start client":
      return client.start();
  }
}

/** Somebody types, perhaps into a certain text. */
function type(
  world: World,
  client: SimClient,
  { random, among, isApart = false, resizes = false }: {
    random: Random;
    among?: readonly string[];
    isApart?: boolean;
    resizes?: boolean;
  },
): void {
  const { room } = client;
  const op = room && drawTyping(random, room.document, world.alphabet, among);
  if (op === null) return;
  const shape = room!.document.shapes.get(op.id)!.shape;
  const shown = "text" in shape ? shape.text : "";
  const step = isApart ? `-${world.nextGroup()}` : "";
  const group = `${typing(client)}${step}`;
  world.typed.add({ who: client.name, shown, group }, op);
  const { status, confirmed } = room!;
  const ops: Op[] = [op];
  if (resizes && "width" in shape && status.state === "synced") {
    const width = world.sights.resize(client.name, confirmed.seq);
    ops.push({ op: "set", id: op.id, props: { width } });
  }
  void room!.submit(ops, { group });
}

/** Somebody comes back from a long time without a connection. */
function heap(world: World, client: SimClient, random: Random): void {
  for (let i = 0; i < HEAP && client.room !== null; i++) {
    const ops = drawOps(random, client.room.document, world.alphabet, 1);
    submit(world, client, ops);
  }
}

/** More than may be unanswered. */
const HEAP = MAX_UNANSWERED + 16;

/** A text gets a long past, while the others are typing in it. */
function rewrite(world: World, client: SimClient, random: Random): void {
  const id = random.pick(TEXTS);
  for (const other of world.clients) {
    if (other !== client) type(world, other, { random, among: [id] });
  }
  if (client.room?.document.shapes.has(id) !== true) return;
  submit(world, client, drawRewriting(id, world.alphabet));
}

/** One transaction after the other, so that some are decided before the others are in the log. */
function revive(world: World, client: SimClient, random: Random): void {
  if (client.room === null) return;
  const dead = [...client.room.document.tombstones.keys()].sort();
  if (dead.length === 0) return;
  for (const op of drawRevival(random, random.pick(dead))) {
    submit(world, client, [op]);
  }
}

/** Without a connection the past can't be read: then nothing is undone. */
function turn(world: World, client: SimClient, to: "undo" | "redo"): void {
  if (to === "undo") {
    world.typed.undoing(client.name);
    world.sights.undoing(client.name);
  }
  client.turn(to);
}

/** Typing has one name a client, so that keystrokes become one edit while they wait. */
function typing({ name }: SimClient): string {
  return `${TYPING}${name.replace(" ", "-")}`;
}

/** A client does something, under a name by which it is known again. */
export function submit(
  world: World,
  client: SimClient,
  ops: readonly Op[],
): void {
  const group = world.nextGroup();
  world.open.set(group, client);
  const { status, confirmed } = client.room!;
  if (status.state === "synced") {
    const life = client.line!.life;
    const { name: who } = client;
    world.sights.doing({ group, who, seen: confirmed.seq, life });
  }
  void client.room!.submit(ops, { group });
}

/** Whoever sees the same crowds the same place. */
function squeeze(world: World, client: SimClient, salt: number): void {
  const { room } = client;
  const ops = room === null ? [] : drawSqueeze(new Random(salt), room.document);
  if (ops.length > 0) submit(world, client, ops);
}

/** Texts of tens of kilobytes: some of these are more than a reader may leave unread. */
function flood(world: World, client: SimClient): void {
  const text = "𠀀".repeat(10_000);
  for (let i = 0; i < 5 && client.room !== null; i++) {
    const shape = { id: `flood-${i % 3}`, type: "text" as const, text, x: i };
    submit(world, client, [{ op: "put", shape }]);
  }
}

/** Somebody who says hello, and then what no client says. */
function attack(world: World, random: Random): void {
  const quietly = () => {};
  const { socket } = world.connect("attacker", 0, {
    open: quietly,
    message: quietly,
    close: quietly,
  });
  const clientId = ATTACKER;
  for (
    const message of [
      { type: "hello", protocol: 1, clientId, name: "eve" },
      { type: "join_room", roomId: ROOM },
    ]
  ) socket.send(JSON.stringify(message));
  socket.send(random.pick(ATTACKS));
  socket.close(1000, "");
}

/** The secret name of whoever attacks. */
export const ATTACKER = "attacker-0123456789abcdef";
