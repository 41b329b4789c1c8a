import { assert, assertEquals } from "@std/assert";
import { chromeFrame } from "../testing/chrome_frame.tsx";
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
      " lobby   v r c o d l a t e z                           ana * ben * clock(bot) *",
    ],
    [23, " SELECT   rounded   0,0   100%   3 here   synced   ? keys   q leave"],
  ]);
});

Deno.test("[T10] 80 × 24: three rows while there is something to say", () => {
  assertEquals(lines(room(80, 24).do("right*15", "down*4", "C*6", "r")), [
    [
      0,
      " lobby   v r c o d l a t e z                           ana * ben * clock(bot) *",
    ],
    [22, " Space, arrows, Space, or drag with the mouse. Esc leaves"],
    [
      23,
      " RECT   rounded cyan   120,64   100%   3 here   synced   ? keys   q leave",
    ],
  ]);
});

Deno.test("[T10] 200 × 50", () => {
  const room200 = lines(room(200, 50).do("b*4", "Q"));
  assertEquals(room200, [
    [
      0,
      " lobby   v select  r rect  c circle  o ellipse  d diamond  l line  " +
      `a arrow  t text  e erase  z hand${
        " ".repeat(76)
      }ana * ben * clock(bot) *`,
    ],
    [48, " The tool stays in hand after a shape."],
    [
      49,
      " SELECT (kept)   rounded fill #   0,0   100%   3 here   synced   ? keys   q leave",
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

Deno.test("[T18] a label that its box is too small for is seen while it is typed", () => {
  const hands = room(80, 24).do("r", "press@2,1", "drag@7,3", "release@7,3");
  const told = () => lines(hands).find(([row]) => row === 22)![1];
  assertEquals(
    (hands.do("type:load"), told()),
    " typing the label: Enter ends it, Alt+Enter breaks the line",
  );
  assertEquals(
    (hands.do("type: balancer"), told()),
    " label: load balancer",
  );
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
    " lobby   v r c o d l a t e z             somebody0 * somebody1 * somebody2 * +9",
  );
  assertEquals(bar(40, crowd), " lobby      somebody0 * somebody1 * +10");
});

Deno.test("[T17] the help at 80 × 24 shows every line, none cut off", () => {
  const hands = room(80, 24).do("?");
  assertEquals(
    `\n${chromeFrame(hands.model).join("\n")}\n`,
    `
 lobby   v r c o d l a t e z                           ana * ben * clock(bot) *
 Keys  Esc closes
 Tools                                  Shapes
 v 1             select and move        ,               add to the selection
 r 2             rectangle              A               select all
 c 3             circle                 x Del Backspace delete
 o 4             ellipse                u Ctrl+Z        undo what I did
 d 5             diamond                Ctrl+R Ctrl+Y   redo
 l 6             line                   ] [             to front, to back
 a 7             arrow                  ! W             put theirs back; list
 t 9             text                   Style
 e 0             eraser                 s C b           stroke, color, fill
 z               hand: move the view    View
 Draw and move                          + = -           zoom in, out
 arrows          move cursor, selection \\               100 %
 Shift+arrows    the same by 5          Z               everything in sight
 Space           begin, finish; pick up Ctrl+L          paint anew
 Enter           finish; type the label Room
 Esc             cancel, deselect       ?               this help
 .               arrows go by 1, 5, 20  I               how others join
 Q               keep the tool in hand  q               leave
 Tab Shift+Tab   next, previous shape   Ctrl+C          twice: leave
 Mouse: drag draws, moves; click selects, Ctrl adds; wheel pans, Ctrl zooms
 SELECT   rounded   0,0   100%   3 here   synced   ? keys   q leave
`,
  );
});

Deno.test("[T17] the help on a small screen scrolls to its end", () => {
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
