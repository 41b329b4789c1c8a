import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { HelpProps } from "./chrome_props.ts";
import { clip } from "./fit_words.ts";
import {
  HELP_COLUMN,
  HELP_KEYS,
  type HelpLine,
  MOUSE_HELP,
} from "./help_lines.ts";

/** Every action and its keys, over the whole canvas. */
export function HelpPanel(
  { help, top, columns, rows }: {
    readonly help: HelpProps;
    readonly top: number;
    readonly columns: number;
    readonly rows: number;
  },
): ReactElement {
  const width = Math.min(HELP_COLUMN, columns - 2);
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
        <Text bold>Keys</Text>
        <Text dimColor>{clip(title(help), columns - 6)}</Text>
      </Text>
      <Box flexGrow={1}>
        {help.columns.map((lines, at) => (
          <Box key={at} flexDirection="column" width={width} flexShrink={0}>
            {lines.map((line, row) => (
              <Line key={row} line={line} width={width - 1} />
            ))}
          </Box>
        ))}
      </Box>
      <Text dimColor wrap="truncate">{clip(MOUSE_HELP, columns - 2)}</Text>
    </Box>
  );
}

function Line(
  { line, width }: { readonly line: HelpLine; readonly width: number },
): ReactElement {
  if (line.kind === "heading") {
    return <Text color="cyan" wrap="truncate">{clip(line.text, width)}</Text>;
  }
  const room = Math.min(HELP_KEYS, Math.floor(width / 2));
  const keys = `${clip(line.keys, room - 1)} `.padEnd(room);
  return (
    <Text wrap="truncate">
      <Text bold>{keys}</Text>
      {clip(line.text, width - room)}
    </Text>
  );
}

function title({ top, below }: HelpProps): string {
  const more = below > 0 ? "  arrows: more" : top > 0 ? "  arrows: back" : "";
  return `  Esc closes${more}`;
}
