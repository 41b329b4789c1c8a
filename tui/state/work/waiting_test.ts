import { assertEquals } from "@std/assert";
import { keymap } from "../input/keymap.ts";
import { Hands } from "../../testing/hands.ts";
import { messageOf } from "../../view/message_line.ts";
import { statusWords } from "../../view/status_words.ts";

const word = (hands: Hands) =>
  statusWords(hands.model, keymap()).find(({ rank }) => rank === 0)!.text;

const synced = (unsent: number, readOnly = false) => ({
  type: "status" as const,
  status: { state: "synced" as const, unsent, readOnly },
});

Deno.test("[T12] an answer that comes soon is not worth a word", () => {
  const hands = new Hands().hear(synced(1));
  assertEquals(word(hands), "synced");
  hands.clock.advance(300);
  hands.hear(synced(0));
  hands.clock.advance(1_000);
  assertEquals(word(hands), "synced");
});

Deno.test("[T12] an answer that takes long is", () => {
  const hands = new Hands().hear(synced(2));
  hands.clock.advance(500);
  assertEquals(word(hands), "2 unsent");
  assertEquals(word(hands.hear(synced(0))), "synced");
});

for (
  const [state, unsent, readOnly, expected] of [
    ["connecting", 0, false, "connecting"],
    ["loading", 0, false, "loading"],
    ["offline", 0, false, "offline"],
    ["offline", 3, false, "offline, 3 unsent"],
    ["closed", 0, false, "closed"],
    ["synced", 0, true, "read-only"],
    ["synced", 2, true, "read-only, 2 unsent"],
  ] as const
) {
  Deno.test(`[T12] the status line says "${expected}"`, () => {
    const status = { state, unsent, readOnly };
    assertEquals(word(new Hands().hear({ type: "status", status })), expected);
  });
}

Deno.test("[T12] how much of a large room has come is told", () => {
  const status = { state: "loading", unsent: 2, readOnly: false } as const;
  const hands = new Hands()
    .hear({ type: "status", status: { ...status, percent: 45 } });
  assertEquals(word(hands), "loading 45%, 2 unsent");
});

Deno.test("[T12] who waits for a server that does not answer is told which", () => {
  const hands = new Hands();
  assertEquals(messageOf(hands.model), null);
  hands.hear({
    type: "status",
    status: {
      state: "connecting",
      unsent: 0,
      readOnly: false,
      reason: "the connection is gone (1006)",
    },
  });
  assertEquals(messageOf(hands.model), {
    text: "ws://127.0.0.1:4650 does not answer: trying again. " +
      "Is a server running there?",
    tone: "warning",
  });
});

Deno.test("[T12] a server that does not let us in is told with its own words, before and after we were in", () => {
  for (const state of ["connecting", "offline"] as const) {
    const hands = new Hands({ columns: 80 });
    const status = { state, unsent: 0, readOnly: false, isRefused: true };
    const reason = "the room has 200 members; the limit is 200";
    hands.hear({ type: "status", status: { ...status, reason } });
    assertEquals(messageOf(hands.model), {
      text: `The server says: ${reason}. Trying again.`,
      tone: "warning",
    });
  }
});

Deno.test("[T12] a room that is closed for good says why", () => {
  const hands = new Hands().hear({
    type: "status",
    status: {
      state: "closed",
      unsent: 0,
      readOnly: false,
      reason: "made by a newer version",
    },
  });
  assertEquals(
    messageOf(hands.model)?.text,
    "Cannot go on here: made by a newer version",
  );
});

Deno.test("[T41] when the server goes, drawing may go on, and says so until it is back", () => {
  const hands = new Hands().hear(synced(0));
  const offline = {
    type: "status" as const,
    status: { state: "offline" as const, unsent: 0, readOnly: false },
  };
  hands.hear(offline);
  assertEquals(
    messageOf(hands.model)?.text,
    "The server is gone. Go on: what you draw is sent when it is back.",
  );
  assertEquals(messageOf(hands.hear(synced(0)).model), null);
});
