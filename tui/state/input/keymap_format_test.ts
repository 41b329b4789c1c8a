import { assertEquals, assertThrows } from "@std/assert";
import { VIM_KEYS } from "./key_changes.ts";
import { keymap } from "./keymap.ts";
import { parseKeymap } from "./keymap_format.ts";

const parse = (value: unknown) => parseKeymap(JSON.stringify(value));

Deno.test("[T20] a key map of one's own changes the usual one, or another", () => {
  assertEquals(parse({}), {});
  assertEquals(parse({ keys: { find: ["ctrl+f", "/"] } }), {
    find: ["ctrl+f", "/"],
  });
  assertEquals(parse({ extends: "vim", keys: { undo: ["U"] } }), {
    ...VIM_KEYS,
    undo: ["U"],
  });
});

for (
  const [written, key] of [
    ["Ctrl+X", "ctrl+x"],
    ["alt+x", "meta+x"],
    ["Alt+Ctrl+Left", "ctrl+meta+left"],
    ["Shift+Up", "shift+up"],
    ["Esc", "escape"],
    ["F5", "f5"],
    ["+", "+"],
    ["ctrl++", "ctrl++"],
    ["Q", "Q"],
    ["é", "é"],
  ] as const
) {
  Deno.test(`[T20] the key ${written} is ${key} to the terminal`, () => {
    assertEquals(parse({ keys: { find: [written] } }), { find: [key] });
  });
}

for (
  const [value, message] of [
    [[], "it must be an object"],
    [{ key: {} }, 'it has "key", where only "extends" and "keys"'],
    [{ extends: "emacs" }, "extends must be usual or vim"],
    [{ keys: { find: "x" } }, "keys.find must be a list of keys"],
    [
      { keys: { find: ["ctrl+h"] } },
      "ctrl+h can't be bound: terminals send it for Backspace too",
    ],
    [
      { keys: { find: ["Ctrl+I"] } },
      "Ctrl+I can't be bound: terminals send it for Tab too",
    ],
    [{ keys: { find: ["ctrl+j"] } }, "for Enter too"],
    [{ keys: { find: ["ctrl+m"] } }, "for Enter too"],
    [{ keys: { find: ["ctrl+["] } }, "for Esc too"],
    [{ keys: { find: ["ctrl+c"] } }, "it always leaves"],
    [{ keys: { find: ["super+x"] } }, '"super+x" is no key'],
    [{ keys: { find: ["pgup"] } }, '"pgup" is no key'],
    [
      { keys: { find: ["shift+a"] } },
      "a letter with Shift is written as it is typed",
    ],
    [{ keys: { find: [""] } }, '"" is no key'],
    [{ keys: { find: [" "] } }, '" " is no key'],
  ] as const
) {
  Deno.test(`[T20] ${JSON.stringify(value)} is refused: ${message}`, () => {
    assertThrows(() => parse(value), SyntaxError, message);
  });
}

Deno.test("[T20] what is not JSON says so", () => {
  assertThrows(() => parseKeymap("{keys}"), SyntaxError, "it is not JSON: ");
});

Deno.test("[T20] a name that is no action is told with the one that may be meant", () => {
  assertThrows(
    () => keymap(parse({ keys: { "zoom-infit": ["f5"] } })),
    RangeError,
    'there is no action "zoom-infit"; do you mean "zoom-fit"?',
  );
  assertThrows(
    () => keymap(parse({ keys: { teleport: ["f5"] } })),
    RangeError,
    "the palette (:) has their names",
  );
});
