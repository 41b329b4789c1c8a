import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { ConflictsProps } from "./conflict_lines.ts";
import { clip } from "./fit_words.ts";

/** What we wrote over, line by line, over the whole canvas (E18). */
export function ConflictPanel(
  { lines, count, top, columns, rows }: ConflictsProps & {
    readonly top: number;
    readonly columns: number;
    readonly rows: number;
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
        <Text bold>Written over</Text>
        <Text dimColor>{clip(`  ${count}, the newest first`, width - 13)}</Text>
      </Text>
      <Box flexGrow={1} flexDirection="column">
        {lines.map(({ text, isAt, isGone }, row) => (
          <Text key={row} wrap="truncate" inverse={isAt} dimColor={isGone}>
            {clip(text, width)}
          </Text>
        ))}
      </Box>
      <Text dimColor wrap="truncate">
        {clip(
          "! puts it back   x leaves it   arrows: others   Esc closes",
          width,
        )}
      </Text>
    </Box>
  );
}
