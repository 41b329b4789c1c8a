const SHOWN: Readonly<Record<string, string>> = {
  space: "Space",
  enter: "Enter",
  escape: "Esc",
  tab: "Tab",
  delete: "Del",
  backspace: "Backspace",
  left: "Left",
  right: "Right",
  up: "Up",
  down: "Down",
  home: "Home",
  end: "End",
  pageup: "PgUp",
  pagedown: "PgDn",
};

/** A key as people write it: `Ctrl+Z`, `Shift+Left`, `Q`. */
export function showKey(key: string): string {
  const parts = key === "+" ? ["+"] : key.split("+");
  const last = parts.pop()!;
  const modifiers = parts.map((part) => part[0]!.toUpperCase() + part.slice(1));
  const shown = SHOWN[last] ??
    (modifiers.length > 0 || /^f\d+$/.test(last) ? last.toUpperCase() : last);
  return [...modifiers, shown].join("+");
}
