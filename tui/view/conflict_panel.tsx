import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { ConflictsProps } from "./conflict_lines.ts";
import { clip } from "./fit_words.ts";
import { Panel, type PanelPlace } from "./panel.tsx";

/** What we wrote over, line by line, over the whole canvas (E18). */
export function ConflictPanel(
  { lines, count, ...place }: ConflictsProps & PanelPlace,
): ReactElement {
  return (
    <Panel
      {...place}
      title="Written over"
      word={`${count}, the newest first`}
      keys="! puts it back   x leaves it   arrows: others   Esc closes"
    >
      <Box flexGrow={1} flexDirection="column">
        {lines.map(({ text, isAt, isGone }, row) => (
          <Text key={row} wrap="truncate" inverse={isAt} dimColor={isGone}>
            {clip(text, place.columns - 2)}
          </Text>
        ))}
      </Box>
    </Panel>
  );
}
