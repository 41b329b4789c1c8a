import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { appendMessage, requestOf } from "./append_message.ts";
import type { Write } from "./sqlite_messages.ts";

const values = fc.array(
  fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
  { maxLength: 40 },
);
const append = fc.record({
  kind: fc.constant("append" as const),
  input: fc.record({
    roomId: fc.string(),
    expectedHead: fc.nat(),
    events: values,
    answers: values,
  }),
});

Deno.test("[E17] a group of appends is the same on the other side of the line to the worker", () => {
  fc.assert(fc.property(fc.nat(), fc.array(append), (id, writes) => {
    const message = structuredClone(appendMessage(id, writes)!);
    assertEquals(requestOf(message), { id, kind: "write", writes });
  }));
});

Deno.test("[E17] a group in which something else is written has no such form", () => {
  const input = { roomId: "lobby", expectedHead: 0, events: [], answers: [] };
  const writes: Write[] = [
    { kind: "append", input },
    { kind: "openRoom", input: { roomId: "lobby", now: 0 } },
  ];
  assertEquals(appendMessage(1, writes), null);
});
