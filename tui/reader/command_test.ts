import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Command, HELP, readCommand } from "./command.ts";

const COMMANDS: readonly (readonly [string, Command])[] = [
  ['draw rectangle 10 5 20 4 "gate way"', {
    kind: "box",
    type: "rectangle",
    at: [10, 5],
    size: [20, 4],
    label: "gate way",
  }],
  ["  DRAW Ellipse -3,2 8,4  ", {
    kind: "box",
    type: "ellipse",
    at: [-3, 2],
    size: [8, 4],
    label: "",
  }],
  ["draw arrow 1 2 3 4", {
    kind: "path",
    type: "arrow",
    from: [1, 2],
    to: [3, 4],
  }],
  ["text 1 2 3 apples", { kind: "text", at: [1, 2], text: "3 apples" }],
  ["move 3 5 -2", { kind: "move", shape: 3, by: [5, -2] }],
  ["label 3", { kind: "label", shape: 3, text: "" }],
  ["color 3 #ff8800", { kind: "color", shape: 3, color: "#ff8800" }],
  ["delete 3", { kind: "delete", shape: 3 }],
  ["say hello, you", { kind: "say", text: "hello, you" }],
  ["history", { kind: "history", until: null }],
  ["history 118", { kind: "history", until: 118 }],
  ["then 118", { kind: "then", seq: 118 }],
  ["blame 3", { kind: "blame", shape: 3 }],
  ["bring 3 118", { kind: "bring", shape: 3, seq: 118 }],
  ["bring all 118", { kind: "bring", shape: null, seq: 118 }],
  ["put back 1", { kind: "put-back", conflict: 1 }],
  ["join plans", { kind: "join", room: "plans" }],
  ["export my plan.svg", {
    kind: "export",
    name: "my plan.svg",
    replace: false,
  }],
  ["export plan.svg replace", {
    kind: "export",
    name: "plan.svg",
    replace: true,
  }],
  ["quit", { kind: "quit" }],
  ["\r", { kind: "nothing" }],
];

for (const [line, command] of COMMANDS) {
  Deno.test(`[T44] the line ${JSON.stringify(line)} is understood`, () => {
    assertEquals(readCommand(line), command);
  });
}

for (
  const line of [
    ...["fly", "draw", "draw circus 1 2 3 4", "draw rectangle 1 2 3"],
    ...["draw rectangle 1 2 0 4", "draw line 1 2 3", "text 1 2", "move 3"],
    ...["label gateway", "color 3 reddish", "delete it", "say", "move 1e3 1 1"],
    ...["history yesterday", "then", "blame gateway", "bring 3", "bring 118"],
    ...["put 1", "put back", "join", "join My Room", "export"],
  ]
) {
  Deno.test(`[T44] the line ${JSON.stringify(line)} gets one line that says what to type`, () => {
    const command = readCommand(line);
    assert(command.kind === "wrong" && /^[^\n]+[.?]/.test(command.text));
  });
}

Deno.test("[T44] what the help says can be typed", () => {
  const examples = HELP.flatMap((line) => line.split(/[.:] ?/))
    .map((part) => part.trim())
    .filter((part) =>
      /^(draw|text|move|label|color|delete|say|history|then|blame|bring|put|join|export) .*\S/
        .test(part)
    );
  for (const example of examples.filter((part) => !part.includes(","))) {
    const command = readCommand(example);
    if (/^draw \w+$/.test(example)) continue;
    assert(command.kind !== "wrong", example);
  }
});

Deno.test("[T44] any line at all is read", () => {
  fc.assert(fc.property(fc.string(), (line) => {
    readCommand(line);
    readCommand(`draw ${line}`);
    readCommand(`text ${line}`);
  }));
});
