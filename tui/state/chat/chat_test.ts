import { assert, assertEquals, assertMatch } from "@std/assert";
import { MAX_CHAT } from "../../../shared/schema/limits.ts";
import { chromeFrame } from "../../testing/chrome_frame.tsx";
import { Hands } from "../../testing/hands.ts";
import { canvasSize } from "../viewport.ts";

const BEN = { memberId: "m_2", userId: "u_ben", name: "ben", color: "red" };

/** Ana, in a room with ben. */
function room(columns = 80, rows = 24): Hands {
  return new Hands({ columns, rows })
    .hear({
      type: "members",
      memberId: "m_1",
      members: [
        { memberId: "m_1", userId: "u_ana", name: "ana", color: "cyan" },
        { ...BEN, color: "red" },
      ],
    })
    .hear({
      type: "status",
      status: { state: "synced", unsent: 0, readOnly: false },
    });
}

function said(
  hands: Hands,
  text: string,
  { userId = "u_ben", name = "", isNews = true } = {},
): Hands {
  return hands.hear({
    type: "said",
    line: { userId, name: name || userId.slice(2), text, clock: "14:05" },
    isNews,
  });
}

const frame = (hands: Hands) => chromeFrame(hands.model);
const status = (hands: Hands) => frame(hands).at(-1)!;
/** The chat at the foot of 80 × 24: title, lines, field. */
const foot = (hands: Hands) => frame(hands).slice(15, 23);

Deno.test("[T14] i opens the chat below the canvas, which gets smaller; Esc closes it", () => {
  const hands = said(room(), "hello", { isNews: false }).do("i");
  assertEquals(canvasSize(hands.model), { columns: 80, rows: 14 });
  assertEquals(foot(hands), [
    " Chat  Enter says   Tab: canvas   Esc closes",
    ...["", "", "", "", ""],
    " 14:05 ben: hello",
    " >",
  ]);
  hands.do("escape");
  assertEquals(canvasSize(hands.model), { columns: 80, rows: 22 });
  assertEquals(hands.model.panel, null);
});

Deno.test("[T14, T17] while one writes in the chat, nothing tells of keys that are the canvas's", () => {
  const hands = room().do("r");
  const hint = /Space begins/;
  assertMatch(frame(hands).at(-2)!, hint);
  hands.do("i");
  assertEquals(frame(hands).some((row) => hint.test(row)), false);
  hands.do("tab");
  assertEquals(frame(hands).some((row) => hint.test(row)), true);
});

Deno.test("[T14] on a wide screen the chat is at the side", () => {
  const hands = said(room(120, 24), "hello").do("i");
  assertEquals(canvasSize(hands.model), { columns: 74, rows: 22 });
  assertEquals(frame(hands)[22]!.slice(74), "|>");
  assertEquals(frame(hands)[21]!.slice(74), "|14:05 ben: hello");
});

Deno.test("[T14] Tab leaves the chat beside the canvas, on which one goes on drawing", () => {
  const hands = room().do("i", "type:hm", "tab", "r", "space", "right*3");
  hands.do("down", "space");
  assertEquals(hands.shapes.map(({ type }) => type), ["rectangle"]);
  assertEquals(foot(hands)[0], " Chat  i writes, then Esc closes");
  assertEquals(foot(hands)[7], " > hm");
  hands.do("escape", "i", "type:m");
  assertEquals(hands.model.chat.field.text, "hmm");
});

Deno.test("[T14, T20] a press on the canvas leaves the field and draws; a click on the chat goes back", () => {
  const hands = room().do("i", "type:a");
  hands.hear({ type: "act", action: "tool-rectangle" });
  assertEquals(hands.model.panel, null);
  hands.do("i", "press@2,2", "drag@8,4", "release@8,4");
  assertEquals(hands.shapes.length, 1);
  assert(hands.model.chat.isOpen);
});

Deno.test("[T14] a line is shown as unsent until the server has it", () => {
  const hands = room().do("i", "type:on my way", "enter");
  assertEquals(foot(hands).slice(6), [" unsent ana: on my way", " >"]);
  const { key } = hands.model.chat.unsent[0]!;
  said(hands, "on my way", { userId: "u_ana" });
  hands.hear({ type: "line-kept", key });
  assertEquals(foot(hands).slice(6), [" 14:05 ana: on my way", " >"]);
});

Deno.test("[T14, T12] the status line counts lines that wait for the connection", () => {
  const hands = room().do("i", "type:hi", "enter").hear({
    type: "status",
    status: { state: "offline", unsent: 2, readOnly: false, attempt: 3 },
  });
  assert(status(hands).includes("offline, try 3, 3 unsent"), status(hands));
});

Deno.test("[T14] q does not leave with an unsent line before it was pressed twice", () => {
  const hands = room().do("i", "type:hi", "enter", "escape", "q");
  assertEquals(hands.asked, []);
  assert(hands.model.notices.at(-1)!.text.startsWith("1 unsent chat line "));
  assertEquals(hands.do("q").asked, ["quit"]);
});

Deno.test("[T14] a refused line is told, and written again, before what was written since", () => {
  const hands = room().do("i", "type:one", "enter", "type:two");
  const { key } = hands.model.chat.unsent[0]!;
  hands.hear({ type: "line-refused", key, reason: "Cannot say that: no" });
  assertEquals(hands.model.chat.field.text, "one two");
  assertEquals(hands.model.chat.unsent, []);
  assertEquals(
    hands.model.notices.at(-1)!.text,
    "Cannot say that: no. It is still written.",
  );
});

Deno.test("[T14] a line that is too long stays in the field, and is counted", () => {
  const hands = room().do("i", `paste:${"x".repeat(MAX_CHAT + 1)}`, "enter");
  assertEquals(hands.model.chat.unsent, []);
  assertEquals(hands.model.chat.field.text.length, MAX_CHAT + 1);
  assertEquals(foot(hands)[0], " Chat  1001 of 1000 characters");
  hands.do("backspace", "enter");
  assertEquals(hands.model.chat.unsent.length, 1);
});

Deno.test("[T14] a paste of several lines is one line; nothing is said by it", () => {
  const hands = room().do("i", "paste:one\ntwo\r\n\u001b[31mthree");
  assertEquals(hands.model.chat.field.text, "one two [31mthree");
  assertEquals(hands.model.chat.unsent, []);
});

Deno.test("[T14] an empty line is not said", () => {
  assertEquals(room().do("i", "type:   ", "enter").model.chat.unsent, []);
});

Deno.test("[T14] what is said while the chat is closed is told in one line, and counted until read", () => {
  const hands = said(said(room(), "hello"), "anybody?");
  assertEquals(hands.model.notices.at(-1)!.text, "ben: anybody?");
  assertEquals(said(room(), "hello").do("i").model.notices, []);
  assert(status(hands).includes("2 new: i"), status(hands));
  hands.clock.advance(60_000);
  assertEquals(hands.model.notices, []);
  assert(status(hands).includes("2 new: i"), status(hands));
  assert(!status(hands.do("i")).includes("new"), status(hands));
  said(hands.do("tab"), "seen at once");
  assertEquals(hands.model.notices, []);
  assert(!status(hands).includes("new"), status(hands));
});

Deno.test("[T14] what was said before we came, and by ourselves elsewhere, is no news", () => {
  const hands = said(room(), "long ago", { isNews: false });
  said(hands, "me", { userId: "u_ana" });
  assertEquals([hands.model.chat.unread, hands.model.notices], [0, []]);
});

for (
  const [text, isCall] of [
    ["@ana look", true],
    ["look, @ANA!", true],
    ["(@ana)", true],
    ["@anabel look", false],
    ["ana look", false],
    ["@anabel and @ana", true],
  ] as const
) {
  Deno.test(`[T14] "${text}" ${isCall ? "names" : "does not name"} ana`, () => {
    const hands = said(room(), text);
    assertEquals(hands.model.chat.isCalled, isCall);
    assertEquals(status(hands).includes("1 new, for you: i"), isCall);
  });
}

Deno.test("[T14] older lines are scrolled to, and stay in sight when more is said", () => {
  const hands = room();
  for (let at = 1; at <= 20; at++) said(hands, `line ${at}`);
  hands.do("i", "up", "up");
  assertEquals(foot(hands)[0], " Chat  older lines");
  assertEquals(foot(hands)[6], " 14:05 ben: line 18");
  said(hands, "line 21");
  assertEquals(foot(hands)[0], " Chat  1 new below");
  assertEquals(foot(hands)[6], " 14:05 ben: line 18");
  hands.do("pagedown");
  assertEquals(foot(hands)[6], " 14:05 ben: line 21");
  assertEquals(hands.model.chat.unread, 0);
  hands.do("pageup*20");
  assertEquals(foot(hands)[1], " 14:05 ben: line 1");
  hands.do("down");
  assertEquals(foot(hands)[1], " 14:05 ben: line 2");
});

Deno.test("[T14, T20] the wheel scrolls what it is over", () => {
  const hands = room();
  for (let at = 1; at <= 20; at++) said(hands, `line ${at}`);
  hands.do("i", "wheel-up@5,16");
  assertEquals([hands.model.chat.up, hands.model.view.row], [3, 0]);
  hands.do("wheel-down@5,3");
  assertEquals([hands.model.chat.up, hands.model.view.row], [3, 3]);
});

Deno.test("[T14] a long line goes on in further rows, nothing is cut", () => {
  const words = Array.from({ length: 30 }, (_, at) => `word${at}`);
  const hands = said(room(), words.join(" ")).do("i");
  const shown = foot(hands).slice(1, 7).join(" ");
  assertEquals(
    shown.split(/\s+/).filter((word) => word.startsWith("word")),
    words,
  );
});

Deno.test("[T14, L11] names and lines are shown without what a terminal would obey", () => {
  const hands = room();
  said(hands, "\u001b]52;c;aGk=\u0007hi\u202e", {
    userId: "u_eve",
    name: "e\u001bve",
  }).do("i");
  assertEquals(foot(hands)[6], " 14:05 eve: ]52;c;aGk=hi");
});

Deno.test("[T14, T10] the chat on the smallest screen", () => {
  const hands = said(room(20, 6), "hello", { isNews: false }).do("i");
  assertEquals(frame(hands).slice(1), [
    "",
    " Chat  Enter says ~",
    " 14:05 ben: hello",
    " >",
    " SELECT   synced",
  ]);
});

Deno.test("[T14] one person under two names at two terminals hears what the other says", () => {
  const hands = said(room(), "me too", { userId: "u_ana", name: "annie" });
  assertEquals(hands.model.chat.unread, 1);
  assertEquals(hands.model.notices.at(-1)!.text, "annie: me too");
  assertEquals(foot(hands.do("i"))[6], " 14:05 annie: me too");
});

Deno.test("[L5, T14] who left is still told from a twin, by what they said", () => {
  const hands = said(room(), "I was first", { userId: "u_0ben", name: "ben" });
  said(hands, "no, I").do("i");
  assertEquals(foot(hands).slice(5, 7), [
    " 14:05 ben#0ben: I was first",
    " 14:05 ben#ben: no, I",
  ]);
});
