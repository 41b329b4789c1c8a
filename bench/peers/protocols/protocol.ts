/**
 * What a contestant's clients do. They speak its protocol on a bare socket and parse all that they
 * hear, but keep no document: it is the servers that are measured, and all clients share one core.
 *
 * @module
 */

/** Hears what becomes of a member's changes, and of the others'. */
export interface Ears {
  /** The server said that our change is in; where it says so. */
  acked(change: number): void;
  /** A change of some member came; our own too, where the server sends it back. */
  heard(member: number, change: number): void;
}

/** Where a client goes. */
export interface Place {
  /** Such as `ws://127.0.0.1:4650`. */
  readonly url: string;
  readonly room: string;
  /** Offer permessage-deflate. */
  readonly deflate: boolean;
}

/** Somebody in a room, with a shape of their own. */
export interface Member {
  /** Sends change `n` of the shape: it goes to x = `n`. */
  move(n: number): void;
  /** Bytes that came over the wire, frames and all. */
  readonly bytes: number;
  /** Hears nothing from now on, and reads nothing off the wire. */
  stall(): void;
  /** Reads again. */
  resume(): void;
  /** Did the server end the connection? */
  readonly isClosed: boolean;
  close(): void;
}

/** What somebody who comes in sees first. */
export interface Sight {
  /** In world units. */
  readonly viewport: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  /** The shapes that are in it. */
  readonly ids: ReadonlySet<string>;
}

/** A room as somebody who came in found it. */
export interface Loaded<Token = unknown> {
  /** Milliseconds until all that is in sight was there: something to paint. */
  readonly firstMs: number;
  /** Milliseconds until all was there. */
  readonly allMs: number;
  readonly bytes: number;
  /** Where each shape is: its x by its id. */
  readonly shapes: ReadonlyMap<string, number>;
  /** What it takes to come back later and hear of the difference only. */
  readonly token: Token;
}

/** A shape goes to another x, and says something else. */
export interface Change {
  readonly id: string;
  readonly x: number;
  readonly text: string | undefined;
}

/** A contestant's language. */
export interface Protocol<Token = unknown> {
  /** Comes in as member `index`, with a shape `s<index>` at x = 0. */
  join(place: Place, index: number, ears: Ears): Promise<Member>;
  /** Comes in, takes all that is there, and leaves; with `since`, the difference only. */
  load(
    place: Place,
    sight: Sight,
    since?: Loaded<Token>,
  ): Promise<Loaded<Token>>;
  /** Draws `count` shapes `f<n>`, 40 in a row, and resolves when the server has them. */
  fill(place: Place, count: number): Promise<void>;
  /** One client makes changes one after the other; resolves when the server has them. */
  change(place: Place, changes: readonly Change[]): Promise<void>;
}
