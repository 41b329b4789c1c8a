import { assertPicture, cells, through } from "../testing/picture.ts";

const text = (column: number, row: number, text: string) =>
  ({ type: "text", x: column * 8, y: row * 16, text }) as const;

Deno.test("[R34] wide characters, combining marks, flags and families take their cells", () => {
  assertPicture(
    [
      text(0, 0, "漢字|"),
      text(0, 1, "é́e|"),
      text(0, 2, "🇩🇪|"),
      text(0, 3, "👨‍👩‍👧‍👦|"),
      text(0, 4, "ｱ|"),
    ],
    `
漢字|
é́e|
🇩🇪|
👨‍👩‍👧‍👦|
ｱ|
`,
  );
});

Deno.test("[R1] what covers half of a wide character blanks the other half", () => {
  assertPicture(
    [
      text(0, 0, "漢字漢字"),
      text(1, 0, "x"),
      text(4, 0, "y"),
      text(0, 1, "abcdefgh"),
      text(3, 1, "漢"),
      text(0, 2, "漢字漢字"),
      { type: "line", ...through([3, 2], [5, 2]) },
    ],
    `
 x字y 字
abc漢fgh
漢 ───字
`,
  );
});

Deno.test("[R34] spaces around text let through what is below, those within do not", () => {
  assertPicture(
    [
      { type: "line", ...through([0, 0], [12, 0]) },
      text(1, 0, "  a  b  "),
    ],
    `
───a  b──────
`,
  );
});

Deno.test("[R12] text hides strokes below it; a fill makes it a plate", () => {
  assertPicture(
    [
      { type: "rectangle", ...cells(0, 0, 14, 5) },
      text(2, 0, " title "),
      { ...text(3, 2, "a\nplate"), fill: "." },
    ],
    `
┌──title─────┐
│            │
│  a....     │
│  plate     │
└────────────┘
`,
  );
});

Deno.test("[L10] stored text that breaks the rules is painted without what breaks them", () => {
  assertPicture(
    [
      text(0, 0, "a\u200db\u001b[31mc"),
      text(0, 1, "e" + "\u0301".repeat(30) + "|"),
    ],
    `
ab[31mc
${"e" + "\u0301".repeat(8)}|
`,
  );
});
