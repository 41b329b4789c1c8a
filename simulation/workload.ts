/**
 * What people do in a simulated room, drawn against what they see.
 *
 * @module
 */

import type { Document } from "../shared/document/document.ts";
import type { Op, TextEdit } from "../shared/schema/op.ts";
import type { Props, ShapeInput } from "../shared/schema/shape.ts";
import type { Random } from "./random.ts";

/** Few enough to meet, each always of the same kind; some are names that objects inherit. */
const KIND_OF = {
  r: "rectangle",
  ["__proto__"]: "rectangle",
  c: "circle",
  t: "text",
  u: "text",
  l: "line",
  constructor: "arrow",
} as const;

const IDS = Object.keys(KIND_OF) as (keyof typeof KIND_OF)[];
/** Of these, those that have a text. */
export const TEXTS = ["r", "__proto__", "c", "t", "u"] as const;
const COLORS = ["red", "green", "cyan", "#a0b0c0"] as const;

/** Makes characters that no text has had before: then nothing doubled or lost goes unseen. */
export class Alphabet {
  #next = 0;

  /** Some new characters; every other one lies outside of the basic plane. */
  take(count: number): string {
    return Array.from({ length: count }, () => {
      const n = this.#next++;
      return String.fromCodePoint((n % 2 === 0 ? 0x4e00 : 0x2_0000) + n);
    }).join("");
  }
}

/** A transaction of up to `size` operations. */
export function drawOps(
  random: Random,
  seen: Document,
  alphabet: Alphabet,
  size: number,
): Op[] {
  const count = random.between(1, size);
  return Array.from({ length: count }, () => drawOp(random, seen, alphabet));
}

function drawOp(random: Random, seen: Document, alphabet: Alphabet): Op {
  const id = random.pick(IDS);
  const some = () => [id, ...random.chance(0.4) ? [random.pick(IDS)] : []];
  const live = seen.shapes.get(id);
  if (live === undefined && random.chance(0.6)) {
    const shape = drawShape(random, id, alphabet);
    return random.chance(0.8) ? { op: "create", shape } : { op: "put", shape };
  }
  return random.weigh<() => Op>([
    [2, () => ({ op: "create", shape: drawShape(random, id, alphabet) })],
    [1, () => ({ op: "put", shape: drawShape(random, id, alphabet) })],
    [6, () => drawSet(random, id, seen, alphabet)],
    [4, () => ({
      op: "move",
      ids: some(),
      dx: random.between(-50, 50),
      dy: random.between(-50, 50),
    })],
    [3, () => ({ op: "delete", ids: some() })],
    [2, () => ({ op: "restore", id })],
    [3, () => ({ op: "order", ids: some(), to: drawPlace(random) })],
  ])();
}

function drawPlace(random: Random): Extract<Op, { op: "order" }>["to"] {
  const id = random.pick(IDS);
  return random.pick(["front", "back", { above: id }, { below: id }] as const);
}

function drawSet(
  random: Random,
  id: keyof typeof KIND_OF,
  seen: Document,
  alphabet: Alphabet,
): Op {
  const shape = drawShape(random, id, alphabet);
  const names = Object.keys(shape).filter((name) =>
    name !== "id" && name !== "type"
  ) as (keyof Props)[];
  const props: Props = { color: random.pick(COLORS) };
  for (const name of names) {
    if (random.chance(0.4)) Object.assign(props, { [name]: shape[name] });
  }
  const op = { op: "set" as const, id, props };
  const condition = { color: seen.shapes.get(id)?.shape.seq ?? seen.seq };
  if (random.chance(0.1)) return { ...op, if: condition };
  return random.chance(0.1) ? { ...op, only: condition } : op;
}

function drawShape(
  random: Random,
  id: keyof typeof KIND_OF,
  alphabet: Alphabet,
): ShapeInput {
  const type = KIND_OF[id];
  const place = { x: random.between(-90, 90), y: random.between(-90, 90) };
  const shape: ShapeInput = { id, type, ...place };
  const text = () => alphabet.take(random.between(1, 3));
  switch (type) {
    case "rectangle":
      return { ...shape, width: random.between(1, 90), text: text() };
    case "circle":
      return { ...shape, radius: random.between(1, 90), text: text() };
    case "text":
      return { ...shape, text: text() };
    default:
      return {
        ...shape,
        points: [[0, 0], [random.between(1, 90), random.between(-90, 90)]],
        start: drawBinding(random),
        end: drawBinding(random),
      };
  }
}

function drawBinding(random: Random): ShapeInput["start"] {
  if (random.chance(0.5)) return null;
  const side = random.pick(["top", "right", "bottom", "left"] as const);
  return { id: random.pick(["r", "__proto__", "c"]), side, ratio: 0.5 };
}

/** An edit of one of the texts that are seen, or of a certain one; `null` if there is none. */
export function drawTyping(
  random: Random,
  seen: Document,
  alphabet: Alphabet,
  among: readonly string[] = TEXTS,
): Extract<Op, { op: "text" }> | null {
  const live = among.filter((id) => seen.shapes.has(id));
  if (live.length === 0) return null;
  const id = random.pick(live);
  const shape = seen.shapes.get(id)!.shape;
  const length = "text" in shape ? [...shape.text].length : 0;
  const skip = random.between(0, length);
  const removable = Math.min(length - skip, random.below(3));
  const inserted = removable === 0 || random.chance(0.8)
    ? alphabet.take(random.between(1, 3))
    : "";
  const edit: TextEdit = [
    ...skip > 0 ? [skip] : [],
    ...inserted !== "" ? [inserted] : [],
    ...removable > 0 ? [{ d: removable }] : [],
  ];
  return { op: "text", id, edit };
}

/** A word of the first design. */
export function drawChat(random: Random, alphabet: Alphabet): string {
  const id = random.pick(IDS);
  return random.weigh([
    [4, () => JSON.stringify({ shape: drawShape(random, id, alphabet) })],
    [1, () => JSON.stringify({ deleted: [id] })],
    [1, () => "a line of talk"],
  ])();
}

/** Messages that no client sends (invariant 15). */
export const ATTACKS: readonly string[] = [
  "null",
  "[]",
  '"x"',
  "{",
  "[".repeat(10_000),
  '{"type":"tx","roomId":"lobby","cseq":1,"ops":[{"op":"set","id":"r","props":{"__proto__":{"x":1}}}]}',
  '{"type":"tx","roomId":"lobby","cseq":1,"ops":[{"op":"create","shape":{"id":"h","type":"circle","x":1e400}}]}',
  '{"type":"tx","roomId":"lobby","cseq":1,"ops":[{"op":"create","shape":{"id":"h","type":"circle","radius":-1}}]}',
  '{"type":"tx","roomId":"lobby","cseq":1,"ops":[{"op":"move","ids":["r"],"dx":NaN,"dy":0}]}',
  '{"type":"tx","roomId":"lobby","cseq":9007199254740993,"ops":[{"op":"delete","ids":["r"]}]}',
  '{"type":"tx","roomId":"lobby","cseq":-1,"ops":[{"op":"delete","ids":["r"]}]}',
  '{"type":"tx","roomId":"lobby","cseq":1,"base":999999,"ops":[{"op":"delete","ids":["r"]}]}',
  '{"type":"tx","roomId":"lobby","cseq":1,"ops":[{"op":"text","id":"t","edit":[{"d":99999}]}]}',
  '{"type":"tx","roomId":"lobby","cseq":1,"ops":[{"op":"text","id":"t","edit":["x",1,1,"y"]}]}',
  '{"type":"constructor","roomId":"lobby"}',
  '{"type":"join_room","roomId":"../../etc"}',
  '{"type":"presence","roomId":"lobby","cursor":{"x":1e999,"y":0}}',
];
