import { assertEquals } from "@std/assert";
import { Framer } from "./framer.ts";
import { KeyDecoder } from "./keys.ts";
import type { KeyEvent } from "./events.ts";

/** What real terminals send, through the framer and blessed's Program. */
function press(...sent: string[]): KeyEvent[] {
  const framer = new Framer(), decoder = new KeyDecoder();
  const events: KeyEvent[] = [];
  for (const part of sent) {
    const tokens = framer.push(new TextEncoder().encode(part));
    for (const token of [...tokens, ...framer.flush()]) {
      const event = token.type === "key"
        ? decoder.decode(token.sequence)
        : null;
      if (event !== null) events.push(event);
    }
  }
  decoder.close();
  return events;
}

Deno.test.each([
  ["a", "a"],
  ["A", "A"],
  ["1", "1"],
  ["?", "?"],
  ["+", "+"],
  ["é", "é"],
  ["漢", "漢"],
  ["👍", "👍"],
  [" ", "space"],
  ["\r", "enter"],
  ["\t", "tab"],
  ["\x1b", "escape"],
  ["\x7f", "backspace"],
  ["\b", "backspace"],
  ["\x1b[3~", "delete"],
  ["\x1b[2~", "insert"],
  ["\x1b[A", "up"],
  ["\x1b[B", "down"],
  ["\x1b[C", "right"],
  ["\x1b[D", "left"],
  ["\x1bOA", "up"],
  ["\x1b[1;2A", "shift+up"],
  ["\x1b[1;5D", "ctrl+left"],
  ["\x1b[1;3C", "meta+right"],
  ["\x1b[1;8B", "ctrl+meta+shift+down"],
  ["\x1b[a", "shift+up"],
  ["\x1b[H", "home"],
  ["\x1b[1~", "home"],
  ["\x1b[7~", "home"],
  ["\x1b[F", "end"],
  ["\x1bOF", "end"],
  ["\x1b[5~", "pageup"],
  ["\x1b[6~", "pagedown"],
  ["\x1b[3;5~", "ctrl+delete"],
  ["\x1b[3$", "shift+delete"],
  ["\x1b[Z", "shift+tab"],
  ["\x1bOP", "f1"],
  ["\x1b[[B", "f2"],
  ["\x1b[13~", "f3"],
  ["\x1b[1;5P", "ctrl+f1"],
  ["\x1b[1;2S", "shift+f4"],
  ["\x1b[15~", "f5"],
  ["\x1b[24~", "f12"],
  ["\x1b[24;2~", "shift+f12"],
  ["\x1a", "ctrl+z"],
  ["\x12", "ctrl+r"],
  ["\x03", "ctrl+c"],
  ["\n", "ctrl+j"],
  ["\x00", "ctrl+space"],
  ["\x1c", "ctrl+\\"],
  ["\x1f", "ctrl+_"],
  ["\x1bx", "meta+x"],
  ["\x1bX", "meta+X"],
  ["\x1b1", "meta+1"],
  ["\x1b+", "meta++"],
  ["\x1b\r", "meta+enter"],
  ["\x1b\x7f", "meta+backspace"],
  ["\x1b ", "meta+space"],
  ["\x1b\x01", "ctrl+meta+a"],
  ["\x1b👍", "meta+👍"],
  ["\x1bé", "meta+é"],
])("[T20] %j is one key: %s", (sent, key) => {
  assertEquals(press(sent).map((event) => event.key), [key]);
});

Deno.test("[T20] a printable key types itself, nothing else types", () => {
  const types = (sent: string) => press(sent).map((event) => event.text);
  assertEquals(types("aA é漢👍"), ["a", "A", " ", "é", "漢", "👍"]);
  assertEquals(types("\r\t\x7f\x1b[A\x1bx\x01"), Array(6).fill(null));
});

Deno.test("[T20] modifiers are told as well", () => {
  assertEquals(press("A\x1b[1;6A\x1bx"), [
    { type: "key", key: "A", text: "A", ctrl: false, meta: false, shift: true },
    {
      type: "key",
      key: "ctrl+shift+up",
      text: null,
      ctrl: true,
      meta: false,
      shift: true,
    },
    {
      type: "key",
      key: "meta+x",
      text: null,
      ctrl: false,
      meta: true,
      shift: false,
    },
  ]);
});

Deno.test("[T37] Enter is one key, however often", () => {
  assertEquals(press("\r\r", "\r").map((event) => event.key), [
    "enter",
    "enter",
    "enter",
  ]);
});

Deno.test("[T20] many decoders hear only their own keys, and leave nothing behind", async () => {
  const { default: Program } = await import("blessed/lib/program.js");
  const before = Program.instances.length;
  const decoders = Array.from({ length: 50 }, () => new KeyDecoder());
  assertEquals(
    decoders.map((decoder) => decoder.decode("q")?.key),
    Array(50).fill("q"),
  );
  decoders.forEach((decoder) => decoder.close());
  assertEquals(Program.instances.length, before);
});
