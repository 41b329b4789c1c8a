/**
 * All that is not canvas.
 *
 * @module
 */

import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { ChromeProps } from "./chrome_props.ts";
import { ConflictPanel } from "./conflict_panel.tsx";
import { HelpPanel } from "./help_panel.tsx";
import { Message } from "./message.tsx";
import { StatusLine } from "./status_line.tsx";
import { TopBar } from "./top_bar.tsx";

/** The frame around the canvas, and what lies over it. */
export function Chrome(props: ChromeProps): ReactElement {
  const { columns, rows, message, help, conflicts } = props;
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
      <StatusLine words={props.words} />
      {help !== null && (
        <HelpPanel help={help} top={1} columns={columns} rows={rows - 2} />
      )}
      {conflicts !== null && (
        <ConflictPanel
          {...conflicts}
          top={1}
          columns={columns}
          rows={rows - 2}
        />
      )}
      {message !== null && <Message {...message} row={rows - 2} />}
    </Box>
  );
}
