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
import { Panel, type PanelPlace } from "./panel.tsx";

/** Every action and its keys, over the whole canvas. */
export function HelpPanel(
  { help, ...place }: PanelPlace & { readonly help: HelpProps },
): ReactElement {
  const width = Math.min(HELP_COLUMN, place.columns - 2);
  return (
    <Panel {...place} title="Keys" word={wordOn(help)} keys={MOUSE_HELP}>
      <Box flexGrow={1}>
        {help.columns.map((lines, at) => (
          <Box key={at} flexDirection="column" width={width} flexShrink={0}>
            {lines.map((line, row) => (
              <Line key={row} line={line} width={width - 1} />
            ))}
          </Box>
        ))}
      </Box>
    </Panel>
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

function wordOn({ top, below }: HelpProps): string {
  const more = below > 0 ? "  arrows: more" : top > 0 ? "  arrows: back" : "";
  return `Esc closes${more}`;
}
