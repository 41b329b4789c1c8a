import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { NameTag } from "./frame_props.ts";
import { STRIP_GAP } from "./measures.ts";
import { inkColor } from "./member_color.ts";
import type { ToolStrip } from "./tool_strip.ts";

/** Stands in a member's color beside the name. */
const STAR = " *";

/** The room on the left, then the tools; who is here on the right. */
export function TopBar(
  { room, strip, names, unnamed }: {
    readonly room: string;
    readonly strip: ToolStrip | null;
    readonly names: readonly NameTag[];
    readonly unnamed: number;
  },
): ReactElement {
  return (
    <Box height={1} paddingX={1}>
      <Text bold wrap="truncate">{room}</Text>
      {strip !== null && <Tools {...strip} />}
      <Box flexGrow={1} />
      <Text wrap="truncate">
        {names.map(({ name, color, self }, at) => (
          <Text key={at}>
            {at > 0 ? " " : ""}
            <Text bold={self}>{name}</Text>
            <Text color={inkColor(color)}>{STAR}</Text>
          </Text>
        ))}
        {unnamed > 0 ? ` +${unnamed}` : ""}
      </Text>
    </Box>
  );
}

function Tools({ chips, gap }: ToolStrip): ReactElement {
  return (
    <Box marginLeft={STRIP_GAP} gap={gap} flexShrink={0}>
      {chips.map(({ text, inHand }, at) => (
        <Text key={at} inverse={inHand} dimColor={!inHand}>{text}</Text>
      ))}
    </Box>
  );
}
