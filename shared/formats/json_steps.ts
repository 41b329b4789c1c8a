/**
 * Large JSON, bit by bit: a list of a hundred thousand shapes takes half a second to be parsed, and
 * whoever draws meanwhile should not feel it.
 *
 * @module
 */

import { type Parsed, parseJson } from "../schema/json.ts";
import { MAX_JSON_DEPTH } from "../schema/limits.ts";

/** Characters that are parsed at a time. */
const PIECE = 64 * 1024;

/** Where the elements of the list in a text are. */
interface ListPlace {
  /** Of its brackets. */
  readonly open: number;
  readonly close: number;
  /** Between elements, at least a piece apart: places of commas. */
  readonly cuts: readonly number[];
  /** 0: the text is the list; 1: it is a value of the object that the text is. */
  readonly depth: number;
}

/**
 * Parses JSON as `parseJson` does, with the same outcome. A text that is one list, or an object with
 * one large list in it, takes no long step; any other is parsed at once.
 *
 * @param piece characters parsed at a time.
 */
export function* parseJsonInSteps(
  text: string,
  maxDepth: number = MAX_JSON_DEPTH,
  piece: number = PIECE,
): Generator<void, Parsed<unknown>> {
  const list = text.length <= piece ? null : yield* findList(text, piece);
  if (list === null) return parseJson(text, maxDepth);
  // What is around the list, with a stand-in.
  const key = `list of ${text.length}`;
  const around = text.slice(0, list.open) + JSON.stringify(key) +
    text.slice(list.close + 1);
  const outer = parseJson(around, maxDepth);
  if (!outer.ok) return parseJson(text, maxDepth);
  const holder =
    (list.depth === 0 ? { list: outer.value } : outer.value) as Record<
      string,
      unknown
    >;
  const [name, ...more] = Object.keys(holder)
    .filter((name) => holder[name] === key);
  if (name === undefined || more.length > 0) return parseJson(text, maxDepth);
  const values: unknown[] = [];
  let from = list.open + 1;
  for (const to of [...list.cuts, list.close]) {
    const some = parseJson(
      `[${text.slice(from, to)}]`,
      maxDepth - list.depth,
    );
    // What is wrong, and where, is told of the whole text.
    const found = some.ok ? some.value as unknown[] : [];
    if (found.length === 0) return parseJson(text, maxDepth);
    for (const value of found) values.push(value);
    from = to + 1;
    yield;
  }
  holder[name] = values;
  return { ok: true, value: list.depth === 0 ? values : holder };
}

const QUOTE = 34, COMMA = 44, BACKSLASH = 92;
const OPEN_LIST = 91, CLOSE_LIST = 93, OPEN_OBJECT = 123, CLOSE_OBJECT = 125;

/** The first list that is the text, or a value of the object that it is, and is cut somewhere. */
function* findList(
  text: string,
  piece: number,
): Generator<void, ListPlace | null> {
  let depth = 0, open = -1, within = -1, pause = piece;
  let cuts: number[] = [], last = 0;
  for (let at = 0; at < text.length; at++) {
    if (at >= pause) {
      pause = at + 8 * piece;
      yield;
    }
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        if (at < 0) return null;
        break;
      case OPEN_LIST:
        if (depth < 2 && open < 0) {
          open = last = at;
          within = depth;
          cuts = [];
        }
        depth++;
        break;
      case OPEN_OBJECT:
        depth++;
        break;
      case CLOSE_LIST:
        depth--;
        if (open >= 0 && depth === within) {
          if (cuts.length > 0) return { open, close: at, cuts, depth };
          open = -1;
        }
        break;
      case CLOSE_OBJECT:
        depth--;
        break;
      case COMMA:
        if (open >= 0 && depth === within + 1 && at - last >= piece) {
          cuts.push(at);
          last = at;
        }
        break;
    }
  }
  return null;
}

/** The closing quote of the string that opens at a place; -1 if there is none. */
function endOfString(text: string, open: number): number {
  for (let at = open;;) {
    at = text.indexOf('"', at + 1);
    if (at < 0) return -1;
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at;
  }
}
