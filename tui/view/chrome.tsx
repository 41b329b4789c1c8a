/**
 * All that is not canvas.
 *
 * @module
 */

import type { ReactElement } from "react";
import type { ChromeProps } from "./chrome_props.ts";
import { Frame } from "./frame.tsx";
import { Message } from "./message.tsx";
import { PanelGuard } from "./panels/panel_guard.tsx";
import { Timeline } from "./past/timeline.tsx";

/** The frame around the canvas, and what lies over it. */
export function Chrome(props: ChromeProps): ReactElement {
  const { message, panel, chat, timeline } = props;
  return (
    <Frame
      {...props}
      foot={timeline !== null && <Timeline {...timeline} />}
      over={
        <>
          {chat !== null && <PanelGuard key="chat" picture={chat} />}
          {panel !== null && <PanelGuard key="panel" picture={panel} />}
          {message !== null && <Message {...message} />}
        </>
      }
    />
  );
}
