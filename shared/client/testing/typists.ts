/**
 * Three people who type in two labels, over lines that break: any schedule of it, and what came
 * of one.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { canonicalJson } from "../../document/canonical.ts";
import { applyEdit } from "../../document/text/edit.ts";
import type { Op, TextEdit } from "../../schema/op.ts";
import { MemoryOutboxStore } from "../outbox/outbox_store.ts";
import type { RoomClient } from "../room_client.ts";
import { FakeWorld } from "./fake_world.ts";

/** One thing that happens; numbers choose among what is there. */
export type Step =
  /** So many letters take the place of so many, in one label or in both. */
  | {
    readonly do: "type";
    readonly who: number;
    readonly labels: readonly number[];
    readonly at: number;
    readonly inserted: number;
    readonly deleted: number;
    readonly group: string | null;
    /** With the label's place, as an editor sets its size when it has grown. */
    readonly sets: boolean;
  }
  | { readonly do: "undo" | "redo"; readonly who: number }
  /** A message arrives at the server, or at its client. */
  | { readonly do: "up" | "down"; readonly who: number }
  | { readonly do: "cut"; readonly who: number }
  /** A client ends, and begins anew with what it had not sent. */
  | { readonly do: "restart"; readonly who: number }
  /** A label goes to another place, all of its letters with it. */
  | { readonly do: "move"; readonly who: number; readonly label: number }
  /** Somebody makes a label of their own. */
  | { readonly do: "make"; readonly who: number }
  /** A label is made that others may have; is written whole, be it there or not; dies; comes back. */
  | {
    readonly do: "create" | "write" | "put" | "delete" | "restore";
    readonly who: number;
    readonly label: number;
  }
  /** The next transaction is refused: so that it is sent again, or for good. */
  | { readonly do: "stale" | "refuse" }
  /** Whoever joins next is told nothing of how the texts came about. */
  | { readonly do: "forget" }
  /** An earlier state of the log takes the place of the last one. */
  | { readonly do: "backup"; readonly at: number }
  | { readonly do: "wait"; readonly ms: number };

/** What people are called; they are numbered from 0. */
export const NAMES = ["ana", "ben", "eve"];

/** The first two are there from the beginning, the others are made by one of the people each. */
const LABELS = ["t", "u", ...NAMES];
const MADE = LABELS.length - NAMES.length;

const who = fc.nat(NAMES.length - 1);
const label = fc.nat(LABELS.length - 1);

function one<T extends string>(name: T): fc.Arbitrary<T> {
  return fc.constant(name);
}

/** By what they do, how steps are drawn, and how often beside the others. */
const STEPS = {
  type: [
    10,
    fc.record({
      do: one("type"),
      who,
      labels: fc.constantFrom([0], [0], [0], [1], [2], [3], [0, 1]),
      // Mostly where others are at work, too.
      at: fc.oneof(fc.nat(2), fc.nat(2), fc.nat(30)),
      inserted: fc.nat(3),
      deleted: fc.constantFrom(0, 0, 1, 2),
      group: fc.constantFrom(null, null, "g", "h"),
      sets: fc.boolean(),
    }),
  ],
  up: [7, fc.record({ do: one("up"), who })],
  down: [7, fc.record({ do: one("down"), who })],
  cut: [1, fc.record({ do: one("cut"), who })],
  stale: [1, fc.record({ do: one("stale") })],
  wait: [1, fc.record({ do: one("wait"), ms: fc.constantFrom(50, 1_000) })],
  refuse: [1, fc.record({ do: one("refuse") })],
  restart: [1, fc.record({ do: one("restart"), who })],
  undo: [2, fc.record({ do: one("undo"), who })],
  redo: [1, fc.record({ do: one("redo"), who })],
  move: [1, fc.record({ do: one("move"), who, label })],
  make: [1, fc.record({ do: one("make"), who })],
  create: [1, fc.record({ do: one("create"), who, label })],
  put: [1, fc.record({ do: one("put"), who, label })],
  write: [1, fc.record({ do: one("write"), who, label })],
  delete: [1, fc.record({ do: one("delete"), who, label })],
  restore: [2, fc.record({ do: one("restore"), who, label })],
  forget: [1, fc.record({ do: one("forget") })],
  backup: [1, fc.record({ do: one("backup"), at: fc.nat(40) })],
} satisfies Record<Step["do"], [number, fc.Arbitrary<Step>]>;

const ALWAYS = ["type", "move", "up", "down", "cut", "stale", "wait"];

/** Any schedule of typing over lines that break, and of `more`. */
export function anySchedule(...more: Step["do"][]): fc.Arbitrary<Step[]> {
  const kinds = [...ALWAYS, ...more];
  const steps = Object.entries(STEPS).filter(([kind]) => kinds.includes(kind))
    .map(([, [weight, arbitrary]]) => ({ weight, arbitrary }));
  return fc.array(fc.oneof(...steps), { maxLength: 80, size: "max" });
}

/** A letter that occurs once: what was typed can be found again. Beyond the first plane too. */
export function letter(n: number): string {
  return String.fromCodePoint((n % 2 ? 0x1f300 : 0x4e00) + n);
}

/** What came of a schedule. */
export interface Played {
  /** What all see in the end, of labels that are there. */
  readonly texts: readonly string[];
  /** By the letter, who typed it; those that a label was made or written with are left out. */
  readonly typed: ReadonlyMap<string, number>;
  /** By the letter, who deleted it first. */
  readonly erased: ReadonlyMap<string, number>;
}

/** A text as a client shows it; `null` if it is not there. */
export function textOf(client: RoomClient, id: string): string | null {
  const shape = client.document.shapes.get(id)?.shape;
  return shape !== undefined && "text" in shape ? shape.text : null;
}

/** The people, their clients, and their lines. */
class Typists {
  readonly w = new FakeWorld();
  readonly typed = new Map<string, number>();
  readonly erased = new Map<string, number>();
  readonly turns: Promise<unknown>[] = [];
  /** What a client told that is not so. */
  untrue: unknown = null;
  readonly #outboxes = NAMES.map(() => new MemoryOutboxStore());
  readonly #clients: RoomClient[];
  /** Whose a line is, in the order of their opening. */
  readonly #owners: number[] = [];
  readonly #makers = new Set<number>();
  readonly #face: (n: number) => string;
  #count = 0;

  constructor(face: (n: number) => string) {
    this.#face = face;
    this.#clients = NAMES.map((_, who) => this.#begin(who));
    // Nobody of them has made these labels: nobody's undo takes them away.
    const maker = this.w.client("zoe");
    this.w.settle();
    maker.submit(
      LABELS.slice(0, MADE).map((id): Op => ({
        op: "create",
        shape: { id, type: "text", text: "" },
      })),
    );
    this.w.settle();
    void maker.close();
  }

  get clients(): readonly RoomClient[] {
    return this.#clients;
  }

  #begin(who: number): RoomClient {
    const outbox = this.#outboxes[who]!;
    const client = this.w.client(NAMES[who]!, { outbox });
    // Whoever applies the edits that are told, has the text that is shown.
    const buffers = new Map<string, string | null>();
    client.on("change", ({ edits }) => {
      for (const id of LABELS) {
        const edit = edits.get(id), buffer = buffers.get(id) ?? null;
        const shown = textOf(client, id);
        buffers.set(id, shown);
        if (edit === undefined || buffer === null) continue;
        try {
          assertEquals(applyEdit(buffer, edit), shown);
        } catch (error) {
          this.untrue ??= error;
        }
      }
    });
    return client;
  }

  #lineOf(who: number) {
    const { lines } = this.w.network;
    while (this.#owners.length < lines.length) {
      const line = lines[this.#owners.length]!;
      if (line.up.length === 0) line.deliverDown();
      this.#owners.push(
        NAMES.findIndex((name) => line.up[0]?.includes(`client-of-${name}`)),
      );
    }
    return lines.filter((_, i) => this.#owners[i] === who).at(-1);
  }

  take(step: Step): void {
    switch (step.do) {
      case "type":
        return this.#type(step);
      case "undo":
      case "redo":
        this.turns.push(this.#clients[step.who]![step.do]().catch(() => {}));
        return;
      case "up":
        return void this.#lineOf(step.who)?.deliverUp();
      case "down":
        return void this.#lineOf(step.who)?.deliverDown();
      case "cut":
        return this.#lineOf(step.who)?.cut();
      case "restart":
        this.#lineOf(step.who)?.cut();
        void this.#clients[step.who]!.close();
        this.#clients[step.who] = this.#begin(step.who);
        return;
      case "make":
        if (this.#makers.has(step.who)) return;
        this.#makers.add(step.who);
        return this.#rule({ ...step, do: "put", label: MADE + step.who });
      case "move":
      case "create":
      case "write":
      case "put":
      case "delete":
      case "restore":
        return this.#rule(step);
      case "stale":
      case "refuse": {
        const code = step.do === "stale" ? "stale" : "invalid";
        const { seq } = this.w.server.document;
        this.w.server.refusals.push({ code, message: "not this one", seq });
        return;
      }
      case "forget":
        this.w.server.losesPast = true;
        return;
      case "backup": {
        for (const line of this.w.network.lines) line.cut();
        const { length } = this.w.server.log;
        this.w.server.restoreBackup(1 + step.at % length);
        return;
      }
      case "wait":
        return this.w.clock.advance(step.ms);
    }
  }

  #type(step: Step & { do: "type" }) {
    const { who, labels, at, inserted, deleted, group, sets } = step;
    const client = this.#clients[who]!;
    const ops = labels.flatMap((label): Op[] => {
      const id = LABELS[label]!, text = textOf(client, id);
      if (text === null) return [];
      const points = [...text], skip = at % (points.length + 1);
      const gone = points.slice(skip, skip + deleted);
      const edit: TextEdit = [
        ...skip > 0 ? [skip] : [],
        ...inserted > 0 ? [this.#typed(who, inserted)] : [],
        ...gone.length > 0 ? [{ d: gone.length }] : [],
      ];
      for (const one of gone) {
        if (!this.erased.has(one)) this.erased.set(one, who);
      }
      return edit.some((part) => typeof part !== "number")
        ? [
          { op: "text", id, edit },
          ...sets ? [{ op: "set", id, props: { x: at, y: 0 } } as const] : [],
        ]
        : [];
    });
    if (ops.length > 0) client.submit(ops, group === null ? {} : { group });
  }

  #typed(who: number, count: number): string {
    const text = this.#letters(count);
    for (const one of text) this.typed.set(one, who);
    return text;
  }

  #letters(count: number): string {
    return Array.from({ length: count }, () => this.#face(this.#count++))
      .join("");
  }

  #rule({ do: verb, who, label }: Extract<Step, { readonly label: number }>) {
    const client = this.#clients[who]!, id = LABELS[label]!;
    const isThere = textOf(client, id) !== null;
    const mayBeThere = verb !== "create" && verb !== "restore";
    if (verb !== "put" && isThere !== mayBeThere) return;
    client.submit([this.#ruling(verb, id)]);
  }

  #ruling(
    verb: Extract<Step, { readonly label: number }>["do"],
    id: string,
  ): Op {
    switch (verb) {
      case "create":
      case "put": {
        const text = this.#letters(2);
        return { op: verb, shape: { id, type: "text", text } };
      }
      case "write":
        return { op: "set", id, props: { text: this.#letters(2) } };
      case "move":
        return { op: "move", ids: [id], dx: 8, dy: 16 };
      case "delete":
        return { op: "delete", ids: [id] };
      case "restore":
        return { op: "restore", id };
    }
  }
}

/**
 * Goes through a schedule, and lets all come to rest: then all have the same texts, and nothing waits.
 *
 * @param face what the letter looks like that is the nth to be typed.
 */
export async function play(
  steps: readonly Step[],
  face: (n: number) => string = letter,
): Promise<Played> {
  const typists = new Typists(face);
  const { w, typed, erased } = typists;
  for (const step of steps) {
    typists.take(step);
    // As between messages: promises are as far as they get.
    await setImmediate();
    if (typists.untrue !== null) throw typists.untrue;
  }
  w.settle();
  await w.until(Promise.all(typists.turns));
  w.settle();
  const truth = canonicalJson(w.server.document);
  for (const client of typists.clients) {
    assertEquals(client.status.unsent, 0);
    assertEquals(canonicalJson(client.document), truth);
  }
  const [client] = typists.clients;
  const texts = LABELS.flatMap((id) => textOf(client!, id) ?? []);
  return { texts, typed, erased };
}
