/**
 * Blessed's screen at its best: smartCSR, back color erase, one box that holds all rows.
 *
 * @module
 */

import { CHROME, type MakeContender, Rows, Tty } from "./contender.ts";

// Blessed's widgets inherit by assigning to `__proto__`, which Deno does not have.
Object.defineProperty(Object.prototype, "__proto__", {
  configurable: true,
  get() {
    return Object.getPrototypeOf(this);
  },
  set(prototype) {
    Object.setPrototypeOf(this, prototype);
  },
});

interface Screen {
  render(): void;
  destroy(): void;
  append(box: Box): void;
  program: { flush(): void };
}
interface Box {
  setContent(text: string): void;
}

export const blessedAlone: MakeContender = async (size, write) => {
  const { default: blessed } = await import("blessed/lib/blessed.js") as {
    default: {
      screen(options: Record<string, unknown>): Screen;
      box(options: Record<string, unknown>): Box;
    };
  };
  const rows = new Rows(size);
  const tty = new Tty(size, write);
  const screen = blessed.screen({
    input: tty,
    output: tty,
    terminal: "xterm-256color",
    forceUnicode: true,
    smartCSR: true,
    useBCE: true,
  });
  const box = blessed.box({
    ...{ top: 0, left: 0, width: size.columns, height: size.rows },
    wrap: false,
  });
  screen.append(box);
  return {
    show(grid, changed) {
      rows.update(grid, changed);
      box.setContent([CHROME[0], ...rows.texts, CHROME[1]].join("\n"));
      screen.render();
      screen.program.flush();
    },
    close: () => screen.destroy(),
  };
};
