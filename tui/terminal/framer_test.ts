import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { Framer } from "./framer.ts";
import type { Token } from "./token.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const key = (sequence: string): Token => ({ type: "key", sequence });
const keys = (text: string): Token[] => [...text].map(key);
const paste = (text: string): Token => ({ type: "paste", text });

function read(...parts: string[]): Token[] {
  const framer = new Framer();
  return parts.flatMap((part) => framer.push(encode(part)));
}

const cases: [title: string, input: string, tokens: Token[]][] = [
  ["[T37] hhhhhhhh in one read: eight keys", "hhhhhhhh", keys("hhhhhhhh")],
  ["[T30] text is keys, character by character", "aé漢👍", keys("aé漢👍")],
  ["[T30] controls are keys", "\r\t\x7f\x01", keys("\r\t\x7f\x01")],
  ["[T30] cursor keys", "\x1b[A\x1bOB\x1b[1;5C", [
    key("\x1b[A"),
    key("\x1bOB"),
    key("\x1b[1;5C"),
  ]],
  ["[T30] function keys", "\x1bOP\x1b[15~\x1b[[A\x1b[1;2P\x1b[3;5~", [
    key("\x1bOP"),
    key("\x1b[15~"),
    key("\x1b[[A"),
    key("\x1b[1;2P"),
    key("\x1b[3;5~"),
  ]],
  ["[T30] rxvt's keys with modifiers", "\x1b[3$\x1b[3^\x1b[a", [
    key("\x1b[3$"),
    key("\x1b[3^"),
    key("\x1b[a"),
  ]],
  ["[T30] ESC and a character is that key with Meta", "\x1bx\x1b\r\x1b👍", [
    key("\x1bx"),
    key("\x1b\r"),
    key("\x1b👍"),
  ]],
  ["[T37] of two ESC the first is the Escape key", "\x1b\x1b[A", [
    key("\x1b"),
    key("\x1b[A"),
  ]],
  [
    "[T30] unknown sequences are dropped",
    "a\x1b[5;7;9zb\x1b[?1;2;3hc",
    keys("abc"),
  ],
  [
    "[T30] kitty keys, which were not asked for, are dropped",
    "\x1b[97;5uq",
    keys("q"),
  ],
  [
    "[T30] endless parameters are dropped",
    `\x1b[${"1;".repeat(900)}Aq`,
    keys("q"),
  ],
  [
    "[T30] a control character cuts a sequence short",
    "\x1b[1;\rq",
    keys("\rq"),
  ],
  ["[T30] ESC cuts a sequence short", "\x1b[12\x1b[A", [key("\x1b[A")]],
  ["[T30] focus", "\x1b[I\x1b[O", [
    { type: "focus", focused: true },
    { type: "focus", focused: false },
  ]],
  ["[T30] DA1 is a reply", "\x1b[?62;22c", [
    { type: "reply", reply: { kind: "attributes" } },
  ]],
  ["[R43] ESC[0n is a reply", "\x1b[0n", [
    { type: "reply", reply: { kind: "ready" } },
  ]],
  ["[R42] so is what is known of a mode", "\x1b[?2026;2$y\x1b[?2026;0$y", [
    { type: "reply", reply: { kind: "mode", mode: 2026, state: 2 } },
    { type: "reply", reply: { kind: "mode", mode: 2026, state: 0 } },
  ]],
  ["[T30] so is a version", "\x1bP>|tmux 3.3a\x1b\\", [
    { type: "reply", reply: { kind: "version", text: "tmux 3.3a" } },
  ]],
  [
    "[T30] other strings are dropped, ended by BEL or ST",
    "\x1b]11;rgb:0/0/0\x07a\x1b]52;c;eA==\x1b\\b\x1b_G\x1b\\c",
    keys("abc"),
  ],
  ["[T30] Enter ends a string without an end", "\x1b]11;rgb\rq", keys("\rq")],
  ["[T30] a sequence ends a string without an end", "\x1bPxx\x1b[A", [
    key("\x1b[A"),
  ]],
  [
    "[T30] bytes that are not UTF-8, and C1, are no keys",
    "\x9ba\x85",
    keys("a"),
  ],
  [
    "[T37] an old-style mouse report leaves no stray text",
    "\x1b[M !!q",
    keys("q"),
  ],
  ["[T22] a paste is one text", "\x1b[200~q\r\nx\ry\x1b[201~z", [
    paste("q\nx\ny"),
    key("z"),
  ]],
  [
    "[T22] pasted sequences are text without ESC",
    "\x1b[200~\x1b[A\x1b[<0;1;1M\x03\x1b[200~\x1b[201~",
    [
      paste("[A[<0;1;1M[200~"),
    ],
  ],
  [
    "[T22] nearly the end of a paste is not its end",
    "\x1b[200~\x1b[20\x1b[201\x1b[0201~\x9b201~\x1b[201~q",
    [
      paste("[20[201[0201~201~"),
      key("q"),
    ],
  ],
  ["[T22] the end of no paste is dropped", "\x1b[201~q", keys("q")],
  [
    "[T22] forged replies in a paste are text",
    "\x1b[200~\x1b[0n\x1b[?62c\x1b[201~",
    [
      paste("[0n[?62c"),
    ],
  ],
];

for (const [title, input, tokens] of cases) {
  Deno.test(title, () => assertEquals(read(input), tokens));
}

Deno.test("[T37] 200 mouse reports in one read: no cell lost, no stray text", () => {
  const reports = Array.from({ length: 200 }, (_, i) => `\x1b[<32;${i + 1};7M`);
  const tokens = read(reports.join(""));
  assertEquals(
    tokens.map((token) => token.type === "mouse" && [token.column, token.row]),
    reports.map((_, i) => [i, 6]),
  );
});

Deno.test("[T37] a mouse report split over two reads is one click, wherever it is split", () => {
  const report = "\x1b[<0;10;5M";
  for (let at = 1; at < report.length; at++) {
    const tokens = read(report.slice(0, at), report.slice(at));
    assertEquals(tokens, read(report));
    assertEquals(tokens.length, 1);
  }
});

Deno.test("[T37] however the bytes are split, the tokens are the same", () => {
  const pieces = fc.oneof(
    fc.constantFrom(...cases.map(([, input]) => input)),
    fc.string({ unit: "grapheme", maxLength: 4 }),
    fc.constantFrom(
      "\x1b",
      "[",
      "<",
      "O",
      "P",
      "\\",
      "~",
      "$",
      ";",
      "0",
      "201~",
      "M",
      "\x07",
      "\x1b[200~",
    ),
    fc.tuple(fc.nat(255), fc.nat(300), fc.nat(300)).map(([b, x, y]) =>
      `\x1b[<${b};${x};${y}M`
    ),
  );
  const stream = fc.array(pieces, { maxLength: 12 }).map((all) =>
    encode(all.join(""))
  );
  fc.assert(fc.property(stream, fc.array(fc.nat(80)), (bytes, cuts) => {
    const whole = new Framer().push(bytes);
    const framer = new Framer(), tokens: Token[] = [];
    const ends = [...new Set([...cuts, bytes.length])].sort((a, b) => a - b);
    let from = 0;
    for (const end of ends) {
      tokens.push(...framer.push(bytes.subarray(from, end)));
      from = Math.max(from, end);
    }
    assertEquals(tokens, whole);
  }));
});

Deno.test("[T37] any bytes at all are read, and what is no key is not one", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    const framer = new Framer();
    for (const token of [...framer.push(bytes), ...framer.flush()]) {
      if (token.type !== "key") continue;
      const [first, second, ...more] = token.sequence;
      const whole = second === undefined || first === "\x1b";
      assertEquals(whole, true);
      if (more.length > 0) assertEquals("[O".includes(second!), true);
    }
  }));
});

Deno.test.each([
  { held: "\x1b", patience: 50, flushed: [key("\x1b")] },
  { held: "\x1bO", patience: 50, flushed: [key("\x1bO")] },
  { held: "\x1bP", patience: 50, flushed: [key("\x1bP")] },
  { held: "\x1b]", patience: 50, flushed: [key("\x1b]")] },
  { held: "\x1b[", patience: 1_000, flushed: [] },
  { held: "\x1b[<0;1", patience: 1_000, flushed: [] },
  { held: "\x1b]11;r", patience: 1_000, flushed: [] },
  { held: "\x1b[200~x", patience: null, flushed: [] },
  { held: "q", patience: null, flushed: [] },
])("[T37] silence after $held", ({ held, patience, flushed }) => {
  const framer = new Framer();
  framer.push(encode(held));
  assertEquals(framer.patience, patience);
  assertEquals(framer.flush(), [...flushed]);
});

Deno.test("[T37] after a silence what comes is new", () => {
  const framer = new Framer();
  framer.push(encode("\x1b[<0;1"));
  framer.flush();
  assertEquals(framer.patience, null);
  assertEquals(framer.push(encode("q")), keys("q"));
});

Deno.test("[T22] a paste is never ended by silence, and is cut off at a mebibyte", () => {
  const framer = new Framer();
  const mebibyte = 1_048_576;
  framer.push(encode("\x1b[200~" + "x".repeat(mebibyte + 1_000)));
  framer.flush();
  const [pasted, ...rest] = framer.push(encode("yyy\x1b[201~q"));
  assertEquals(pasted?.type === "paste" && pasted.text.length, mebibyte);
  assertEquals(rest, keys("q"));
});
