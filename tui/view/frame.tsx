/**
 * The frame around the canvas.
 *
 * @module
 */

import { Box, Text } from "ink";
import type { ReactElement, ReactNode } from "react";
import type { FrameProps } from "./frame_props.ts";
import { StatusLine } from "./status_line.tsx";
import { TopBar } from "./top_bar.tsx";

/** The bar above the canvas, the line below it, and between them what is given. */
export function Frame(
  props: FrameProps & {
    /** Just above the status line. */
    readonly foot?: ReactNode;
    /** Over everything, each in its own place. */
    readonly over?: ReactNode;
  },
): ReactElement {
  const { columns, rows } = props;
  if (props.tooSmall !== null) {
    return (
      <Box
        width={columns}
        height={rows}
        alignItems="center"
        justifyContent="center"
      >
        <Text wrap="wrap">{props.tooSmall}</Text>
      </Box>
    );
  }
  return (
    <Box width={columns} height={rows} flexDirection="column">
      <TopBar {...props} />
      <Box flexGrow={1} />
      {props.foot}
      <StatusLine words={props.words} />
      {props.over}
    </Box>
  );
}
