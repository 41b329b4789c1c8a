/**
 * Shapes as elements of SVG: one function a kind.
 *
 * @module
 */

import type { KindName } from "../schema/kinds/kinds.ts";
import {
  boxOf,
  type ClosedShape,
  type PathShape,
  type Shape,
  type ShapeOf,
} from "../schema/shape.ts";
import { CELL_HEIGHT, CELL_WIDTH } from "../schema/units.ts";
import { rasterizerOf } from "./shapes/shapes.ts";
import { type Corner, svgCorners } from "./svg_path.ts";
import {
  attributes,
  fillOf,
  PAPER,
  strokeOf,
  svgColor,
  svgLine,
} from "./svg_style.ts";
import type { Targets } from "./targets.ts";
import { cellsOf } from "./text_layout.ts";
import { tiesOf, UNTIED } from "./tie.ts";

const DRAW: {
  readonly [K in KindName]: (shape: ShapeOf<K>, targets: Targets) => string;
} = {
  rectangle: (shape) => {
    const { x, y, width, height } = shape;
    const rx = shape.stroke === "rounded"
      ? Math.min(8, width / 2, height / 2)
      : undefined;
    return closed(shape, `rect${attributes({ x, y, width, height, rx })}`);
  },
  circle: (shape) => {
    const { x: cx, y: cy, radius: r } = shape;
    return closed(shape, `circle${attributes({ cx, cy, r })}`);
  },
  ellipse: (shape) => {
    const { x: cx, y: cy, radiusX: rx, radiusY: ry } = shape;
    return closed(shape, `ellipse${attributes({ cx, cy, rx, ry })}`);
  },
  diamond: (shape) => {
    const { x, y, width, height } = shape;
    const corners: Corner[] = [
      [x + width / 2, y],
      [x + width, y + height / 2],
      [x + width / 2, y + height],
      [x, y + height / 2],
    ];
    return closed(shape, `polygon${attributes({ points: list(corners) })}`);
  },
  line: path,
  arrow: path,
  pencil: (shape) => stroked(shape, polyline(absolute(shape))),
  text: (shape) => {
    const { x, y } = shape;
    const lines = shape.text.split("\n");
    return textLines(shape, lines, { x, y: y + 12 });
  },
};

/** One shape, with the ends of bound lines where they are to be, at its targets. */
export function svgShape(shape: Shape, targets: Targets): string {
  const draw = DRAW[shape.type] as (shape: Shape, targets: Targets) => string;
  return `<g${attributes({ id: shape.id })}>${draw(shape, targets)}</g>\n`;
}

function closed(shape: ClosedShape, element: string): string {
  const { fill, pattern } = fillOf(shape);
  const outline = stroked(shape, `${element}${attributes({ fill })}`);
  return pattern + outline + label(shape);
}

// As they are seen at 100 %, whose cells the letters are as large as.
const LENS = { zoom: 100, charset: "unicode" } as const;

function stroked(shape: Shape, element: string): string {
  const outline = `<${element}${strokeOf(shape)}/>`;
  if (shape.stroke !== "double") return outline;
  const core = element.replace(/ fill="[^"]*"/, ' fill="none"');
  return `${outline}<${core} stroke="${PAPER}" stroke-width="1.5"/>`;
}

function label(shape: ClosedShape): string {
  if (shape.text === "") return "";
  const { x, y, width, height } = boxOf(shape);
  const rows = rasterizerOf(shape).label!(shape, LENS, UNTIED);
  const lines = rows.length === 0
    ? shape.text.split("\n")
    : rows.map(({ graphemes }) => graphemes.map(({ text }) => text).join(""));
  const top = y + (height - lines.length * CELL_HEIGHT) / 2;
  const middle = { x: x + width / 2, y: top + 12, "text-anchor": "middle" };
  return textLines(shape, lines, middle);
}

function textLines(
  shape: Shape,
  lines: readonly string[],
  at: { x: number; y: number; "text-anchor"?: string },
): string {
  const spans = lines.map((line, i) => {
    const place = attributes({ x: at.x, y: at.y + i * CELL_HEIGHT });
    return `<tspan${place}>${svgLine(line)}</tspan>`;
  });
  const look = attributes({
    fill: svgColor(shape.color),
    "text-anchor": at["text-anchor"],
    "xml:space": "preserve",
  });
  return `<text${look}>${spans.join("")}</text>`;
}

function path(shape: PathShape, targets: Targets): string {
  const corners = svgCorners(shape, targets);
  const heads = [
    ...shape.startHead === "arrow" ? [head(corners.toReversed())] : [],
    ...shape.endHead === "arrow" ? [head(corners)] : [],
  ];
  const ink = attributes({ fill: svgColor(shape.color) });
  return stroked(shape, polyline(corners)) +
    heads.map((points) => `<polygon${attributes({ points })}${ink}/>`)
      .join("") +
    pathLabel(shape, targets);
}

/** The label of a line, on a piece of paper that interrupts it. */
function pathLabel(shape: PathShape, targets: Targets): string {
  if (shape.text === "") return "";
  const ties = tiesOf(shape, targets, LENS);
  return rasterizerOf(shape).label!(shape, LENS, ties).map((label) => {
    const { graphemes, column, row } = label;
    const width = cellsOf(graphemes) * CELL_WIDTH;
    const x = column * CELL_WIDTH, y = row * CELL_HEIGHT;
    const paper = attributes({ x, y, width, height: CELL_HEIGHT, fill: PAPER });
    const line = graphemes.map(({ text }) => text).join("");
    const at = { x: x + width / 2, y: y + 12, "text-anchor": "middle" };
    return `<rect${paper}/>${textLines(shape, [line], at)}`;
  }).join("");
}

function absolute({ x, y, points }: ShapeOf<"pencil">): Corner[] {
  const corners = points.map(([dx, dy]): Corner => [x + dx, y + dy]);
  // One point alone would not be seen.
  return corners.length === 1 ? [corners[0]!, corners[0]!] : corners;
}

/** A head at the last corner, pointing where the line comes from the one before it. */
function head(corners: readonly Corner[]): string {
  const [x, y] = corners.at(-1)!;
  const before = corners.findLast(([bx, by]) => bx !== x || by !== y);
  const angle = before === undefined
    ? 0
    : Math.atan2(y - before[1], x - before[0]);
  const back = (turn: number): Corner => [
    x - 10 * Math.cos(angle + turn),
    y - 10 * Math.sin(angle + turn),
  ];
  return list([[x, y], back(0.4), back(-0.4)]);
}

function polyline(corners: readonly Corner[]): string {
  const points = list(corners);
  return `polyline${attributes({ points, fill: "none" })}`;
}

function list(corners: readonly Corner[]): string {
  const round = (value: number) => Math.round(value * 100) / 100;
  return corners.map(([x, y]) => `${round(x)},${round(y)}`).join(" ");
}
