import { assert, assertEquals } from "@std/assert";
import { chromeFrame } from "../testing/chrome_frame.tsx";
import { keymap } from "../state/input/keymap.ts";
import { HELP_KEYS, helpLines } from "./panels/help_lines.ts";
import { Hands } from "../testing/hands.ts";
import type { Member } from "../../shared/schema/presence.ts";
import { lineWidth } from "../../shared/schema/width.ts";

const MEMBERS: Member[] = ["ana", "ben", "clock(bot)"].map((name, at) => ({
  memberId: `m_${at}`,
  userId: `u_${at}`,
  name,
  color: "default",
}));

function room(columns: number, rows: number, names = MEMBERS): Hands {
  return new Hands({ columns, rows })
    .hear({ type: "members", members: names, memberId: "m_0" })
    .hear({
      type: "status",
      status: { state: "synced", unsent: 0, readOnly: false },
    });
}

/** The lines that are not empty, each with its row. */
function lines(hands: Hands): [number, string][] {
  return chromeFrame(hands.model).map((
    line,
    row,
  ): [number, string] => [row, line])
    .filter(([, line]) => line !== "");
}

Deno.test("[T10] 80 × 24: two rows of chrome when nothing is to be said", () => {
  assertEquals(lines(room(80, 24)), [
    [
      0,
      " lobby   v r c o d l a p t e z                         ana * ben * clock(bot) *",
    ],
    [
      23,
      " SELECT   rounded   0,0   100%   3 here   synced   ? keys   : commands",
    ],
  ]);
});

Deno.test("[T10] 80 × 24: three rows while there is something to say", () => {
  assertEquals(
    lines(room(80, 24).do("right*15", "down*4", "C*7", "enter", "r")),
    [
      [
        0,
        " lobby   v r c o d l a p t e z                         ana * ben * clock(bot) *",
      ],
      [
        22,
        " Space begins, arrows size it, Space ends; or drag. Space twice: usual size",
      ],
      [
        23,
        " RECT   rounded cyan   120,64   100%   3 here   synced   ? keys   : commands",
      ],
    ],
  );
});

Deno.test("[T10] 200 × 50", () => {
  const room200 = lines(room(200, 50).do("b*5", "enter", "Q"));
  assertEquals(room200, [
    [
      0,
      " lobby   v select  r rect  c circle  o ellipse  d diamond  l line  " +
      `a arrow  p pencil  t text  e erase  z hand${
        " ".repeat(66)
      }ana * ben * clock(bot) *`,
    ],
    [48, " The tool stays in hand after a shape."],
    [
      49,
      " SELECT (tools stay)   rounded fill #   0,0   100%   3 here   synced   ? keys   : commands   q leave",
    ],
  ]);
});

Deno.test("[T10] 20 × 6: what matters most stays", () => {
  assertEquals(lines(room(20, 6)), [
    [0, " lobby     ana * +2"],
    [5, " SELECT   synced"],
  ]);
});

Deno.test("[T10] below 20 × 6 a message, and it recovers", () => {
  const hands = room(19, 6);
  const text = chromeFrame(hands.model).map((line) => line.trim()).join(" ")
    .trim();
  assertEquals(text, "too small: 20x6 needed");
  hands.hear({ type: "resize", columns: 20, rows: 6 });
  assertEquals(lines(hands).length, 2);
});

Deno.test("[T10] a hint does not hide the place where one draws", () => {
  const hands = room(80, 24).do("r", "space", "down*20");
  assertEquals(lines(hands).length, 3);
  assertEquals(lines(hands.do("down")).length, 2);
  assertEquals(lines(hands.do("right*70")).length, 3);
});

Deno.test("[T18] a label that its shape is too small for is seen while it is typed", () => {
  const hands = room(80, 24).do("o", "press@2,1", "drag@7,3", "release@7,3")
    .do("enter", "enter");
  const told = () => lines(hands).find(([row]) => row === 22)![1];
  assertEquals(
    (hands.do("type:load"), told()),
    " typing the label: Enter ends it, Alt+Enter or Ctrl+O breaks the line",
  );
  assertEquals(
    (hands.do("type: balancer"), told()),
    " label: load balancer",
  );
});

/** Keys that open each of the panels. */
const PANELS = [
  ["?"],
  [":"],
  ["/"],
  ["s"],
  ["C"],
  ["b", "#"],
  ["O"],
  ["I"],
  ["W"],
  ["i"],
  ["i", "tab"],
  ["m"],
];

Deno.test("[T10] every panel can be shown on every screen from 20 × 6 on", () => {
  for (const columns of [20, 31, 59, 80]) {
    for (const rows of [6, 9, 24]) {
      for (const script of PANELS) {
        const hands = room(columns, rows).do("t", "space", "type:x", "escape");
        const frame = chromeFrame(hands.do(...script).model);
        for (const line of frame) assert(lineWidth(line) <= columns, line);
      }
    }
  }
});

Deno.test("[T10] at 20 × 6 a palette shows what is typed and what is meant", () => {
  const shown = lines(room(20, 6).do(":", "type:undo")).map(([, line]) => line);
  assertEquals(shown.slice(1, 3), [" Commands  1 of 1", " :undo"]);
  assert(shown[3]!.startsWith(" undo "), shown[3]);
});

Deno.test("[T18] the invitation is shown whole on a narrow screen", () => {
  const shown = chromeFrame(room(40, 12).do("I").model).slice(1).join("");
  const all = shown.replaceAll(" ", "");
  assert(all.includes("denotaskdrawlobby--serverws://127.0.0.1:4650"), shown);
  assert(all.includes("ssh-N-L4650:127.0.0.1:4650<thismachine>"), shown);
});

Deno.test("[T10] names and tools share the top bar", () => {
  const bar = (columns: number, names = MEMBERS) =>
    lines(room(columns, 24, names))[0]![1];
  const crowd = Array.from(
    { length: 12 },
    (_, at) => ({ ...MEMBERS[0]!, memberId: `m_${at}`, name: `somebody${at}` }),
  );
  assertEquals(
    bar(80, crowd),
    " lobby   v r c o d l a p t e z           somebody0 * somebody1 * somebody2 * +9",
  );
  assertEquals(bar(40, crowd), " lobby      somebody0 * somebody1 * +10");
});

/** Every page of the help, the first first, each as it stands on the screen. */
function helpPagesOf(columns: number, rows: number): string[][] {
  const hands = room(columns, rows).do("?");
  const pages: string[][] = [];
  for (;;) {
    const page = chromeFrame(hands.model);
    if (pages.some((known) => known.join() === page.join())) return pages;
    pages.push(page);
    hands.do("down");
  }
}

Deno.test("[T17] the help at 80 × 24: two columns, the palette's key, the page", () => {
  const pages = helpPagesOf(80, 24);
  assertEquals(
    pages.map(([, title]) => title),
    pages.map((_, at) => ` Keys  page ${at + 1} of ${pages.length}`),
  );
  assertEquals(pages[0]![2]!.slice(0, 39).trimEnd(), " Tools");
  for (const page of pages) {
    assertEquals(page.at(-2), " : every command   arrows: pages   Esc closes");
  }
});

Deno.test("[T17] the help at 80 × 24 tells of every action once, none cut off", () => {
  const shown = helpPagesOf(80, 24).flatMap((page) => page.slice(2, -2))
    .join("\n");
  for (const line of helpLines(keymap())) {
    const text = line.kind === "heading"
      ? line.text
      : `${line.keys.padEnd(HELP_KEYS)}${line.text}`;
    assert(shown.includes(text), text);
  }
  assert(!shown.includes("~"), shown);
});

Deno.test("[T17] the help on a small screen can be turned to its end", () => {
  const hands = room(60, 12).do("?");
  const seen = new Set<string>();
  for (let n = 0; n < 60; n++) {
    for (const line of chromeFrame(hands.model)) seen.add(line.trim());
    hands.do("down");
  }
  assert([...seen].some((line) => line.startsWith("v 1")));
  assert([...seen].some((line) => line.startsWith("Ctrl+C")));
});

for (
  const [columns, rows] of [[80, 24], [40, 12], [20, 6], [200, 50]] as const
) {
  Deno.test(`[T10] no line is wider than ${columns} columns, whatever names there are`, () => {
    const names = Array.from({ length: 30 }, (_, at) => ({
      memberId: `m_${at}`,
      userId: `u_${at}`,
      name: at % 2 === 0 ? "漢字漢字漢字漢字" : "a\u001b[2Jb\u202e",
      color: "red" as const,
    }));
    for (const script of [[], ["?"], ["t", "space", "type:x"], ["I"]]) {
      const hands = room(columns, rows, names).do(...script);
      const frame = chromeFrame(hands.model);
      assertEquals(frame.length, rows);
      for (const line of frame) assert(lineWidth(line) <= columns, line);
    }
  });
}

Deno.test("[R6] the chrome has no sign of ambiguous width", () => {
  for (
    const script of [[], ["?"], ["r"], ["r", "space"], ["t"], ["A"], ["z"]]
  ) {
    for (const [columns, rows] of [[80, 24], [30, 8], [19, 5]] as const) {
      for (const line of chromeFrame(room(columns, rows).do(...script).model)) {
        assert(/^[\x20-\x7e]*$/.test(line), line);
      }
    }
  }
});
