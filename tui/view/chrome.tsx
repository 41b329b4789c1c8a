/**
 * All that is not canvas.
 *
 * @module
 */

import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { ChromeProps } from "./chrome_props.ts";
import { Message } from "./message.tsx";
import { PanelGuard } from "./panels/panel_guard.tsx";
import { Timeline } from "./past/timeline.tsx";
import { StatusLine } from "./status_line.tsx";
import { TopBar } from "./top_bar.tsx";

/** The frame around the canvas, and what lies over it. */
export function Chrome(props: ChromeProps): ReactElement {
  const { columns, rows, message, panel, chat, timeline } = props;
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
      {timeline !== null && <Timeline {...timeline} />}
      <StatusLine words={props.words} />
      {chat !== null && <PanelGuard key="chat" picture={chat} />}
      {panel !== null && <PanelGuard key="panel" picture={panel} />}
      {message !== null && <Message {...message} />}
    </Box>
  );
}
