import { assertEquals } from "@std/assert";
import { logLine, logToStderr } from "./log.ts";

const CASES: [text: string, line: string][] = [
  ["room lobby: commit unknown", "room lobby: commit unknown"],
  ["naïve 日本 👩‍🚀", "naïve 日本 👩‍🚀"],
  ["\u001b]52;c;x\u0007", "\\u{1b}]52;c;x\\u{7}"],
  ["a\r\nb", "a\\u{d}\\u{a}b"],
  ["\u202e\u009b", "\\u{202e}\\u{9b}"],
  ["\ud800", "\\u{d800}"],
];

for (const [text, line] of CASES) {
  Deno.test(`[L11] ${JSON.stringify(text)} is logged as one safe line`, () => {
    assertEquals(logLine(text), line);
  });
}

Deno.test("[E17] a log on a full disk does not end the server that writes it", () => {
  let tries = 0;
  logToStderr("commit unavailable", {
    writeSync() {
      tries++;
      throw new Error("No space left on device (os error 28)");
    },
  });
  assertEquals(tries, 1);
});
