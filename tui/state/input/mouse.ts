/**
 * What the mouse does: presses, drags, the wheel.
 *
 * @module
 */

import { scrollChat } from "../chat/chat.ts";
import { endEntry } from "../typing/entry.ts";
import {
  dragInText,
  pressInText,
  releaseInText,
} from "../typing/text_mouse.ts";
import type { MouseInput } from "./input.ts";
import type { Model } from "../model.ts";
import { panelWheel } from "../panels/panels.ts";
import { pastMouse } from "../past/past_input.ts";
import { tellTool } from "../tool_step.ts";
import { sameCell } from "../../tools/geometry/cells.ts";
import { pure, then, type Update } from "../update_type.ts";
import {
  cellAt,
  isInChat,
  moveCursor,
  nearestCell,
  pan,
  scroll,
  zoomBy,
} from "../viewport.ts";
import type { World } from "../world.ts";

/** Two presses within this time on one cell are a double click, in milliseconds. */
const DOUBLE_MS = 400;
/** Cells that one notch of the wheel goes. */
const WHEEL = { columns: 6, rows: 3 } as const;

/** Does what the mouse means here and now. */
export function movedMouse(
  model: Model,
  world: World,
  message: MouseInput,
): Update {
  if (
    model.past !== null && model.panel === null && message.action !== "wheel"
  ) {
    return pastMouse(model, model.past, world, message);
  }
  switch (message.action) {
    case "wheel":
      return pure(wheel(model, message));
    case "down":
      return down(model, world, message);
    case "drag":
    case "move":
      return drag(model, world, message);
    case "up":
      return up(model, world, message);
  }
}

function wheel(model: Model, message: MouseInput): Model {
  const delta = message.delta ?? 0;
  if (delta === 0) return model;
  if (isInChat(model, message.column, message.row)) {
    return scrollChat(model, -delta * WHEEL.rows);
  }
  if (model.panel !== null && model.panel.kind !== "chat") {
    return panelWheel(model, model.panel, delta < 0 ? -1 : 1);
  }
  if (message.ctrl || message.meta) {
    const around = nearestCell(model, message.column, message.row);
    return zoomBy(model, delta < 0 ? 1 : -1, around);
  }
  const sideways = message.axis === "horizontal" || message.shift;
  return scroll(model, {
    columns: sideways ? delta * WHEEL.columns : 0,
    rows: sideways ? 0 : delta * WHEEL.rows,
  });
}

function down(model: Model, world: World, message: MouseInput): Update {
  if (model.panel?.kind === "chat") {
    // The chat is beside the canvas: a press there means the canvas.
    return down({ ...model, panel: null }, world, message);
  }
  if (model.panel !== null) return pure({ ...model, panel: null });
  const cell = cellAt(model, message.column, message.row);
  if (cell === null) return pure(model);
  if (message.button === "middle") return pure({ ...model, grabbed: cell });
  if (model.entry !== null && message.button === "left") {
    const extend = message.shift || message.ctrl;
    const how = { now: world.now, extend };
    const pressed = pressInText(model, model.entry, cell, how);
    if (pressed !== null) return pure(pressed);
  }
  return then(endEntry({ ...model, fresh: null, row: null }), (rested) => {
    const last = model.lastPress;
    const double = last !== null && sameCell(last.cell, cell) &&
      world.now - last.at < DOUBLE_MS;
    const pressed: Model = {
      ...moveCursor(rested, cell),
      // A third press is the first of the next two.
      lastPress: double ? null : { cell, at: world.now },
    };
    const toggle = message.button === "right" || message.ctrl ||
      message.shift;
    return tellTool(pressed, world, {
      type: "press",
      by: "mouse",
      toggle,
      double,
    }) ?? pure(pressed);
  });
}

function drag(model: Model, world: World, message: MouseInput): Update {
  // Beyond the rim of the canvas, the nearest cell of it stands for the mouse.
  const cell = nearestCell(model, message.column, message.row);
  if (model.grabbed !== null) {
    return pure(pan(model, {
      columns: model.grabbed.column - cell.column,
      rows: model.grabbed.row - cell.row,
    }));
  }
  if (model.entry !== null && model.panel === null) {
    return pure(dragInText(model, model.entry, cell) ?? model);
  }
  if (message.action === "move" || sameCell(cell, model.cursor)) {
    return pure(model);
  }
  if (model.panel !== null) return pure(model);
  // A press that became a drag is no half of a double click.
  const moved = { ...model, cursor: cell, lastPress: null };
  return tellTool(moved, world, { type: "move" }) ?? pure(model);
}

function up(model: Model, world: World, message: MouseInput): Update {
  if (model.grabbed !== null) return pure({ ...model, grabbed: null });
  if (model.entry !== null) return pure(releaseInText(model, model.entry));
  if (model.panel !== null) return pure(model);
  const cell = nearestCell(model, message.column, message.row);
  const released = tellTool({ ...model, cursor: cell }, world, {
    type: "release",
  });
  return released ?? pure(model);
}
