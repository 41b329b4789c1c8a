import { InkSink, SilentInput } from "../screen/ink_sink.ts";
import { Chrome as ChromeCells } from "../screen/chrome.ts";
import { render } from "ink";
import { keymap } from "../state/input/keymap.ts";
import type { Model } from "../state/model.ts";
import { Chrome } from "../view/chrome.tsx";
import { chromeOf } from "../view/chrome_props.ts";

/** The chrome of a model as lines of text, without trailing spaces. */
export function chromeFrame(model: Model): string[] {
  const { columns, rows } = model.screen;
  const sink = new InkSink(columns, rows, () => {});
  const ink = render(<Chrome {...chromeOf(model, keymap())} />, {
    stdout: sink as unknown as NodeJS.WriteStream,
    stderr: sink as unknown as NodeJS.WriteStream,
    stdin: new SilentInput() as unknown as NodeJS.ReadStream,
    debug: true,
    interactive: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  const cells = new ChromeCells(columns, rows);
  cells.read(sink.frame);
  ink.unmount();
  return Array.from(
    { length: rows },
    (_, row) => cells.grid.rowText(row).trimEnd(),
  );
}
