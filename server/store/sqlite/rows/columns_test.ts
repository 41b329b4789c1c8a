/** What is altered in a row is noticed, whichever column and kind of row it is (E24). */

import { assert, assertEquals, assertThrows } from "@std/assert";
import { DamagedError } from "../../store.ts";
import {
  added,
  sampleAnswer,
  sampleEvent,
  sampleShape,
} from "../../testing/store_samples.ts";
import type { Value } from "./append_rows.ts";
import { chatLineOf, chatRow } from "./chat_row.ts";
import { answerOf, answerRow } from "./answer_row.ts";
import { ackOf, eventOf, eventRow, eventText, removedOf } from "./event_row.ts";
import { personIn, personRow } from "./person_row.ts";
import { isSound, snapshotRow } from "./snapshot_row.ts";

const event = eventRow(
  "lobby",
  added({ ...sampleEvent(3), group: "g" }, { client: "c", cseq: 9 }, [
    sampleShape(2),
  ]),
  { shapes: 5, answer: sampleAnswer("c", 9, 3) },
);
const answer = answerRow("lobby", sampleAnswer("c", 9, 3));
const chat = chatRow("lobby", {
  id: 1,
  userId: "u",
  name: "ana",
  text: "hi",
  at: 5,
});
const person = personRow("lobby", { userId: "u", name: "ana", color: "red" });
const snapshot = snapshotRow("lobby", { seq: 3, format: 2, at: 5 }, 1, "[]");

/** Reads a row of a room; throws, or gives `false`, if it is not what was written. */
type Read<R> = (roomId: string, row: R) => unknown;

function check<R extends object>(what: string, row: R, read: Read<R>): void {
  const isRead = (roomId: string, row: R) => {
    try {
      return read(roomId, row) !== false;
    } catch {
      return false;
    }
  };
  Deno.test(`[E24] ${what}: every column is under its checksum, and so is the room`, () => {
    assert(isRead("lobby", row));
    const unseen = Object.entries(row)
      .filter(([name, value]) =>
        isRead("lobby", { ...row, [name]: altered(value) })
      )
      .map(([name]) => name);
    assertEquals(unseen, []);
    assert(!isRead("attic", row));
  });
}

function altered(value: Value): Value {
  return typeof value === "number" ? value + 1 : `${value ?? ""}x`;
}

check("an event", event, eventOf);
check("an event as text", event, eventText);
check("what an event removed", event, removedOf);
check("the answer in an event's row", event, ackOf);
check("an answer", answer, (roomId, row) => answerOf(roomId, "c", row));
check("a line of chat", chat, chatLineOf);
check("a person", person, personIn);
check("a part of a snapshot", snapshot, isSound);

Deno.test("[E24] an answer is not that of another client", () => {
  assertThrows(() => answerOf("lobby", "other", answer), DamagedError);
});
