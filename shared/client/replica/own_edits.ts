/**
 * Edits of texts on their way to the server: what they were made of, and how they are carried
 * over what others do meanwhile (E9, E12).
 *
 * An edit without a `base` is made of the text as the client shows it. It stays the client's to
 * keep right until it is sent: then, with nothing of our own before it that is not confirmed,
 * it gets as its base what is confirmed.
 *
 * @module
 */

import type { Document } from "../../document/document.ts";
import {
  applyEdit,
  composeEdits,
  replacement,
  transformEdit,
} from "../../document/text/edit.ts";
import type { CanonicalOp } from "../../schema/event.ts";
import { textOf } from "../../schema/shape.ts";
import type { Op, OpOf, TextEdit } from "../../schema/op.ts";

/** By the id of its shape, the text that an edit was made of. */
export type MadeOf = readonly (readonly [id: string, text: string])[];

/** Operations, and what those of their text edits that are ours to keep right were made of. */
export interface Work {
  readonly ops: readonly Op[];
  readonly texts: MadeOf;
}

/** Work as it is submitted, on what the client shows. */
export function workOn(document: Document, ops: readonly Op[]): Work {
  const texts: [string, string][] = [];
  const written = new Set<string>();
  for (const op of ops) {
    if (op.op === "text" && op.base === undefined && !written.has(op.id)) {
      const text = shownText(document, op.id);
      if (text !== null) texts.push([op.id, text]);
    }
    // What the same transaction wrote before is what an edit in it was made of.
    for (const id of writtenBy(op)) written.add(id);
  }
  return { ops, texts };
}

/** The text of a live shape that has one. */
export function shownText(document: Document, id: string): string | null {
  const shape = document.shapes.get(id)?.shape;
  return shape === undefined ? null : textOf(shape);
}

/** Ids of the shapes whose text, or whose life, an operation is about. */
export function writtenBy(op: Op): readonly string[] {
  switch (op.op) {
    case "create":
    case "put":
      return [op.shape.id];
    case "set":
      return op.props.text === undefined ? [] : [op.id];
    case "text":
    case "restore":
      return [op.id];
    case "delete":
      return op.ids;
    default:
      return [];
  }
}

/** The text that the edit in some work was made of; `undefined` if that is not ours to keep right. */
export function madeOf({ texts }: Work, id: string): string | undefined {
  return texts.find(([of]) => of === id)?.[1];
}

/** Is this one of the edits that the client keeps right? */
function isOwnEdit(op: Op, texts: MadeOf): op is OpOf<"text"> {
  return op.op === "text" && texts.some(([id]) => id === op.id);
}

/**
 * Two steps of typing into one text as one step; `null` if they are anything else, or if the first
 * one sets what the second does not: they have one base, and of a property that was set in sight of
 * an older one, what was written over since would go untold (E18).
 */
export function composeWork(first: Work, second: Work): Work | null {
  const a = typingOf(first), b = typingOf(second);
  if (a === null || b === null || a.text.id !== b.text.id) return null;
  if (
    a.set !== null && b.set !== null &&
    Object.keys(a.set.props).some((name) => !(name in b.set!.props))
  ) return null;
  const set = a.set === null || b.set === null
    ? a.set ?? b.set
    : { ...a.set, props: { ...a.set.props, ...b.set.props } };
  const edit = composeEdits(a.text.edit, b.text.edit);
  const text: Op = { op: "text", id: a.text.id, edit };
  return { ops: set === null ? [text] : [text, set], texts: first.texts };
}

/** An edit, and what it makes of the shape around it. */
function typingOf(
  { ops, texts }: Work,
): { text: OpOf<"text">; set: OpOf<"set"> | null } | null {
  const [text, set] = ops;
  if (text === undefined || ops.length > 2 || !isOwnEdit(text, texts)) {
    return null;
  }
  if (set === undefined) return { text, set: null };
  const plain = set.op === "set" && set.id === text.id &&
    set.props.text === undefined && set.if === undefined &&
    set.only === undefined;
  return plain ? { text, set } : null;
}

/** What an event does to a text, as an edit; `null` if it does nothing to it. */
export function editIn(op: CanonicalOp, before: Document): Passing | null {
  if (op.op !== "text" && op.op !== "set") return null;
  const { id } = op;
  const text = shownText(before, id);
  if (text === null) return null;
  if (op.op === "text") return { id, text, edit: op.edit };
  return op.props.text === undefined
    ? null
    : { id, text, edit: replacement(text, op.props.text) };
}

/** Another's edit of one text, on its way through our work. */
export interface Passing {
  readonly id: string;
  /** The text that it is an edit of. */
  readonly text: string;
  readonly edit: TextEdit;
}

/**
 * Carries work over another's edit of a text, and the edit over the work.
 *
 * @returns the edit as it is made after the work; `null` if the work does something else to that
 * text than to edit it, so that what comes after it is not of the same text any more.
 */
export function carry(
  work: Work,
  passing: Passing,
): { work: Work; passing: Passing | null } {
  const { id, text } = passing;
  if (!work.ops.some((op) => writtenBy(op).includes(id))) {
    return { work, passing };
  }
  const mine = ownEditOf(work, id, text);
  if (mine === null) return { work, passing: null };
  const edit = transformEdit(mine, passing.edit, "right");
  return {
    work: withEdit(work, id, applyEdit(text, passing.edit), edit),
    passing: {
      id,
      text: applyEdit(text, mine),
      edit: transformEdit(passing.edit, mine, "left"),
    },
  };
}

/**
 * The edit of a text that work makes, if it was made of exactly this `text` and is all that the
 * work does to it; else `null`.
 */
export function ownEditOf(
  { ops, texts }: Work,
  id: string,
  text: string,
): TextEdit | null {
  const [mine, ...others] = ops.filter((op) => writtenBy(op).includes(id));
  const isOfIt = mine?.op === "text" && others.length === 0 &&
    madeOf({ ops, texts }, id) === text;
  return isOfIt ? mine.edit : null;
}

/** Work with another edit of a text, made of another `text`, in the place of its own. */
export function withEdit(
  { ops, texts }: Work,
  id: string,
  text: string,
  edit: TextEdit,
): Work {
  return {
    ops: ops.map((op) =>
      op.op === "text" && op.id === id ? { ...op, edit } : op
    ),
    texts: texts.map((made) => made[0] === id ? [id, text] : made),
  };
}

/**
 * Work as it is shown in a document in which its texts are others than those that it was made of.
 * Those were to be written by us, and never were: of what was typed into them that stays which was
 * inserted. The same object, if the texts are the same.
 */
export function refit(work: Work, document: Document): Work {
  return madeAnew(work, (id, made) => shownText(document, id) ?? made);
}

/**
 * Work as it is sent when a document is confirmed: edits that came to nothing are left out. Of a
 * text that is not there nothing can be said but what was typed into it.
 */
export function sendable(work: Work, confirmed: Document): Work {
  const { ops, texts } = madeAnew(
    work,
    (id) => shownText(confirmed, id) ?? "",
  );
  return {
    texts,
    ops: ops.flatMap((op): Op[] => {
      if (!isOwnEdit(op, texts)) return [op];
      return op.edit.length === 0 ? [] : [{ ...op, base: confirmed.seq }];
    }),
  };
}

/** Work as if each of its texts had been replaced by another one. */
function madeAnew(
  work: Work,
  textOf: (id: string, made: string) => string,
): Work {
  let { ops } = work;
  const texts = work.texts.map((pair): MadeOf[number] => {
    const [id, made] = pair;
    const text = textOf(id, made);
    if (text === made) return pair;
    const between = replacement(made, text);
    ops = ops.map((op) =>
      op.op === "text" && op.id === id
        ? { ...op, edit: transformEdit(op.edit, between, "right") }
        : op
    );
    return [id, text];
  });
  return ops === work.ops ? work : { ops, texts };
}

/** Work whose edits say as of which `seq` their texts are. */
export function asOf({ ops, texts }: Work, seq: number): Work {
  return {
    texts,
    ops: ops.map((op) => isOwnEdit(op, texts) ? { ...op, base: seq } : op),
  };
}

/** As of which `seq` the texts of edits are, where they say so. */
export function editBase({ ops, texts }: Work): number | undefined {
  return ops.find((op) => isOwnEdit(op, texts))?.base;
}

/** Work as it is before it is sent: its edits are of `texts` alone. */
export function unsent({ ops, texts }: Work): Work {
  return {
    texts,
    ops: ops.map((op) => {
      if (!isOwnEdit(op, texts)) return op;
      const { base: _, ...rest } = op;
      return rest;
    }),
  };
}
