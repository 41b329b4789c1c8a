import {
  MAX_TEXT_CELLS,
  renderText,
} from "../../../shared/raster/text_output.ts";
import { roomOf } from "../rooms_of.ts";
import { HttpError, type Route, text } from "../route.ts";

const MAX_SIDE = 1_000;

/** The room as text (P20): from its origin if a size is asked for, else fit to its content. */
export const roomText: Route = {
  path: "/rooms/:id.txt",
  async handle(request, context) {
    const { query } = request;
    const columns = sizeOf(query, "cols");
    const rows = sizeOf(query, "rows");
    const charset = choice(query, "charset", ["unicode", "ascii"]);
    const color = choice(query, "color", ["0", "1"]) === "1";
    const hasSize = columns !== undefined || rows !== undefined;
    const { document } = (await roomOf(request, context)).room;
    try {
      const drawing = renderText(document, {
        charset,
        color,
        ...columns === undefined ? {} : { columns },
        ...rows === undefined ? {} : { rows },
        ...hasSize ? { view: { column: 0, row: 0, zoom: 100 } } : {},
      });
      return { ...text(200, ""), body: drawing };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const message =
        `the drawing is larger than ${MAX_TEXT_CELLS} cells; ask for a part of it with cols and rows`;
      throw new HttpError(413, message);
    }
  },
};

function sizeOf(query: URLSearchParams, name: string): number | undefined {
  const given = query.get(name);
  if (given === null) return undefined;
  const size = Number(given);
  if (/^\d+$/.test(given) && size >= 1 && size <= MAX_SIDE) return size;
  throw new HttpError(400, `${name} must be a whole number, 1 to ${MAX_SIDE}`);
}

function choice<const T extends string>(
  query: URLSearchParams,
  name: string,
  choices: readonly [T, ...T[]],
): T {
  const given = query.get(name) ?? choices[0];
  const found = choices.find((known) => known === given);
  if (found !== undefined) return found;
  throw new HttpError(400, `${name} must be ${choices.join(" or ")}`);
}
