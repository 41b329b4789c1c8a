/**
 * Drawings out and in (R50, R51): the one place that programs and the terminal client use.
 *
 * - *Out*: {@linkcode takeShapes} says which shapes; {@linkcode exportShapes} writes them. To copy
 *   a selection as Markdown:
 *   `exportShapes("txt", takeShapes(document, { ids }), { wrap: "markdown" })`.
 * - *In*: {@linkcode importShapes} reads a file, or whatever was pasted, and tells what it did. Its
 *   shapes are to be created in their order, in transactions of one group. To paste:
 *   `importShapes(null, text, { makeId, newIds: true, at: cursor })`.
 * - The history as a film is `writeCast` in `cast.ts`: it needs events, not shapes.
 *
 * All is pure. A format is a file in this folder and a line in a table here.
 *
 * @module
 */

import type { Charset } from "../raster/pen.ts";
import { byOrder } from "../raster/scene.ts";
import type { Shape, ShapeInput } from "../schema/shape.ts";
import type { Point } from "../schema/units.ts";
import { recognise } from "./boxes/recognise.ts";
import { readExcalidrawInSteps } from "./excalidraw.ts";
import { FormatError, orThrow } from "./format_error.ts";
import { readJsonInSteps, writeJson } from "./json.ts";
import { movedTo, withNewIds } from "./place.ts";
import { checkInSteps } from "./shape_list.ts";
import { finished } from "./steps.ts";
import { readSvgInSteps, writeSvg } from "./svg.ts";
import { cleanText, textShapes, writeText } from "./text.ts";
import type { Wrapper } from "./wrappers.ts";

export { FormatError } from "./format_error.ts";
export { type Part, takeShapes } from "./take.ts";
export { type Wrapper, WRAPPERS } from "./wrappers.ts";

/** How to write. */
export interface ExportOptions {
  /** Of texts: the characters there are; `unicode` when left out. */
  readonly charset?: Charset;
  /** Of texts: in what to wrap them; in nothing when left out. */
  readonly wrap?: Wrapper;
}

const WRITERS = {
  txt: writeText,
  ans: (shapes, options) => writeText(shapes, { ...options, color: true }),
  svg: writeSvg,
  json: writeJson,
} as const satisfies Record<
  string,
  (shapes: readonly Shape[], options: ExportOptions) => string
>;

/** A format in which shapes are written, by the ending of its files. */
export type ExportFormat = keyof typeof WRITERS;

/** The formats in which shapes are written. */
export const EXPORT_FORMATS = Object.keys(WRITERS) as ExportFormat[];

/**
 * Writes shapes, whatever their order in the list: `z` says what is in front.
 *
 * @throws {RangeError} if that would be too large.
 * @throws {FormatError} if a text can't be wrapped as it should.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { exportShapes } from "./formats.ts";
 *
 * assertEquals(exportShapes("json", []), '{"inkroom":1,"shapes":[\n]}\n');
 * ```
 */
export function exportShapes(
  format: ExportFormat,
  shapes: readonly Shape[],
  options: ExportOptions = {},
): string {
  return WRITERS[format]([...shapes].sort(byOrder), options);
}

/** How to read. */
export interface ImportOptions {
  /** Makes ids for what has none of its own. */
  readonly makeId: () => string;
  /** Give new ids to all, as pasting does; else shapes keep those that they have. */
  readonly newIds?: boolean;
  /** The point of the world where they go; left out, they stay where they were. */
  readonly at?: Point;
  /** Of plain text: `true` takes it as it stands, `false` out of blocks and comments. */
  readonly verbatim?: boolean;
  /** Of plain text: make boxes, lines and arrows of what looks like them. */
  readonly boxes?: boolean;
}

/** What was read. */
export interface Imported {
  /** From back to front, as `create` takes them. */
  readonly shapes: readonly ShapeInput[];
  /** What is not as it was in the file, in sentences. */
  readonly told: readonly string[];
}

/** Characters of a file at most. */
export const MAX_IMPORT_LENGTH = 64 * 1024 * 1024;

type Reader = (
  text: string,
  options: ImportOptions,
) => Generator<void, Imported>;

const READERS = {
  *json(text) {
    return { shapes: yield* readJsonInSteps(text), told: [] };
  },
  *svg(text) {
    return { shapes: yield* readSvgInSteps(text), told: [] };
  },
  *excalidraw(text, { makeId }) {
    return yield* readExcalidrawInSteps(text, makeId);
  },
  *txt(text, options) {
    yield;
    return readText(text, options);
  },
} as const satisfies Record<string, Reader>;

/** A format that is read. */
export type ImportFormat = keyof typeof READERS;

/**
 * Reads shapes: all of them, or none.
 *
 * @param name of the file, whose ending tells the format; `null`, or any other ending: the text
 * itself tells.
 * @throws {FormatError} that says what is wrong, where, and what to do.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { importShapes } from "./formats.ts";
 *
 * const { shapes, told } = importShapes("note.txt", "# one\n# two\n", { makeId: () => "t" });
 * assertEquals(shapes.map(({ text }) => text), ["one\ntwo"]);
 * assertEquals(told, ["taken out of a comment with #"]);
 * ```
 */
export function importShapes(
  name: string | null,
  text: string,
  options: ImportOptions,
): Imported {
  return finished(importInSteps(name, text, options));
}

/**
 * The same, bit by bit: of the formats of our own, one shape after the other.
 *
 * @throws {FormatError} as {@linkcode importShapes} does.
 */
export function* importInSteps(
  name: string | null,
  text: string,
  options: ImportOptions,
): Generator<void, Imported> {
  if (text.length > MAX_IMPORT_LENGTH) {
    throw new FormatError(
      `Cannot read this: it has ${text.length} characters, the limit is ${MAX_IMPORT_LENGTH}: divide it`,
    );
  }
  const read = READERS[formatOf(name, text)];
  const { shapes, told } = yield* read(text, options);
  const { newIds = false, makeId, at } = options;
  const named = newIds ? yield* withNewIds(shapes, makeId) : shapes;
  yield;
  if (at === undefined) return { shapes: named, told };
  // A coordinate may be out of the world now.
  const moved = orThrow(
    "this at that place",
    yield* checkInSteps(yield* movedTo(named, at), "shapes"),
  );
  return { shapes: moved, told };
}

/** The format of a file. */
export function formatOf(name: string | null, text: string): ImportFormat {
  const ending = /\.([a-z]+)$/i.exec(name ?? "")?.[1]?.toLowerCase() ?? "";
  if (ending === "ans") return "txt";
  const start = text.slice(0, 1_000).trimStart();
  if (/^\{\s*"type"\s*:\s*"excalidraw(\/clipboard)?"/.test(start)) {
    return "excalidraw";
  }
  if (Object.hasOwn(READERS, ending)) return ending as ImportFormat;
  if (/^(<\?xml[^>]*>\s*)?<svg\b/.test(start)) return "svg";
  return looksLikeShapes(start) ? "json" : "txt";
}

/** Is it JSON of ours? Any other JSON is text, as it is when somebody pastes a piece of it. */
function looksLikeShapes(start: string): boolean {
  return /^\{\s*"(inkroom|roomId|seq|shapes|id|type)"\s*:/.test(start) ||
    /^\[\s*\{\s*"(id|type)"\s*:/.test(start);
}

function readText(
  text: string,
  { verbatim = false, boxes = false, makeId }: ImportOptions,
): Imported {
  const { lines, told } = cleanText(text, !verbatim);
  const asText = () => textShapes(lines, makeId);
  if (!boxes) return { shapes: asText(), told };
  const shapes = recognise(lines, makeId);
  if (shapes !== null) return { shapes, told };
  const why = "no boxes were looked for: the text is too large, or too tangled";
  return { shapes: asText(), told: [...told, why] };
}
