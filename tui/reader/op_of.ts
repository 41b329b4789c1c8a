/**
 * From commands to operations.
 *
 * @module
 */

import type { Op } from "../../shared/schema/op.ts";
import type { ShapeInput } from "../../shared/schema/shape.ts";
import { CELL_HEIGHT, CELL_WIDTH } from "../../shared/schema/units.ts";
import {
  centreGeometry,
  cornerGeometry,
} from "../tools/geometry/box_geometry.ts";
import { corner } from "../tools/geometry/cells.ts";
import { pathGeometry } from "../tools/geometry/path_geometry.ts";
import type { Command } from "./command.ts";

/** Commands that change the drawing. */
export type Change = Extract<
  Command,
  { kind: "box" | "path" | "text" | "move" | "label" | "color" | "delete" }
>;

/** The operation that does what a command says; `id` is the shape's, a new one's or the named one's. */
export function opOf(command: Change, id: string): Op {
  switch (command.kind) {
    case "box": {
      const [column, row] = command.at, [columns, rows] = command.size;
      const cells = { column, row, columns, rows };
      const geometry = command.type === "ellipse"
        ? centreGeometry(cells, 100)
        : cornerGeometry(cells, 100);
      return create({
        id,
        type: command.type,
        ...geometry,
        text: command.label,
      });
    }
    case "path": {
      const [from, to] = [command.from, command.to].map(([column, row]) => ({
        column,
        row,
      }));
      const type = command.type;
      return create({ id, type, ...pathGeometry(from!, to!, 100) });
    }
    case "text": {
      const [column, row] = command.at;
      const place = corner({ column, row }, 100);
      return create({ id, type: "text", ...place, text: command.text });
    }
    case "move": {
      const [columns, rows] = command.by;
      const dx = columns * CELL_WIDTH, dy = rows * CELL_HEIGHT;
      return { op: "move", ids: [id], dx, dy };
    }
    case "label":
      return { op: "set", id, props: { text: command.text } };
    case "color":
      return { op: "set", id, props: { color: command.color } };
    case "delete":
      return { op: "delete", ids: [id] };
  }
}

function create(shape: ShapeInput): Op {
  return { op: "create", shape };
}
