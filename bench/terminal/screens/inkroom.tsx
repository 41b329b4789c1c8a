/** inkroom's own screen: chrome by Ink, cells by the painter. */

import { Box, Text } from "ink";
import { Screen } from "../../../tui/screen/screen.ts";
import { SettlingClock } from "../../../tui/terminal/testing/settling_clock.ts";
import { UNKNOWN } from "../../../tui/terminal/capabilities.ts";
import type { Terminal } from "../../../tui/terminal/terminal.ts";
import { CHROME, type MakeContender } from "./contender.ts";

export const inkroom: MakeContender = async (size, write) => {
  const clock = new SettlingClock();
  let ready = () => {}, written = () => {};
  const known = { ...UNKNOWN, answers: true, answersReady: true, latency: 1 };
  const terminal: Terminal = {
    ...size,
    capabilities: known,
    learned: Promise.resolve(known),
    write(bytes) {
      write(bytes);
      written();
      return Promise.resolve();
    },
    onReady: (listener) => ready = listener,
    copy() {},
    suspend: () => Promise.resolve(),
    resume() {},
    close: () => Promise.resolve(),
    closeSync() {},
  };
  const screen = new Screen(terminal, {
    depth: "truecolor",
    clock,
    onError: (error) => {
      throw error;
    },
  });
  screen.mount(
    <Box
      width={size.columns}
      height={size.rows}
      flexDirection="column"
      justifyContent="space-between"
    >
      <Text>{CHROME[0]}</Text>
      <Text>{CHROME[1]}</Text>
    </Box>,
  );
  await clock.pass(100);
  ready();
  await clock.pass(100);
  return {
    async show(grid) {
      const done = new Promise<void>((settle) => written = settle);
      screen.setCanvas(grid, 0, 1);
      await done;
      // The terminal has seen it, and the next frame is due.
      ready();
      await clock.pass(100);
    },
    close: () => screen.close(),
  };
};
