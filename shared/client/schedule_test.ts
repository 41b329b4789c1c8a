/**
 * Clients under any schedule of work, losses and reconnections.
 */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { canonicalJson } from "../document/canonical.ts";
import type { Op } from "../schema/op.ts";
import { FakeWorld } from "./testing/fake_world.ts";
import type { RoomClient } from "./room_client.ts";
import type { Answer } from "./room_client_events.ts";

const circle = (id: string, x = 100): Op => ({
  op: "create",
  shape: { id, type: "circle", x, y: 100 },
});

/** What is seen of the room: by id, all that matters to the eye. */
function pictureOf(client: RoomClient): Record<string, string> {
  return Object.fromEntries(
    [...client.document.shapes.keys()].sort().map((
      id,
    ) => [id, lookOf(client, id)]),
  );
}

function lookOf(client: RoomClient, id: string): string {
  const shape = client.document.shapes.get(id)?.shape;
  return shape === undefined
    ? ""
    : `${shape.x} ${shape.y} ${shape.color} ${shape.z}`;
}

/** A screen that draws only what it is told has changed. */
function screenOf(client: RoomClient): () => Record<string, string> {
  const screen = new Map<string, string>();
  client.on("change", ({ changed }) => {
    for (const id of changed) screen.set(id, lookOf(client, id));
  });
  return () =>
    Object.fromEntries(
      [...screen].filter(([, look]) => look !== "").toSorted(([a], [b]) =>
        a < b ? -1 : 1
      ),
    );
}

/** One thing that happens in a schedule; numbers choose among what is there. */
type Step =
  | { readonly do: "submit"; readonly who: number; readonly op: Op }
  | { readonly do: "up" | "down"; readonly who: number }
  | { readonly do: "cut" | "silence"; readonly who: number }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "refuse" };

const NAMES = ["ana", "ben", "eve"];
const anyWho = fc.nat(NAMES.length - 1);
const anyId = fc.constantFrom("a", "b", "c", "d");
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  anyId.map((id) => circle(id)),
  fc.tuple(anyId, fc.nat(500)).map(([id, x]): Op => ({
    op: "put",
    shape: { id, type: "circle", x },
  })),
  fc.tuple(anyId, fc.constantFrom("red", "blue", "green" as const)).map((
    [id, color],
  ): Op => ({ op: "set", id, props: { color: color as "red" } })),
  anyId.map((id): Op => ({ op: "move", ids: [id], dx: 8, dy: -16 })),
  anyId.map((id): Op => ({ op: "delete", ids: [id] })),
  anyId.map((id): Op => ({ op: "restore", id })),
  fc.tuple(anyId, fc.constantFrom("front", "back")).map(([id, to]): Op => ({
    op: "order",
    ids: [id],
    to: to as "front",
  })),
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("submit" as const),
      who: anyWho,
      op: anyOp,
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom("up" as const, "down" as const),
      who: anyWho,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom("cut" as const, "silence" as const),
      who: anyWho,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(50, 1000, 16_000),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "refuse" as const }) },
);

Deno.test("[E16, P6] after any schedule of work, losses and reconnections all documents are the server's, each transaction happened once, and what changed was told", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 100, size: "max" }), (steps) => {
      const w = new FakeWorld();
      const clients = NAMES.map((name) => w.client(name));
      const answers: Answer[] = [];
      let submitted = 0;
      const screens = clients.map((client) => {
        client.on("answer", ({ answer }) => answers.push(answer));
        return screenOf(client);
      });
      // Lines are told apart by the clientId in their hello: the last of a client's counts.
      const lineOf = (who: number) =>
        w.network.lines.filter((_, i) => owners[i] === who).at(-1)!;
      const owners: number[] = [0, 1, 2];
      const connectOf = () => {
        while (owners.length < w.network.lines.length) {
          const line = w.network.lines[owners.length]!;
          line.deliverDown();
          owners.push(
            NAMES.findIndex((name) =>
              line.up[0]?.includes(`client-of-${name}`)
            ),
          );
        }
      };
      for (const step of steps) {
        connectOf();
        if (step.do === "submit") {
          submitted += 1;
          clients[step.who]!.submit([step.op]);
        } else if (step.do === "up") lineOf(step.who).deliverUp();
        else if (step.do === "down") lineOf(step.who).deliverDown();
        else if (step.do === "cut") lineOf(step.who).cut();
        else if (step.do === "silence") lineOf(step.who).silence();
        else if (step.do === "wait") w.clock.advance(step.ms);
        else w.server.refusals.push({ code: "invalid", message: "no" });
      }
      w.settle();
      w.settle();
      const truth = canonicalJson(w.server.document);
      for (const [i, client] of clients.entries()) {
        assertEquals(screens[i]!(), pictureOf(client));
        assertEquals(client.status, {
          state: "synced",
          unsent: 0,
          readOnly: false,
        });
        assertEquals(canonicalJson(client.confirmed), truth);
        assertEquals(canonicalJson(client.document), truth);
      }
      assertEquals(answers.length, submitted);
      const seqs = new Set(
        answers.flatMap((answer) => answer.type === "ack" ? [answer.seq] : []),
      );
      for (const { seq } of w.server.log) assert(seqs.has(seq));
    }),
    { numRuns: 400 },
  );
});
