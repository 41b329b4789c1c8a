import { Box, Text } from "ink";
import type { ReactElement } from "react";
import { TIMELINE_LEFT } from "../../state/past/timeline.ts";
import { inkColor } from "../member_color.ts";
import type { TimelineBar } from "./timeline_bar.ts";

/** The bar of the past, with whether it plays at its left. */
export function Timeline({ isPlaying, spans }: TimelineBar): ReactElement {
  return (
    <Box height={1}>
      <Box width={TIMELINE_LEFT} paddingLeft={1}>
        <Text bold>{isPlaying ? ">" : "||"}</Text>
      </Box>
      <Text wrap="truncate">
        {spans.map(({ text, color, isHere }, at) => (
          <Text
            key={at}
            inverse={isHere}
            bold={isHere}
            dimColor={color === null}
            {...(color === null ? {} : { color: inkColor(color) })}
          >
            {text}
          </Text>
        ))}
      </Text>
    </Box>
  );
}
