import { assertEquals } from "@std/assert";
import { InkSink, SilentInput } from "../../screen/ink_sink.ts";
import { render } from "ink";
import { keymap } from "../../state/input/keymap.ts";
import type { Model } from "../../state/model.ts";
import { chromeFrame } from "../../testing/chrome_frame.tsx";
import { Hands } from "../../testing/hands.ts";
import { Chrome } from "../chrome.tsx";
import { chromeOf } from "../chrome_props.ts";
import type { PanelLine } from "./picture.ts";

const LAST = [
  " This panel can't be shown  the drawing is safe",
  " what was wrong",
  " Esc closes",
];

/** What can't be looked at. */
function wrong<T>(): T {
  return new Proxy({}, {
    get() {
      throw new Error("what was wrong");
    },
  }) as T;
}

Deno.test("[T31] a panel whose picture can't be made is a line, and the keys are where they were", () => {
  const hands = new Hands({ columns: 60 }).do("?");
  const model: Model = {
    ...hands.model,
    panel: {
      kind: "blame",
      at: 0,
      found: null,
      now: 0,
      shape: wrong<never>(),
    },
  };
  assertEquals(chromeFrame(model).slice(-4, -1), LAST);
  assertEquals(hands.do("escape").model.panel, null);
});

Deno.test("[T31] so is a chat that can't be shown, in its place", () => {
  const hands = new Hands({ columns: 60 }).do("i");
  const chat = { ...hands.model.chat, lines: wrong<never>() };
  const frame = chromeFrame({ ...hands.model, chat });
  assertEquals(frame.filter((line) => LAST.includes(line)), LAST);
});

Deno.test("[T31] a panel that can't be laid out is a line until there is another picture of it", () => {
  const { model } = new Hands({ columns: 60 }).do("?");
  const good = chromeOf(model, keymap());
  // React looks into what it is given, by itself: it has to be there.
  const lines: readonly PanelLine[] = [{ spans: null as never }];
  const box = { ...good.panel!.box, row: 10, rows: 3 };
  const bad = { ...good, panel: { ...good.panel!, box, lines } };
  const sink = new InkSink(good.columns, good.rows, () => {});
  const ink = render(<Chrome {...bad} />, {
    stdout: sink as unknown as NodeJS.WriteStream,
    stderr: sink as unknown as NodeJS.WriteStream,
    stdin: new SilentInput() as unknown as NodeJS.ReadStream,
    debug: true,
    interactive: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  // deno-lint-ignore no-control-regex
  const shown = () => sink.frame.replaceAll(/\x1b\[[\d;]*m/g, "");
  for (const line of [LAST[0]!, "of null", LAST[2]!]) {
    assertEquals(shown().includes(line), true, line);
  }
  ink.rerender(<Chrome {...good} />);
  assertEquals(shown().includes(LAST[0]!), false);
  assertEquals(shown().includes(good.panel!.title), true);
  ink.unmount();
});
