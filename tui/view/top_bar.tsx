import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { NameTag } from "./chrome_props.ts";
import { inkColor } from "./member_color.ts";

/** Stands in a member's color beside the name. */
const STAR = " *";

/** The room on the left, who is here on the right. */
export function TopBar(
  { room, names, unnamed }: {
    readonly room: string;
    readonly names: readonly NameTag[];
    readonly unnamed: number;
  },
): ReactElement {
  return (
    <Box height={1} paddingX={1} justifyContent="space-between">
      <Text bold wrap="truncate">{room}</Text>
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
