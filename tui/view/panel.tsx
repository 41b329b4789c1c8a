import { Box, Text } from "ink";
import type { ReactElement, ReactNode } from "react";
import { clip } from "./fit_words.ts";

/** Where a panel lies: over the whole canvas. */
export interface PanelPlace {
  /** The row of the screen that it begins at. */
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
}

/** A panel: a title with a word on it, its content, and a line about its keys. */
export function Panel(
  { top, columns, rows, title, word, keys, children }: PanelPlace & {
    readonly title: string;
    readonly word: string;
    readonly keys: string;
    readonly children: ReactNode;
  },
): ReactElement {
  const width = columns - 2;
  return (
    <Box
      position="absolute"
      top={top}
      left={0}
      width={columns}
      height={rows}
      paddingX={1}
      flexDirection="column"
    >
      <Text wrap="truncate">
        <Text bold>{title}</Text>
        <Text dimColor>{clip(`  ${word}`, width - title.length)}</Text>
      </Text>
      {children}
      <Text dimColor wrap="truncate">{clip(keys, width)}</Text>
    </Box>
  );
}
