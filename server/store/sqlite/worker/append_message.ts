/**
 * What is asked of the worker most, by far, in the form that costs least: a group of appends as one
 * flat array. V8 copies that in half the time of the same values in objects of objects.
 *
 * @module
 */

import type { Value } from "../rows/append_rows.ts";
import type { Message, Numbered, Write } from "./sqlite_messages.ts";

/**
 * The request's id; then of each append its room, the head it expects, how many values its events
 * have, how many its answers, and those values.
 */
export type AppendMessage = readonly Value[];

/** Writes as one flat array; `null` if they are not all appends. */
export function appendMessage(
  id: number,
  writes: readonly Write[],
): AppendMessage | null {
  const message: Value[] = [id];
  for (const { kind, input } of writes) {
    if (kind !== "append") return null;
    const { roomId, expectedHead, events, answers } = input;
    message.push(roomId, expectedHead, events.length, answers.length);
    for (const value of events) message.push(value);
    for (const value of answers) message.push(value);
  }
  return message;
}

/** The request that a message is. */
export function requestOf(message: Message): Numbered {
  return isAppends(message) ? readAppends(message) : message;
}

function isAppends(message: Message): message is AppendMessage {
  return Array.isArray(message);
}

function readAppends(message: AppendMessage): Numbered {
  const writes: Write[] = [];
  for (let at = 1; at < message.length;) {
    const [roomId, expectedHead, events, answers] = message
      .slice(at, at += 4) as [string, number, number, number];
    const input = {
      roomId,
      expectedHead,
      events: message.slice(at, at += events),
      answers: message.slice(at, at += answers),
    };
    writes.push({ kind: "append", input });
  }
  return { id: message[0] as number, kind: "write", writes };
}
