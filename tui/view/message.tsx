import { Box, Text, type TextProps } from "ink";
import type { ReactElement } from "react";
import type { MessageLine } from "./message_line.ts";

const TONES: Readonly<Record<MessageLine["tone"], TextProps>> = {
  hint: { dimColor: true },
  info: {},
  warning: { color: "yellow" },
  error: { color: "red", bold: true },
};

/** One line over the last row of the canvas. */
export function Message(
  { text, tone, row }: MessageLine & { readonly row: number },
): ReactElement {
  return (
    <Box position="absolute" top={row} left={0} height={1} paddingX={1}>
      <Text {...TONES[tone]} wrap="truncate">{text}</Text>
    </Box>
  );
}
