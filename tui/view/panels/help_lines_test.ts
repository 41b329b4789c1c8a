import { assert, assertEquals } from "@std/assert";
import { ACTIONS } from "../../state/actions/actions.ts";
import { PAST_ACTIONS } from "../../state/past/past_actions.ts";
import { TYPING_ACTIONS } from "../../state/typing/typing_actions.ts";
import { VIM_KEYS } from "../../state/input/key_changes.ts";
import { keymap } from "../../state/input/keymap.ts";
import { showKey } from "../../state/input/show_key.ts";
import { HELP_KEYS, helpLines, helpPages } from "./help_lines.ts";

/** Tables of what no key map changes. */
const OTHERS = [...PAST_ACTIONS, ...TYPING_ACTIONS];

for (
  const [name, keys] of [["usual", keymap()], [
    "vim",
    keymap(VIM_KEYS),
  ]] as const
) {
  Deno.test(`[T17] the help of the ${name} keys tells of every action once, with all its keys`, () => {
    const told = helpLines(keys).flatMap((line) =>
      line.kind === "action" ? [line] : []
    );
    assertEquals(
      told.flatMap(({ actions }) => actions).sort(),
      [
        ...ACTIONS.filter(({ name }) => keys.keysOf.get(name)!.length > 0),
        ...OTHERS,
      ].map(({ name }) => name).sort(),
    );
    for (const line of told) {
      for (const action of line.actions) {
        for (const key of keys.keysOf.get(action) ?? keysElsewhere(action)) {
          const short = showKey(key).replace("Shift+", "S-");
          if (line.keys.split(" ").includes(short)) continue;
          const arrow = /^(shift\+|ctrl\+)?(left|right|up|down)$/.exec(key);
          const shown = arrow === null
            ? showKey(key)
            : arrow[1] === undefined
            ? "arrows"
            : arrow[1] === "ctrl+"
            ? "Ctrl+arrows"
            : line.keys.includes("S-")
            ? "S-arrows"
            : "Shift+arrows";
          assert(line.keys.includes(shown), `${action}: ${shown}`);
        }
      }
    }
  });
}

Deno.test("[T17] no keys are cut off, whatever the key map", () => {
  for (const keys of [keymap(), keymap(VIM_KEYS)]) {
    for (const line of helpLines(keys)) {
      if (line.kind === "action") {
        assert(line.keys.length < HELP_KEYS, line.keys);
      }
    }
  }
});

Deno.test("[T17] the pages of the help hold every line; no heading stands at a column's foot", () => {
  const lines = helpLines(keymap());
  for (const rows of [5, 10, 19, 20, 21, 30]) {
    for (const columns of [20, 78, 200]) {
      const pages = helpPages(lines, columns, rows);
      assertEquals(pages.flat(2), lines);
      for (const column of pages.flat()) {
        assert(column.length <= rows);
        assertEquals(column.at(-1)?.kind, "action");
      }
    }
  }
});

function keysElsewhere(name: string): readonly string[] {
  return OTHERS.find((action) => action.name === name)!.keys;
}
