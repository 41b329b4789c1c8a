import { assertEquals } from "@std/assert";
import { Hands } from "../../testing/hands.ts";

/** Three boxes in a row, the first two of them a group; nothing is selected. */
function grouped(): Hands {
  const hands = new Hands();
  for (const column of [2, 12, 22]) {
    hands.do("r", `press@${column},1`, `drag@${column + 5},3`);
    hands.do(`release@${column + 5},3`, "escape", "escape");
  }
  hands.do("press@0,0", "drag@19,5", "release@19,5", "g", "escape");
  hands.clock.advance(5_000);
  return hands;
}

const [first, second, third] = grouped().shapes.map(({ id }) => id) as [
  string,
  string,
  string,
];

for (
  const [how, expected, ...script] of [
    ["a click on a member takes the group", [first, second], "click@12,1"],
    ["a double click goes in", [second], "click@12,1", "click@12,1"],
    ["inside, a click takes another member alone", [first], ...[
      ...["click@12,1", "click@12,1", "click@2,1"],
    ]],
    ["a click elsewhere leaves it", [third], ...[
      ...["click@12,1", "click@12,1", "click@22,1"],
    ]],
    ["Esc goes out, Esc again deselects", [], ...[
      ...["click@12,1", "click@12,1", "escape", "escape"],
    ]],
    ["Esc goes out", [first, second], ...[
      ...["click@12,1", "click@12,1", "escape"],
    ]],
    ["Tab takes it whole", [first, second], "tab"],
    ["Tab goes on after it", [third], "tab*2"],
    ["Shift+Tab comes back to it", [first, second], "shift+tab*2"],
    ["Enter goes in", [first], "tab", "enter"],
    ["inside, Tab takes the members in turn", [second], "tab", "enter", "tab"],
    ["inside, Tab stays inside", [first], "tab", "enter", "tab*2"],
    ["Ctrl+click adds it whole", [third, first, second], ...[
      ...["click@22,1", "ctrl+click@2,1"],
    ]],
    ["Ctrl+click takes it out whole", [third], "A", "ctrl+click@2,1"],
    ["a frame around one member takes it whole", [first, second], ...[
      ...["press@0,0", "drag@9,5", "release@9,5"],
    ]],
  ] as [string, string[], ...string[]][]
) {
  Deno.test(`[T20] groups: ${how}`, () => {
    assertEquals(grouped().do(...script).model.selection, expected);
  });
}

Deno.test("[T20] a group moves as one, and is deleted as one", () => {
  const hands = grouped().do("press@12,1", "drag@12,3", "release@12,3");
  hands.looks(`
    |
    |                      ╭────╮
    |                      │    │
    |  ╭────╮    ╭────╮    ╰────╯
    |  │    │    │    │
    |  ╰────╯    ╰────╯
  `);
  assertEquals(hands.do("x").shapes.map(({ id }) => id), [third]);
});

Deno.test("[T20] a member's label is typed inside of its group", () => {
  grouped().do("tab", "enter", "enter", "type:db", "enter").looks(`
    |
    |  ╭────╮    ╭────╮    ╭────╮
    |  │ db │    │    │    │    │
    |  ╰────╯    ╰────╯    ╰────╯
  `);
});

Deno.test("[T20] G lets a group go, g makes one of groups and shapes", () => {
  const hands = grouped().do("tab", "G");
  assertEquals(hands.shapes.map(({ groupId }) => groupId), [null, null, null]);
  hands.do("escape", "tab");
  assertEquals(hands.model.selection, [first]);
  hands.do("A", "g", "escape", "tab");
  assertEquals(hands.model.selection, [first, second, third]);
  const groups = new Set(hands.shapes.map(({ groupId }) => groupId));
  assertEquals(groups.size, 1);
});

for (
  const [what, text, ...script] of [
    ["one shape", "Select several shapes to group them: , adds one.", "g"],
    ["a group", "They are a group already: G ungroups.", "escape", "tab", "g"],
    ["no group", "Nothing selected is in a group.", "G"],
  ]
) {
  Deno.test(`[T20] of ${what}, g or G says what to do`, () => {
    const hands = grouped().do("click@22,1", ...script!);
    assertEquals(hands.model.notices.at(-1)?.text, text);
  });
}
