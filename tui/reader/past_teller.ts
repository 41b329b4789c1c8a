/**
 * What was: who did what and when, the room as it was, and how to have it again (T44).
 *
 * @module
 */

import type { PastSource } from "../../shared/client/past/past_source.ts";
import { type Moment, RoomPast } from "../../shared/client/past/room_past.ts";
import type { RoomClient } from "../../shared/client/mod.ts";
import { cutOps } from "../../shared/client/outbox/cut_ops.ts";
import { describeEvent } from "../../shared/document/describe/describe_event.ts";
import {
  bringAllBack,
  bringBack,
} from "../../shared/document/former/bring_back.ts";
import { byOrder } from "../../shared/raster/scene.ts";
import type { RegisterName } from "../../shared/schema/properties.ts";
import { agoWords } from "../state/words/ago.ts";
import { plain } from "../state/words/plain.ts";
import { wordFor } from "../state/words/register_word.ts";
import { describeShape } from "./describe_shape.ts";
import type { Numbers } from "./numbers.ts";
import type { People } from "./people.ts";

/** Events that are told at once. */
const PAGE = 10;

/** What a {@linkcode PastTeller} works with. */
export interface PastTellerOptions {
  readonly client: RoomClient;
  readonly past: PastSource;
  readonly numbers: Numbers;
  readonly people: People;
  tell(line: string): void;
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Tells of the past of one room. What can't be read is told as well; nothing here throws. */
export class PastTeller {
  readonly #options: PastTellerOptions;

  constructor(options: PastTellerOptions) {
    this.#options = options;
  }

  /** Who did what, in the order in which it happened, up to an event, or to the last one. */
  history(until: number | null): Promise<void> {
    return this.#trying(async () => {
      const { client, people, tell, now } = this.#options;
      const { past, moment: last } = await this.#visit(until ?? client.head);
      const from = Math.max(past.floor + 1, last.seq - PAGE + 1);
      const moments: Moment[] = [];
      for (let seq = from; seq <= last.seq; seq++) {
        await past.recall(seq);
        moments.push(past.moment(seq)!);
      }
      await people.ask(moments.map(({ event }) => event!.userId));
      for (const { seq, event, before } of moments) {
        const what = plain(describeEvent(event!, before).what);
        const ago = agoWords(event!.at, now());
        tell(`Event ${seq}, ${this.#who(event!.userId)}, ${ago}: ${what}.`);
      }
      if (from > past.floor + 1) tell(`What was before: history ${from - 1}.`);
    });
  }

  /** All shapes as they were after an event. */
  then(seq: number): Promise<void> {
    return this.#trying(async () => {
      const { numbers, tell } = this.#options;
      const { moment: { document } } = await this.#visit(seq);
      const { size } = document.shapes;
      const count = size === 1 ? "1 shape" : `${size} shapes`;
      tell(`After event ${seq}: ${count}.`);
      const shapes = [...document.shapes.values()].map(({ shape }) => shape);
      for (const shape of shapes.sort(byOrder)) {
        tell(`${numbers.of(shape.id)}: ${describeShape(shape)}.`);
      }
    });
  }

  /** Who drew a shape, and who changed what of it, the newest first. */
  blame(id: string): Promise<void> {
    return this.#trying(async () => {
      const { client, past, people, tell, numbers } = this.#options;
      const blame = await past.blame(id, client.head);
      const number = numbers.of(id);
      if (blame === null) return tell(`Shape ${number} is not there any more.`);
      const deeds = new Map<number, { userId: string; words: string[] }>();
      for (
        const [register, { seq, userId }] of Object.entries(blame.registers)
      ) {
        const deed = deeds.get(seq) ?? { userId, words: [] };
        deed.words.push(wordFor(register as RegisterName));
        deeds.set(seq, deed);
      }
      const writers = [...deeds.values()].map(({ userId }) => userId);
      await people.ask([blame.createdBy, ...writers]);
      tell(`Shape ${number} was drawn by ${this.#who(blame.createdBy)}.`);
      for (
        const [seq, { userId, words }] of [...deeds].sort(([a], [b]) => b - a)
      ) {
        tell(`Event ${seq}, ${this.#who(userId)}: ${words.join(", ")}.`);
      }
    });
  }

  /** Brings a shape back as it was after an event; or, for `null`, makes all as it was. */
  bring(id: string | null, seq: number): Promise<void> {
    return this.#trying(async () => {
      const { client, tell, newId } = this.#options;
      const { moment: { document: then } } = await this.#visit(seq);
      const { ops } = id === null
        ? bringAllBack(client.document, then)
        : bringBack(client.document, then, [id]);
      if (ops.length === 0) {
        return tell("Nothing to bring back: it is now as it was then.");
      }
      const group = newId();
      for (const part of cutOps(ops, client.limits)) {
        void client.submit(part, { group });
      }
    });
  }

  async #visit(seq: number): Promise<{ past: RoomPast; moment: Moment }> {
    const { client, past: source } = this.#options;
    if (client.head === 0) {
      throw new Error("nothing has happened in this room yet");
    }
    if (seq > client.head) {
      throw new Error(`the last event is ${client.head}`);
    }
    const past = new RoomPast(source);
    await past.recall(seq);
    const moment = past.moment(seq);
    if (moment === null || seq < past.floor) {
      throw new Error(`history is kept from event ${past.floor} on`);
    }
    return { past, moment };
  }

  #who(userId: string): string {
    const { client, people } = this.#options;
    return userId === client.userId
      ? "you"
      : people.nameOf(userId) ?? "somebody";
  }

  async #trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const reason = plain((error as Error).message);
      this.#options.tell(`Cannot tell that: ${reason.replace(/\.$/, "")}.`);
    }
  }
}
