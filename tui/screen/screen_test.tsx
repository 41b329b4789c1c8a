import { Screen } from "./screen.ts";
import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import { Box, type DOMElement, measureElement, Text } from "ink";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { glyphOf, Grid, palette, PLAIN } from "../../shared/raster/grid.ts";
import { settle, SettlingClock } from "../terminal/testing/settling_clock.ts";
import { FakeStreams } from "../terminal/testing/fake_streams.ts";
import { openTerminal, type Terminal } from "../terminal/terminal.ts";
import { Emulator } from "./testing/emulator.ts";
import { parse } from "./testing/grammar.ts";

interface Bench {
  readonly streams: FakeStreams;
  readonly clock: SettlingClock;
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly errors: unknown[];
  /** Bytes written since the last call, as text. */
  written(): string;
  /** What a person sees. */
  seen(): Promise<string[]>;
}

/** A screen on a terminal that answers at once. */
async function open(
  columns = 40,
  rows = 6,
  onFrame: () => void = () => {},
): Promise<Bench> {
  const streams = new FakeStreams(columns, rows), clock = new SettlingClock();
  const emulator = new Emulator(columns, rows), errors: unknown[] = [];
  emulator.onAnswer((answer) => streams.say(answer));
  let fed: Promise<void> = Promise.resolve();
  streams.onWrite = (text) => fed = emulator.feed(text);
  const terminal = await openTerminal(streams, { clock, onEvent: () => {} });
  await fed;
  await settle();
  const screen = new Screen(terminal, {
    depth: "256",
    clock,
    onFrame,
    onError: (error) => errors.push(error),
  });
  let start = streams.output.length;
  const written = () => {
    const text = streams.output.slice(start);
    start = streams.output.length;
    return text;
  };
  const seen = async () => {
    for (let i = 0; i < 5; i++) {
      await clock.pass(40);
      await fed;
    }
    const grid = emulator.grid();
    return Array.from({ length: grid.rows }, (_, row) => grid.rowText(row));
  };
  return { streams, clock, terminal, screen, errors, written, seen };
}

function Frame(
  { status, columns = 40, rows = 6 }: {
    status: string;
    columns?: number;
    rows?: number;
  },
): ReactNode {
  return (
    <Box
      width={columns}
      height={rows}
      flexDirection="column"
      justifyContent="space-between"
    >
      <Text color="cyan">lobby</Text>
      <Text>{status}</Text>
    </Box>
  );
}

function canvasOf(...lines: string[]): Grid {
  const grid = new Grid(lines[0]!.length, lines.length);
  lines.forEach((line, row) =>
    [...line].forEach((character, column) =>
      grid.set(column, row, glyphOf(character), 1, PLAIN)
    )
  );
  return grid;
}

const canvas = () => canvasOf("╭────╮", "│    │", "╰────╯");

Deno.test("[R40] chrome by Ink, canvas by cells, one picture", async () => {
  const { screen, seen } = await open(20, 5);
  screen.mount(<Frame status="RECT 100%" columns={20} rows={5} />);
  screen.setCanvas(canvas(), 2, 1);
  screen.setDecorations([{
    column: 1,
    row: 1,
    glyph: glyphOf("▴"),
    width: 1,
    style: { ...PLAIN, fg: palette(1) },
  }]);
  assertEquals(await seen(), [
    "lobby               ",
    "  ╭────╮            ",
    "  │▴   │            ",
    "  ╰────╯            ",
    "RECT 100%           ",
  ]);
  screen.close();
});

Deno.test("[T40] the first frame is written at once", async () => {
  const { screen, written } = await open();
  screen.mount(<Frame status="here" />);
  await settle();
  const bytes = written();
  assert(bytes.includes("lobby"));
  // In color, though this process has no color terminal: chalk is Ink's own.
  assert(bytes.includes("\x1b[36m"));
  screen.close();
});

Deno.test("[R40] a remote shape or a moving pointer never re-renders React", async () => {
  const { screen, seen } = await open();
  let renders = 0;
  function Counting(): ReactNode {
    renders++;
    return <Frame status="here" />;
  }
  screen.mount(<Counting />);
  await seen();
  const before = renders, grid = canvas();
  screen.setCanvas(grid, 0, 1);
  await seen();
  grid.set(2, 1, glyphOf("x"), 1, PLAIN);
  screen.requestFrame();
  screen.setDecorations([{
    column: 3,
    row: 1,
    glyph: glyphOf("▾"),
    width: 1,
    style: PLAIN,
  }]);
  assertEquals((await seen())[2]!.trimEnd(), "│ x▾ │");
  assertEquals(renders, before);
  screen.close();
});

Deno.test("[T35] a remote change of one cell at 200×50: at most 64 bytes in all", async () => {
  const { screen, seen, written } = await open(200, 50);
  screen.mount(<Frame status="here" columns={200} rows={50} />);
  const grid = new Grid(200, 48);
  screen.setCanvas(grid, 0, 1);
  await seen();
  written();
  grid.set(198, 47, glyphOf("╬"), 1, {
    fg: palette(196),
    bg: palette(231),
    attributes: 0,
  });
  screen.requestFrame();
  await seen();
  const bytes = new TextEncoder().encode(written());
  assert(bytes.length > 0);
  assertLessOrEqual(bytes.length, 64);
  screen.close();
});

Deno.test("[T34] idle: not a byte", async () => {
  const { screen, seen, written, clock } = await open();
  screen.mount(<Frame status="here" />);
  await seen();
  written();
  await clock.pass(10_000);
  for (let i = 0; i < 100; i++) screen.requestFrame();
  await seen();
  assertEquals(written(), "");
  screen.close();
});

Deno.test("[R43] many updates of the chrome are rendered once a frame", async () => {
  const { screen, seen } = await open();
  let renders = 0;
  function Counting({ n }: { n: number }): ReactNode {
    renders++;
    return <Frame status={`n ${n}`} />;
  }
  screen.mount(<Counting n={0} />);
  await seen();
  const before = renders;
  for (let n = 1; n <= 50; n++) screen.update(<Counting n={n} />);
  assertEquals((await seen())[5]!.trimEnd(), "n 50");
  assertLessOrEqual(renders - before, 2);
  screen.close();
});

Deno.test("[T34] a frame that places things anew asks for no other", async () => {
  let frames = 0;
  const { screen, seen, clock } = await open(10, 3, () => {
    frames++;
    screen.setDecorations([]);
    screen.update(<Frame status={`${frames}`} columns={10} rows={3} />);
  });
  screen.mount(<Frame status="" columns={10} rows={3} />);
  await seen();
  const before = frames;
  await clock.pass(5_000);
  assertEquals(frames, before);
  screen.close();
});

Deno.test("[T38] 80×24 → 20×6 → 200×50: the picture is right at once", async () => {
  const { screen, streams, clock } = await open(80, 24);
  screen.mount(<Frame status="here" columns={80} rows={24} />);
  for (const [columns, rows] of [[20, 6], [200, 50]] as const) {
    const emulator = new Emulator(columns, rows);
    streams.onWrite = (text) => {
      streams.say("\x1b[0n");
      return emulator.feed(text);
    };
    await clock.pass(40);
    await emulator.feed("\x1b[2J what was there before");
    screen.resize(columns, rows);
    screen.update(<Frame status="here" columns={columns} rows={rows} />);
    screen.setCanvas(new Grid(columns, rows - 2), 0, 1);
    for (let i = 0; i < 5; i++) {
      await clock.pass(40), await emulator.feed("");
    }
    const grid = emulator.grid();
    assertEquals(grid.rowText(0).trimEnd(), "lobby");
    assertEquals(grid.rowText(2).trim(), "");
    assertEquals(grid.rowText(rows - 1).trimEnd(), "here");
    assertEquals([screen.columns, screen.rows], [columns, rows]);
  }
  screen.close();
});

Deno.test("[R40] the chrome can place the canvas by what it measures", async () => {
  const { screen, seen, written } = await open(30, 5);
  const grid = canvasOf("##", "##");
  function Measured(): ReactNode {
    const box = useRef<DOMElement>(null);
    useLayoutEffect(() => {
      const { x, y } = measureElement(box.current!);
      screen.setCanvas(grid, x, y);
    });
    return (
      <Box width={30} height={5} flexDirection="column">
        <Text>title</Text>
        <Box flexGrow={1}>
          <Text>side</Text>
          <Box ref={box} flexGrow={1} />
        </Box>
      </Box>
    );
  }
  screen.mount(<Measured />);
  // Already in the first frame.
  await settle();
  assert(written().includes("##"));
  assertEquals((await seen()).map((row) => row.trimEnd()), [
    "title",
    "side##",
    "    ##",
    "",
    "",
  ]);
  screen.close();
});

Deno.test("[T31] what a component throws is told: Ink is dead after it", async () => {
  const { screen, errors } = await open();
  let fail = () => {};
  function Failing(): ReactNode {
    const [failing, setFailing] = useState(false);
    fail = () => setFailing(true);
    if (failing) throw new Error("no such member");
    return <Frame status="here" />;
  }
  screen.mount(<Failing />);
  fail();
  // React does its work in a task of its own.
  for (let i = 0; errors.length === 0 && i < 1_000; i++) {
    await new Promise((done) => setTimeout(done));
  }
  assertEquals(errors.map((error) => (error as Error).message), [
    "no such member",
  ]);
  screen.close();
});

Deno.test("[R45] chrome and canvas, whatever names are in them: only our own grammar", async () => {
  const { screen, seen, written } = await open(40, 4);
  const name = "a\x1b]52;c;eA==\x07b\x9b31m\u202ec\r\bd";
  screen.mount(<Frame status={name} rows={4} />);
  const grid = new Grid(20, 1);
  [...name].forEach((character, column) =>
    grid.set(column, 0, glyphOf(character), 1, PLAIN)
  );
  screen.setCanvas(grid, 0, 1);
  await seen();
  const read = parse(new TextEncoder().encode(written()), { first: true });
  assert("text" in read, "error" in read ? read.error : "");
  screen.close();
});

Deno.test("[R42] a repaint writes everything, and does not clear", async () => {
  const { screen, seen, written } = await open();
  screen.mount(<Frame status="here" />);
  const before = await seen();
  written();
  screen.repaint();
  assertEquals(await seen(), before);
  const bytes = written();
  assert(bytes.includes("lobby") && bytes.includes("here"));
  assertEquals(bytes.includes("\x1b[2J"), false);
  screen.close();
});

Deno.test("[R43] closed, it paints no more", async () => {
  const { screen, seen, written } = await open();
  screen.mount(<Frame status="here" />);
  await seen();
  screen.close();
  written();
  screen.setCanvas(canvas(), 0, 1);
  screen.update(<Frame status="gone" />);
  await seen();
  assertEquals(written(), "");
});
