/**
 * Watches the lines: nobody is told what is not on disk, and nobody is told two things.
 *
 * @module
 */

import { EVENTS_BYTES } from "../../server/ws/send_queue.ts";
import type { Placed } from "../../server/room/deciding/client_memory.ts";
import { MAX_UNANSWERED } from "../../shared/schema/limits.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import { consumesNumber } from "../../shared/schema/op.ts";
import type { ServerMessage } from "../../shared/schema/server_message.ts";
import { must } from "../violation.ts";
import type { Life } from "./life.ts";

/**
 * A server sends a message.
 *
 * @param client hash of the name of the client that it goes to; `null`: it has none.
 * @throws {Violation} if it tells of anything that is not on disk (E17).
 */
export function checkTold(
  message: ServerMessage,
  client: string | null,
  life: Life,
): void {
  switch (message.type) {
    case "events":
      return checkEvents(message.events, life);
    case "history":
      return checkEvents(message.events, life);
    case "snapshot":
      return checkHead(message.seq, life);
    case "delta":
      checkHead(message.to, life);
      return client === null
        ? undefined
        : checkCovered(message.lastCseq, message.to, client, life);
    case "joined": {
      checkHead(message.head, life);
      const { lastCseq } = message;
      if (client === null) return;
      const known = life.lastCseq(client);
      must(
        lastCseq <= known,
        4,
        () => `lastCseq ${lastCseq} was told, and ${known} is on disk`,
      );
      return checkCovered(lastCseq, message.head, client, life);
    }
    case "ack":
    case "nack":
      return client === null ? undefined : checkAnswer(message, client, life);
  }
}

function checkHead(seq: number, life: Life): void {
  must(
    seq <= life.head,
    4,
    () => `${seq} was told of, and the log ends at ${life.head}`,
  );
}

/** What is told to be answered is in the content that goes with it. */
function checkCovered(
  lastCseq: number,
  seq: number,
  client: string,
  life: Life,
): void {
  const body = life.answerTo(client, lastCseq)?.body;
  must(
    body?.type !== "ack" || body.seq <= seq,
    4,
    () => `lastCseq ${lastCseq} was told with content up to ${seq} only`,
  );
}

function checkEvents(events: readonly RoomEvent[], life: Life): void {
  for (const event of events) {
    checkHead(event.seq, life);
    const stored = life.events[event.seq - 1];
    must(
      JSON.stringify(event) === JSON.stringify(stored),
      13,
      () =>
        `event ${event.seq} was told as ${JSON.stringify(event)}, and is ${
          JSON.stringify(stored)
        }`,
    );
  }
}

/**
 * A server tells a client events.
 *
 * @param answered numbers of its own that it was told the answers to, on the same connection.
 * @throws {Violation} if one of them is its own, and its answer did not come first (P6).
 */
export function checkAnsweredFirst(
  events: readonly RoomEvent[],
  answered: ReadonlySet<number>,
  client: string,
  life: Life,
): void {
  for (const { seq } of events) {
    const origin = life.answerOf(seq)?.origin;
    must(
      origin?.client !== client || answered.has(origin.cseq),
      4,
      () => `event ${seq} was told before the answer to number ${origin!.cseq}`,
    );
  }
}

/**
 * A server sends content.
 *
 * @param placed where the client was told that its own transactions are in it.
 * @throws {Violation} if one of them is not (P4).
 */
export function checkPlaced(
  message: ServerMessage,
  placed: readonly Placed[],
): void {
  if (message.type !== "snapshot" && message.type !== "delta") return;
  const seq = message.type === "delta" ? message.to : message.seq;
  for (const [cseq, at] of placed) {
    must(
      at <= seq,
      10,
      () =>
        `number ${cseq} was said to be in content up to ${seq}, and is ${at}`,
    );
  }
}

/**
 * A server tells a client what is its own in the content that it gets.
 *
 * @param since where that content begins.
 * @throws {Violation} if some of it is not told of: it would be shown twice (P2).
 */
export function checkOwn(
  message: Extract<ServerMessage, { type: "joined" }>,
  since: number,
  client: string,
  life: Life,
): void {
  const { head, lastCseq, placed = [] } = message;
  for (const [cseq, seq] of placed) {
    const body = life.answerTo(client, cseq)?.body;
    must(
      body?.type === "ack" && body.seq === seq && seq > since,
      10,
      () => `number ${cseq} was said to be ${seq}, of what is after ${since}`,
    );
  }
  const kept = life.lastCseq(client) - MAX_UNANSWERED;
  for (const { origin, body } of life.answers.values()) {
    if (origin.client !== client || body.type === "nack") continue;
    const { cseq } = origin;
    const { seq, effect } = body;
    if (effect === false || cseq <= kept || seq <= since || seq > head) {
      continue;
    }
    must(
      cseq <= lastCseq && placed.some(([n, at]) => n === cseq && at === seq),
      10,
      () =>
        `number ${cseq} is ${seq} in content up to ${head}; told was ${lastCseq}, and ${
          JSON.stringify(placed)
        }`,
    );
  }
}

type AnswerMessage = Extract<ServerMessage, { type: "ack" | "nack" }>;

/**
 * A server says that a number is missing.
 *
 * @param waiting numbers that came over the same connection and are not answered, in the order of
 * their coming.
 * @throws {Violation} if what it misses came before (E16).
 */
export function checkMissing(
  message: AnswerMessage,
  waiting: readonly number[],
): void {
  if (message.type !== "nack" || message.code !== "gap") return;
  const { cseq, expected } = message;
  const at = waiting.indexOf(expected!);
  must(
    at < 0 || at > waiting.indexOf(cseq),
    5,
    () => `number ${expected} came before ${cseq}, and is missed`,
  );
}

/**
 * A server answers a client.
 *
 * @param head how far the server's room has come.
 * @throws {Violation} if one can't go on from there, since it is beyond that (P5, E21).
 */
export function checkWithin(
  message: AnswerMessage,
  head: number,
): void {
  must(
    message.type === "nack" || message.seq <= head,
    4,
    () =>
      `number ${message.cseq} was answered by a server that is at ${head}: ${
        JSON.stringify(message)
      }`,
  );
}

function checkAnswer(
  message: AnswerMessage,
  client: string,
  life: Life,
): void {
  const { roomId: _, cseq, ref: __, ...body } = message;
  if (message.type === "nack" && !consumesNumber(message)) return;
  if (message.type === "ack" && message.old) {
    const last = life.lastCseq(client);
    return must(
      cseq <= last - MAX_UNANSWERED,
      3,
      () =>
        `the answer to number ${cseq} is forgotten, and ${last} is the last`,
    );
  }
  const kept = life.answerTo(client, cseq)?.body;
  must(
    kept !== undefined,
    4,
    () => `number ${cseq} was answered, and that is not on disk`,
  );
  must(
    sorted(body) === sorted(kept),
    3,
    () =>
      `number ${cseq} was answered ${sorted(body)}, and first ${sorted(kept)}`,
  );
}

// An answer that was stored may name its parts in another order.
function sorted(body: object): string {
  return JSON.stringify(
    Object.entries(body).sort(([a], [b]) => a < b ? -1 : 1),
  );
}

/**
 * What a stalled reader may make the server hold: what stops events, what may come at once, and
 * some answers.
 */
const MOST_UNSENT = 2.25 * EVENTS_BYTES;

/** @throws {Violation} if a server holds too much for one reader (P14). */
export function checkUnsent(bytes: number): void {
  must(
    bytes <= MOST_UNSENT,
    14,
    () => `${bytes} bytes are held for one reader`,
  );
}

/**
 * @param bytes what was unread when events were sent.
 * @throws {Violation} if events are sent to one who is too far behind for them (P14).
 */
export function checkBehind(bytes: number): void {
  must(
    bytes <= EVENTS_BYTES,
    14,
    () => `events are sent to a reader who has not read ${bytes} bytes`,
  );
}
