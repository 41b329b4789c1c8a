/**
 * What is wrong with a database, and what to do about it (E24).
 *
 * @module
 */

/** One thing that is wrong. */
export interface Finding {
  /** The room that it concerns; `null`: all. */
  readonly roomId: string | null;
  readonly what: string;
  readonly advice: string;
}

/** What was looked at. */
export interface Counts {
  rooms: number;
  events: number;
  snapshots: number;
  answers: number;
  chatLines: number;
}

/** What checking a database came to; it is sound if there are no findings. */
export interface Report {
  readonly counts: Readonly<Counts>;
  readonly findings: readonly Finding[];
}

/** What to do where something is lost for good. */
export const RESTORE =
  "stop the server and restore a backup: deno task restore <backup> --db <this file> --force";

/** What to do about a snapshot that has something to stand in for it. */
export const PASSED_OVER =
  "nothing is lost: the room is loaded from an older snapshot, or from its log, until there is a newer one";

/** What to do about a number that is only told. */
export const COUNTED_ANEW =
  "nothing is lost: they are counted anew with the room's next change";

/** Findings of one room that are told one by one; of the rest, their number. */
const MOST = 10;

/** Collects findings: few of each room, so that the others are seen as well. */
export class Findings {
  readonly #all: Finding[] = [];
  readonly #inRoom = new Map<string | null, number>();

  add(roomId: string | null, what: string, advice: string): void {
    const count = (this.#inRoom.get(roomId) ?? 0) + 1;
    this.#inRoom.set(roomId, count);
    if (count <= MOST) this.#all.push({ roomId, what, advice });
  }

  /** All of them, and how many more there are. */
  done(): Finding[] {
    const more = [...this.#inRoom].filter(([, count]) => count > MOST);
    return [
      ...this.#all,
      ...more.map(([roomId, count]) => ({
        roomId,
        what: `${count - MOST} more like these`,
        advice: RESTORE,
      })),
    ];
  }
}
