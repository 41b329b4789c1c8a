import { Box, Text, type TextProps } from "ink";
import type { ReactElement } from "react";
import type { StatusWord } from "./status_facts.ts";

const TONES: Readonly<Record<StatusWord["tone"], TextProps>> = {
  strong: { inverse: true },
  plain: {},
  dim: { dimColor: true },
  good: { color: "green" },
  warning: { color: "yellow" },
  bad: { color: "red", bold: true },
};

/** The last line: tool, style, place, zoom, company, connection. */
export function StatusLine(
  { words }: { readonly words: readonly StatusWord[] },
): ReactElement {
  return (
    <Box height={1} paddingX={1} gap={3}>
      {words.map(({ text, tone }, at) => (
        <Text key={at} {...TONES[tone]} wrap="truncate">{text}</Text>
      ))}
    </Box>
  );
}
