import { assertEquals } from "@std/assert";
import { Hands } from "../testing/hands.ts";
import { statusWords } from "../view/status_words.ts";

const word = (hands: Hands) =>
  statusWords(hands.model).find(({ rank }) => rank === 0)!.text;

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
