/**
 * The same drawing and the same changes for every contender: a room, and the cells that are seen of it.
 *
 * @module
 */

import { decide } from "../../../shared/document/decide.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
} from "../../../shared/document/document.ts";
import { Canvas } from "../../../shared/raster/canvas.ts";
import type { Grid } from "../../../shared/raster/grid.ts";
import { Scene } from "../../../shared/raster/scene.ts";
import type { CellBox } from "../../../shared/raster/view.ts";
import type { Op } from "../../../shared/schema/op.ts";

/** A screen's size in cells; its first and its last row are the chrome's. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What happens on the screen, again and again. */
export const CHANGES = ["one cell", "drag of 40x12", "pan"] as const;
export type Change = typeof CHANGES[number];

/** Cells that a pan goes to and fro. */
const PAN = 16;
const BOX = { width: 40 * 8, height: 12 * 16 };

/** A room of so many shapes: a hundred where one looks, all others further down. */
export function room(shapes: number, { columns, rows }: Size): Document {
  const wide = (columns + 2 * PAN) * 8 / 10, high = rows * 16 / 10;
  const colors = ["default", "red", "green", "blue", "#ff8800"] as const;
  let document = EMPTY_DOCUMENT;
  for (let from = 0; from < shapes; from += 250) {
    const length = Math.min(250, shapes - from);
    const ops = Array.from({ length }, (_, i): Op => {
      const n = from + i, row = Math.floor(n / 10);
      return {
        op: "create",
        shape: {
          id: `s${n}`,
          type: n % 3 === 0 ? "ellipse" : "rectangle",
          x: (n % 10) * wide - PAN * 8,
          // A hundred fill the screen, the next begin below it.
          y: row * high + (row >= 10 ? 64 : 0),
          ...(n % 3 === 0
            ? { radiusX: wide * 0.4, radiusY: high * 0.4 }
            : { width: wide * 0.8, height: high * 0.8 }),
          text: `box ${n}`,
          color: colors[n % colors.length]!,
        } as Extract<Op, { op: "create" }>["shape"],
      };
    });
    document = commit(document, ops);
  }
  return commit(document, [
    {
      op: "create",
      shape: { id: "cell", type: "text", x: 160, y: 160, text: "a" },
    },
    {
      op: "create",
      shape: { id: "dragged", type: "rectangle", x: 80, y: 32, ...BOX },
    },
  ]);
}

function commit(document: Document, ops: readonly Op[]): Document {
  const decision = decide(document, { ops: [...ops] }, {
    userId: "u_bench",
    at: 0,
    limits: { opsPerTx: 256, shapesPerRoom: 200_000 },
    removed: new Map(),
  });
  if (decision.kind !== "commit") throw new Error("Cannot change the drawing");
  return decision.document;
}

/** One contender's room and canvas. */
export class Stage {
  readonly #scene: Scene;
  readonly #canvas: Canvas;
  #document: Document;
  readonly #turns = { "one cell": 0, "drag of 40x12": 0, pan: 0 };
  #column = 0;

  constructor(document: Document, { columns, rows }: Size) {
    this.#document = document;
    this.#scene = new Scene(document);
    this.#canvas = new Canvas({
      columns,
      rows: rows - 2,
      view: { column: 0, row: 0, zoom: 100 },
      charset: "unicode",
    });
    this.#canvas.setScene(this.#scene);
    this.#canvas.render();
  }

  /** The cells of the canvas. */
  get grid(): Grid {
    return this.#canvas.grid;
  }

  /** Makes the next change, brings the cells up to date, and tells where they may differ. */
  next(change: Change): CellBox[] {
    const turn = this.#turns[change]++;
    switch (change) {
      case "one cell":
        this.#set("cell", { text: turn % 2 === 0 ? "b" : "a" });
        break;
      case "drag of 40x12": {
        // One cell to the right or left, every third time one down or up.
        const step = (turn + 1) % 24, there = step < 12 ? step : 24 - step;
        this.#set("dragged", {
          x: 80 + there * 8,
          y: 32 + Math.floor(there / 3) * 16,
        });
        break;
      }
      case "pan":
        this.#column += Math.floor(turn / PAN) % 2 === 0 ? 1 : -1;
        this.#canvas.setView({ column: this.#column, row: 0, zoom: 100 });
    }
    return this.#canvas.render();
  }

  #set(id: string, props: Record<string, unknown>): void {
    this.#document = commit(this.#document, [{ op: "set", id, props }]);
    this.#canvas.damage(this.#scene.update(this.#document, [id]));
  }
}
