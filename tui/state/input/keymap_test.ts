import { assert, assertEquals, assertThrows } from "@std/assert";
import { ACTIONS } from "../actions/actions.ts";
import { KEYMAPS } from "./key_changes.ts";
import { keymap } from "./keymap.ts";
import { showKey } from "./show_key.ts";

for (const [name, changes] of Object.entries(KEYMAPS)) {
  Deno.test(`[T20] the ${name} key map has every action but those without keys, and no key twice`, () => {
    const { actionOf, keysOf } = keymap(changes);
    for (const action of ACTIONS) {
      const keys = keysOf.get(action.name)!;
      assert(
        keys.length > 0 || action.keys.length === 0,
        `${action.name} has no key`,
      );
      for (const key of keys) assertEquals(actionOf.get(key), action);
    }
  });

  Deno.test(`[T20] the ${name} key map never binds what terminals take for other keys`, () => {
    const { actionOf } = keymap(changes);
    for (const letter of ["h", "i", "j", "m", "["]) {
      assertEquals(actionOf.get(`ctrl+${letter}`), undefined);
    }
  });

  Deno.test(`[T20] in the ${name} key map every modified key has a plain twin`, () => {
    const { keysOf } = keymap(changes);
    const modified = ACTIONS.filter(({ keys, name }) =>
      keys.length > 0 &&
      keysOf.get(name)!.every((key) => /^(ctrl|meta)\+./.test(key))
    ).map(({ name }) => name);
    // From shape to shape one also goes by `n` and an arrow key. Redo is one of the two by
    // definition; painting anew and leaving are asked of the terminal.
    const walks = modified.filter((name) => name.startsWith("shape-"));
    assertEquals(walks.length, keysOf.get("walk")!.includes("n") ? 4 : 0);
    assertEquals(
      modified.filter((name) => !walks.includes(name)),
      ["redo", "repaint", "leave-at-once"],
    );
  });
}

Deno.test("[T20] changes that can't be are refused", () => {
  assertThrows(
    () => keymap({ undo: ["r"] }),
    RangeError,
    'r would be "tool-rectangle" and "undo"',
  );
  assertThrows(() => keymap({ fly: ["f"] }), RangeError, 'no action "fly"');
});

for (
  const [key, shown] of [
    ["ctrl+z", "Ctrl+Z"],
    ["shift+tab", "Shift+Tab"],
    ["Q", "Q"],
    ["q", "q"],
    ["+", "+"],
    ["space", "Space"],
  ] as const
) {
  Deno.test(`[T17] the key ${key} is shown as ${shown}`, () => {
    assertEquals(showKey(key), shown);
  });
}
