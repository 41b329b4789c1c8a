/**
 * Drawings of Excalidraw as shapes (R51): boxes with their labels, ellipses, diamonds, lines,
 * arrows with what they are bound to, freehand, text, groups, locks, colors. What has no shape
 * of ours is left out, counted and told.
 *
 * @module
 */

import { check } from "../schema/json.ts";
import { shapeIdSchema } from "../schema/ids.ts";
import type { Props, ShapeInput } from "../schema/shape.ts";
import type { Box } from "../schema/units.ts";
import {
  type Element,
  type ElementOf,
  elementSchema,
  fileSchema,
  KNOWN_TYPES,
} from "./excalidraw/elements.ts";
import {
  bindingAt,
  snappedBox,
  snappedPoint,
  snappedPoints,
} from "./excalidraw/geometry.ts";
import { styleOf } from "./excalidraw/style.ts";
import { FormatError, orThrow } from "./format_error.ts";
import { parseJsonInSteps } from "./json_steps.ts";
import { checkInSteps } from "./shape_list.ts";
import { finished } from "./steps.ts";
import { withoutUnsafe } from "../schema/safe_text.ts";

const WHAT = "this drawing of Excalidraw";
/** Excalidraw nests deeper than we do, in what is not read here. */
const DEPTH = 16;

/**
 * Reads a file of Excalidraw, or what was copied there.
 *
 * @param makeId for elements whose own ids can't be ours.
 * @returns shapes from back to front, and what is not as it was.
 * @throws {FormatError} that names the place, if it is no such drawing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readExcalidraw } from "./excalidraw.ts";
 *
 * const { shapes, told } = readExcalidraw(
 *   JSON.stringify({
 *     type: "excalidraw",
 *     elements: [
 *       { type: "rectangle", id: "a", x: 3, y: 1, width: 80, height: 50 },
 *       { type: "text", id: "b", x: 20, y: 20, text: "hi", containerId: "a" },
 *       { type: "image", id: "c", x: 0, y: 0 },
 *     ],
 *   }),
 *   () => "new",
 * );
 * assertEquals(shapes.map(({ id, text }) => [id, text]), [["a", "hi"]]);
 * assertEquals(told, ["elements without a shape here that were left out: image 1"]);
 * ```
 */
export function readExcalidraw(
  text: string,
  makeId: () => string,
): ReadDrawing {
  return finished(readExcalidrawInSteps(text, makeId));
}

/** The same, one element after the other. */
export function* readExcalidrawInSteps(
  text: string,
  makeId: () => string,
): Generator<void, ReadDrawing> {
  const json = yield* parseJsonInSteps(text, DEPTH);
  const { elements } = orThrow(
    WHAT,
    json.ok ? check(fileSchema, json.value) : json,
  );
  const told = new Told();
  const known: Element[] = [];
  for (const [index, value] of elements.entries()) {
    const element = elementAt(value, index, told);
    if (element !== null && !element.isDeleted) known.push(element);
    yield;
  }
  const shapes = yield* new Converter(known, makeId, told).shapes();
  return {
    shapes: orThrow(WHAT, yield* checkInSteps(shapes, "shapes")),
    told: told.lines(),
  };
}

/** Shapes from back to front, and what is not as it was. */
interface ReadDrawing {
  readonly shapes: ShapeInput[];
  readonly told: string[];
}

function elementAt(value: unknown, index: number, told: Told): Element | null {
  const type = (value as { type?: unknown } | null)?.type;
  if (typeof type === "string" && !KNOWN_TYPES.has(type)) {
    told.leftOut(type);
    return null;
  }
  const parsed = check(elementSchema, value);
  if (parsed.ok) return parsed.value;
  const path = `elements.${index}${
    parsed.path === "" ? "" : `.${parsed.path}`
  }`;
  throw new FormatError(`Cannot read ${WHAT}: ${path}: ${parsed.message}`);
}

/** What is not as it was. */
class Told {
  readonly #leftOut = new Map<string, number>();
  turned = 0;
  unbound = 0;

  /** An element of this type has no shape. */
  leftOut(type: string): void {
    // Words of strangers: told in few and plain letters.
    const name = type.replace(/[^a-z]/gi, "").slice(0, 20) || "unnamed";
    this.#leftOut.set(name, (this.#leftOut.get(name) ?? 0) + 1);
  }

  lines(): string[] {
    const kinds = [...this.#leftOut].slice(0, 8)
      .map(([type, count]) => `${type} ${count}`).join(", ");
    return [
      ...kinds === ""
        ? []
        : [`elements without a shape here that were left out: ${kinds}`],
      ...this.turned === 0
        ? []
        : [`turned elements that are upright now: ${this.turned}`],
      ...this.unbound === 0
        ? []
        : [`line ends that are not bound any more: ${this.unbound}`],
    ];
  }
}

type ClosedElement = ElementOf<"rectangle" | "ellipse" | "diamond">;

class Converter {
  readonly #elements: readonly Element[];
  readonly #makeId: () => string;
  readonly #told: Told;
  readonly #ids = new Map<string, string>();
  readonly #boxes = new Map<string, Box>();
  /** Labels by the element they stand in. */
  readonly #labels = new Map<string, string>();

  constructor(elements: readonly Element[], makeId: () => string, told: Told) {
    this.#elements = elements;
    this.#makeId = makeId;
    this.#told = told;
  }

  *shapes(): Generator<void, ShapeInput[]> {
    const closed = this.#elements.filter(isClosed);
    const containers = new Set(
      this.#elements.filter((element) =>
        isClosed(element) || element.type === "line" || element.type === "arrow"
      ).map(({ id }) => id),
    );
    const isLabel = (element: Element): element is ElementOf<"text"> =>
      element.type === "text" && containers.has(element.containerId ?? "");
    for (const element of this.#elements) {
      if (isLabel(element)) {
        this.#labels.set(element.containerId!, textOf(element));
      }
    }
    for (const element of closed) {
      const label = this.#labels.get(element.id) ?? "";
      this.#boxes.set(element.id, snappedBox(element, label));
      yield;
    }
    const shapes: ShapeInput[] = [];
    for (const element of this.#elements) {
      if (!isLabel(element)) shapes.push(this.#shape(element));
      yield;
    }
    return shapes;
  }

  #shape(element: Element): ShapeInput {
    if (element.angle !== 0) this.#told.turned++;
    const group = element.groupIds.at(-1);
    const common: Props & { id: string } = {
      id: this.#idOf(element.id),
      ...styleOf(element),
      ...group === undefined ? {} : { groupId: this.#idOf(group) },
    };
    switch (element.type) {
      case "rectangle":
      case "diamond":
      case "ellipse":
        return { ...common, ...this.#closed(element) };
      case "line":
      case "arrow":
        return { ...common, ...this.#path(element) };
      case "freedraw": {
        const [first, points] = relative(cornersOf(element));
        return { ...common, type: "pencil", ...first, points };
      }
      case "text": {
        const { x, y } = snappedPoint(element);
        const text = textOf(element);
        return { ...common, type: "text", x: x - 4, y: y - 8, text };
      }
    }
  }

  #closed(element: ClosedElement): Props & { type: ShapeInput["type"] } {
    const { x, y, width, height } = this.#boxes.get(element.id)!;
    const text = this.#labels.get(element.id) ?? "";
    if (element.type !== "ellipse") {
      return { type: element.type, x, y, width, height, text };
    }
    const radiusX = width / 2, radiusY = height / 2;
    return {
      type: "ellipse",
      x: x + radiusX,
      y: y + radiusY,
      radiusX,
      radiusY,
      text,
    };
  }

  #path(
    element: ElementOf<"line" | "arrow">,
  ): Props & { type: ShapeInput["type"] } {
    const corners = cornersOf(element);
    const [first, points] = relative(corners);
    const start = this.#binding(element.startBinding, corners[0]!);
    const end = this.#binding(element.endBinding, corners.at(-1)!);
    return {
      type: element.type,
      ...first,
      points,
      route: element.elbowed ? "elbow" : "straight",
      startHead: headOf(element.startArrowhead),
      endHead: headOf(element.endArrowhead),
      start,
      end,
      text: this.#labels.get(element.id) ?? "",
    };
  }

  #binding(
    binding: ElementOf<"arrow">["startBinding"],
    point: { x: number; y: number },
  ): Props["start"] {
    if (!binding) return null;
    const box = this.#boxes.get(binding.elementId);
    if (box !== undefined) {
      return bindingAt(this.#idOf(binding.elementId), box, point);
    }
    this.#told.unbound++;
    return null;
  }

  /** An id of ours for one of theirs, the same one each time. */
  #idOf(id: string): string {
    let ours = this.#ids.get(id);
    if (ours === undefined) {
      ours = shapeIdSchema.safeParse(id).success ? id : this.#makeId();
      this.#ids.set(id, ours);
    }
    return ours;
  }
}

function isClosed(element: Element): element is ClosedElement {
  return element.type === "rectangle" || element.type === "ellipse" ||
    element.type === "diamond";
}

function textOf({ text }: ElementOf<"text">): string {
  return withoutUnsafe(text.replace(/\r\n?/g, "\n").replaceAll("\t", "  "))
    .text;
}

type Corner = { x: number; y: number };

/** The corners in the world, at least two for what needs them. */
function cornersOf(
  { type, x, y, points }: ElementOf<"line" | "arrow" | "freedraw">,
): Corner[] {
  const corners = snappedPoints(
    points.map(([dx, dy]) => ({ x: x + dx, y: y + dy })),
  );
  return corners.length === 1 && type !== "freedraw"
    ? [corners[0]!, corners[0]!]
    : corners;
}

/** The first corner, and all corners seen from there. */
function relative(corners: readonly Corner[]): [Corner, [number, number][]] {
  const { x, y } = corners[0]!;
  return [{ x, y }, corners.map((corner) => [corner.x - x, corner.y - y])];
}

function headOf(head: string | null | undefined): "none" | "arrow" {
  return head === null || head === undefined ? "none" : "arrow";
}
