/**
 * Ink alone, at its best: incremental rendering, one memoized element a row, and a frame at once
 * whenever there is something new.
 *
 * @module
 */

import { Box, render, Text } from "ink";
import { memo } from "react";
import { CHROME, type MakeContender, Rows, Tty } from "./contender.ts";

const Row = memo(({ text }: { text: string }) => (
  <Text wrap="truncate">{text}</Text>
));

function Screen({ columns, rows, texts }: {
  columns: number;
  rows: number;
  texts: readonly string[];
}) {
  return (
    <Box width={columns} height={rows} flexDirection="column">
      <Row text={CHROME[0]} />
      {texts.map((text, row) => <Row key={row} text={text} />)}
      <Row text={CHROME[1]} />
    </Box>
  );
}

export const inkAlone: MakeContender = (size, write) => {
  const rows = new Rows(size);
  const tty = new Tty(size, write);
  const ink = render(<Screen {...size} texts={[...rows.texts]} />, {
    stdout: tty as unknown as NodeJS.WriteStream,
    stderr: tty as unknown as NodeJS.WriteStream,
    stdin: tty as unknown as NodeJS.ReadStream,
    interactive: true,
    incrementalRendering: true,
    alternateScreen: true,
    maxFps: 1_000,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  return Promise.resolve({
    async show(grid, changed) {
      rows.update(grid, changed);
      ink.rerender(<Screen {...size} texts={[...rows.texts]} />);
      await ink.waitUntilRenderFlush();
    },
    close: () => ink.unmount(),
  });
};
