import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Op } from "../../../shared/schema/op.ts";
import { chromeFrame } from "../../testing/chrome_frame.tsx";
import { Hands } from "../../testing/hands.ts";
import type { Model } from "../model.ts";
import { canvasSize, footRows } from "../viewport.ts";
import { FIND_ROWS, foundShape } from "./find.ts";

/** A room with a few labelled shapes, far apart. */
function hands(): Hands {
  const hands = new Hands({ columns: 80, rows: 24 });
  const box = (id: string, x: number, y: number, text: string): Op => ({
    op: "create",
    shape: { id, type: "rectangle", x, y, width: 80, height: 48, text },
  });
  void hands.client.submit([
    box("api", 0, 0, "API gateway"),
    box("db", 8_000, 0, "database"),
    box("far", -40_000, 16_000, "the far gateway"),
    {
      op: "create",
      shape: {
        id: "note",
        type: "text",
        x: 80,
        y: 3_200,
        text: "Gate\nkeeper",
      },
    },
    {
      op: "create",
      shape: { id: "mute", type: "line", x: 0, y: 0, points: [[0, 0], [8, 8]] },
    },
  ]);
  return hands;
}

/** Is a cell of the world on the screen, and not under the panel? */
function sees(model: Model): boolean {
  const { cursor, view } = model;
  const { columns, rows } = canvasSize(model);
  const inside = rows - footRows(model, FIND_ROWS);
  return cursor.column >= view.column &&
    cursor.column < view.column + columns &&
    cursor.row >= view.row && cursor.row < view.row + inside;
}

Deno.test("[T16] / finds text while it is typed: the nearest first, and brought into sight", () => {
  const at = hands().do("/", "type:gate");
  assertEquals(foundShape(at.model), "api");
  for (const id of ["note", "far"]) {
    at.do("down");
    assertEquals([foundShape(at.model), sees(at.model)], [id, true]);
  }
  assertEquals(foundShape(at.do("down").model), "api");
  assertEquals(foundShape(at.do("up").model), "far");
});

Deno.test("[T16] more letters find less; upper and lower case are alike", () => {
  const at = hands().do("/", "type:GATEW", "tab");
  assertEquals(foundShape(at.model), "far");
  assertEquals(foundShape(at.do("type:AY").model), "api");
  assertEquals(foundShape(at.do("type:!").model), null);
});

Deno.test("[T16] Enter selects what was found, and stays there", () => {
  const at = hands().do("r", "/", "type:datab", "enter");
  assertEquals(at.model.selection, ["db"]);
  assertEquals([at.model.panel, at.model.inHand.name], [null, "select"]);
  assertEquals(at.model.cursor, { column: 1_000, row: 0 });
});

Deno.test("[T16] Esc goes back to where one was; so does a text that is in no shape", () => {
  const at = hands().do("right*3", "down*2");
  const { view, cursor, selection } = at.model;
  const back = () => {
    assertEquals(at.model.view, view);
    assertEquals(at.model.cursor, cursor);
  };
  at.do("/", "type:far");
  assert(at.model.view.column < 0);
  at.do("type:!");
  back();
  at.do("backspace", "escape");
  back();
  assertEquals([at.model.selection, at.model.panel], [selection, null]);
});

Deno.test("[T16] what others delete meanwhile is told, and is not selected", () => {
  const at = hands().do("/", "type:far");
  void at.client.submit([{ op: "delete", ids: ["far"] }]);
  assert(chromeFrame(at.model).some((line) => line.trim() === "deleted"));
  assertEquals(at.do("enter").model.selection, []);
});

Deno.test("[T16] what was found is listed with its place", () => {
  const frame = chromeFrame(hands().do("/", "type:gate").model);
  const from = frame.findIndex((line) => line.startsWith(" Find"));
  assertEquals(frame.slice(from, from + 8), [
    " Find  1 of 3, the nearest first",
    " /gate",
    " API gateway  rectangle at 0,0",
    " Gate keeper  text at 80,3200",
    " the far gateway  rectangle at -40000,16000",
    "",
    "",
    " Enter selects it   arrows: others   Esc goes back",
  ]);
});

Deno.test("[T20] a click selects one of those found", () => {
  const at = hands().do("/", "type:gate").hear({ type: "pick", line: 2 });
  assertEquals([at.model.selection, at.model.panel], [["far"], null]);
});

Deno.test("[T16] of very many, the nearest thousand can be gone through, and all are counted", () => {
  const at = new Hands();
  for (let part = 0; part < 6; part++) {
    void at.client.submit(Array.from({ length: 200 }, (_, n): Op => ({
      op: "create",
      shape: {
        type: "text",
        id: `s${part * 200 + n}`,
        x: 8 * (part * 200 + n),
        y: 0,
        text: "x",
      },
    })));
  }
  const { panel } = at.do("/", "x").model;
  assert(panel?.kind === "find");
  assertEquals(panel.found.count, 1_200);
  assertEquals(
    panel.found.ids,
    Array.from({ length: 1_000 }, (_, n) => `s${n}`),
  );
});

const go = (at: Hands, word: string) => at.do(":", `type:go ${word}`, "enter");

Deno.test("[T16] go to a place", () => {
  const at = go(hands(), "4000,-160");
  assertEquals(at.model.cursor, { column: 500, row: -10 });
  assertEquals(at.model.panel, null);
  assertEquals(go(at, "-8 16").model.cursor, { column: -1, row: 1 });
});

Deno.test("[T16] go to a shape, by what stands in it or by its id", () => {
  assertEquals(go(hands(), "datab").model.selection, ["db"]);
  assertEquals(go(hands(), "mute").model.selection, ["mute"]);
});

Deno.test("[T16] go to somebody", () => {
  const at = hands().hear({
    type: "members",
    memberId: "m_1",
    members: ["ana", "ben", "bot"].map((name, n) => ({
      memberId: `m_${n + 1}`,
      userId: `u_${n}`,
      name,
      color: "default",
    })),
  }).hear({
    type: "presences",
    presences: new Map([["m_2", {
      memberId: "m_2",
      userId: "u_1",
      cursor: { x: 800, y: 1_600 },
      tool: "select",
      selection: [],
      preview: null,
      viewport: null,
    }]]),
  });
  assertEquals(go(at, "be").model.cursor, { column: 100, row: 100 });
  assertMatch(
    go(at, "bot").model.notices.at(-1)!.text,
    /^bot is not at any place/,
  );
  // Nobody goes to themselves.
  assertMatch(go(at, "ana").model.notices.at(-1)!.text, /called "ana"/);
});

Deno.test("[T16] go says what it could not find, and asks for what it is not told", () => {
  const at = go(hands(), "nowhere");
  assertEquals(
    at.model.notices.at(-1)!.text,
    'Nobody here, and no shape, is called "nowhere".',
  );
  const { panel } = at.do(":", "type:go", "enter").model;
  assertEquals(panel?.kind === "palette" && panel.field.text, "go ");
});

Deno.test("[T17] a command may take a word: zoom", () => {
  const at = hands().do(":", "type:zoom 50", "enter");
  assertEquals(at.model.view.zoom, 50);
  at.do(":", "type:zoom 60", "enter");
  assertMatch(at.model.notices.at(-1)!.text, /^Cannot zoom to 60: there are/);
});
