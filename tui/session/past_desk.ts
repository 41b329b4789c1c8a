/**
 * Reads the past for somebody who looks around in it: what they want to see first, then what is
 * near, so that it is there before they want it.
 *
 * @module
 */

import type { LogIndex } from "../../shared/client/past/log_index.ts";
import type { PastSource } from "../../shared/client/past/past_source.ts";
import type { Document } from "../../shared/document/document.ts";
import { type Moment, RoomPast } from "../../shared/client/past/room_past.ts";
import { Scene } from "../../shared/raster/scene.ts";
import type { Box } from "../../shared/schema/units.ts";
import type { Message } from "../state/message.ts";
import { deedsOf } from "../state/past/blame.ts";
import type { PastWorld } from "../state/world.ts";

/** Between two looks at what is not asked for, in milliseconds. */
const SURVEY_PAUSE = 100;

/** What a {@linkcode PastDesk} needs. */
export interface PastDeskOptions {
  readonly source: PastSource;
  /** The room as the server confirmed it last: the moment at which one begins is at hand. */
  present(): Document;
  /** What was found. */
  tell(message: Message): void;
  /** Something looks different in these boxes of the world. */
  onDamage(boxes: readonly Box[]): void;
  /** Runs `task` once, `ms` from now; calling what it returns prevents that. */
  after(ms: number, task: () => void): () => void;
}

/** One journey: it begins with the first question, and ends when one is back in the present. */
interface Journey {
  readonly past: RoomPast;
  /** Where it began, as far as that is known without asking. */
  readonly start: Moment;
  /** What is asked for and not read yet; the latest only. */
  wanted: number | null;
  isReading: boolean;
  visited: { readonly moment: Moment; readonly scene: Scene } | null;
  head: number;
  cancel: () => void;
}

/** The past at hand. */
export class PastDesk {
  readonly #options: PastDeskOptions;
  #journey: Journey | null = null;

  constructor(options: PastDeskOptions) {
    this.#options = options;
  }

  /** The shapes of the moment that was visited last, by place; `null` in the present. */
  get scene(): Scene | null {
    return this.#journey?.visited?.scene ?? null;
  }

  /** What `update` may ask. */
  readonly world: PastWorld = this.#makeWorld();

  /** Sees to it that a moment can be visited, and says so. */
  recall(seq: number): void {
    const begins = this.#journey === null;
    const journey = this.#journey ??= this.#newJourney(seq);
    journey.wanted = seq;
    journey.head = Math.max(journey.head, seq);
    if (begins && seq === journey.start.seq) {
      this.#options.tell({ type: "recalled", seq });
      // It was visited: what happened there is still to be found out.
      journey.wanted = seq;
    }
    if (!journey.isReading) void this.#read(journey);
  }

  #newJourney(head: number): Journey {
    const document = this.#options.present();
    const { seq } = document;
    return {
      past: new RoomPast(this.#options.source),
      start: { seq, event: null, before: document, document, lineage: 0 },
      wanted: null,
      isReading: false,
      visited: null,
      head,
      cancel: () => {},
    };
  }

  /** Finds out who made a shape what it is, as of an event. */
  async blame(id: string, seq: number): Promise<void> {
    const { source, tell } = this.#options;
    try {
      const blame = await source.blame(id, seq);
      if (blame === null) throw new Error("That shape is not there any more");
      const writers = Object.values(blame.registers);
      const seqs = [...new Set(writers.map((writer) => writer.seq))];
      const times = await Promise.all(seqs.map((seq) => timeOf(source, seq)));
      const at = new Map(times.filter((entry) => entry !== null));
      const found = { deeds: deedsOf(blame.registers, at) };
      tell({ type: "blamed", id, found });
    } catch (error) {
      const found = { reason: (error as Error).message };
      tell({ type: "blamed", id, found });
    }
  }

  /** Back in the present: what was read is forgotten. */
  leave(): void {
    this.#journey?.cancel();
    this.#journey = null;
  }

  #makeWorld(): PastWorld {
    const index = (): Pick<LogIndex, "timeOf" | "authorOf" | "burstEnd"> =>
      this.#journey?.past.index ?? NOWHERE;
    const desk = (): Journey | null => this.#journey;
    return {
      get floor() {
        return desk()?.past.floor ?? 0;
      },
      timeOf: (seq) => index().timeOf(seq),
      authorOf: (seq) => index().authorOf(seq),
      burstEnd: (seq, by, least, most) =>
        index().burstEnd(seq, by, least, most),
      visit: (seq) => this.#visit(seq),
    };
  }

  #visit(seq: number): Moment | null {
    const journey = this.#journey;
    if (journey === null) return null;
    const { past, start } = journey;
    const moment = past.moment(seq) ?? (seq === start.seq ? start : null);
    if (moment === null) return null;
    const before = journey.visited;
    const scene = before?.scene ?? new Scene();
    const changed = before && changedBetween(before.moment, moment);
    const damage = scene.update(moment.document, changed ?? undefined);
    this.#options.onDamage(damage);
    journey.visited = { moment, scene };
    // What is wanted now is something else than what is being read.
    if (moment !== start) journey.wanted = null;
    return moment;
  }

  async #read(journey: Journey): Promise<void> {
    journey.isReading = true;
    journey.cancel();
    while (journey.wanted !== null && this.#journey === journey) {
      const seq = journey.wanted;
      journey.wanted = null;
      try {
        await journey.past.recall(seq);
        if (this.#journey !== journey) return;
        this.#options.tell({ type: "recalled", seq });
      } catch (error) {
        if (this.#journey !== journey) return;
        const reason = (error as Error).message;
        this.#options.tell({ type: "unrecalled", reason });
      }
    }
    journey.isReading = false;
    this.#surveySoon(journey);
  }

  #surveySoon(journey: Journey): void {
    if (this.#journey !== journey) return;
    journey.cancel = this.#options.after(
      SURVEY_PAUSE,
      () => void this.#survey(journey),
    );
  }

  async #survey(journey: Journey): Promise<void> {
    const { past, visited, head } = journey;
    const at = visited?.moment.seq ?? head;
    try {
      const found = await past.prepare(at, head) ||
        await past.survey(at, head);
      if (!found || this.#journey !== journey) return;
    } catch {
      // Nobody asked for it: the bar stays as empty as it is.
      return;
    }
    this.#options.tell({ type: "surveyed" });
    if (!journey.isReading) this.#surveySoon(journey);
  }
}

const NOWHERE: Pick<LogIndex, "timeOf" | "authorOf" | "burstEnd"> = {
  timeOf: () => null,
  authorOf: () => null,
  burstEnd: (seq, by, least, most) => Math.max(least, Math.min(seq + by, most)),
};

/** Ids of the shapes in which two moments differ; `null` where that is not known. */
function changedBetween(a: Moment, b: Moment): Iterable<string> | null {
  if (a.lineage !== b.lineage) return null;
  const [early, late] = a.seq < b.seq ? [a, b] : [b, a];
  return late.document.changes.since(early.seq);
}

/** When an event was; `null` where the log does not reach back that far. */
async function timeOf(
  source: PastSource,
  seq: number,
): Promise<[seq: number, at: number] | null> {
  try {
    const { events } = await source.events(seq - 1, 1);
    return events[0] === undefined ? null : [seq, events[0].at];
  } catch {
    return null;
  }
}
