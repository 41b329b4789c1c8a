/**
 * A text with every letter that it had since some moment, those that are gone as well.
 *
 * To a transform, a letter that an undo brings back is a new one: it can't tell that this is what an
 * earlier edit had typed, which is to go when that edit is undone. Here a letter stays the same one
 * however often it goes and comes back, and what is gone keeps its place.
 *
 * @see Oster, Urso, Molli, Imine: Tombstone Transformation Functions for Ensuring Consistency in
 * Collaborative Editing Systems, 2006; Weiss, Urso, Molli: Logoot-Undo, 2010.
 * @module
 */

import type { TextEdit } from "../../schema/op.ts";
import type { TextChange } from "../document.ts";
import { codePointLength } from "../../schema/safe_text.ts";
import { growth, normalEdit } from "../text/edit.ts";

/** A code point of a text, there or gone. */
export interface Letter {
  /** Empty if it went before anything was known of it but its place. */
  readonly letter: string;
  /**
   * The transactions by which it came, went, came back, and so on; 0 stands for what was there from
   * the beginning. So it is there after an odd number of them.
   */
  readonly turns: readonly number[];
}

/** What changes took back, by their place in the log. */
export type UndoesOf = ReadonlyMap<number, readonly number[] | undefined>;

/**
 * All that is known of a text's letters after some changes of it, oldest first.
 *
 * @param text the text as it was at `seq`, which lies among the changes.
 */
export function lettersOf(
  text: string,
  seq: number,
  changes: readonly TextChange[],
): Letter[] {
  const earlier = changes.filter((change) => change.seq <= seq);
  const grown = earlier.reduce((sum, { edit }) => sum + growth(edit), 0);
  const length = codePointLength(text) - grown;
  const first = Array.from({ length }, () => ({ letter: "", turns: [0] }));
  const points = [...text][Symbol.iterator]();
  const undoesOf = undoesIn(changes);
  const next = (letters: readonly Letter[], change: TextChange) =>
    after(letters, change, undoesOf);
  const then = earlier.reduce<Letter[]>(next, first).map((one) =>
    isThere(one) ? { ...one, letter: points.next().value! } : one
  );
  return changes.slice(earlier.length).reduce(next, then);
}

/** What each of some changes took back, by its place in the log. */
export function undoesIn(changes: readonly TextChange[]): UndoesOf {
  return new Map(changes.map(({ seq, undo }) => [seq, undo?.undoes]));
}

/** Is it in the text? */
export function isThere({ turns }: Letter): boolean {
  return turns.length % 2 === 1;
}

/** Was it in the text after the transaction `seq`? */
export function wasThere({ turns }: Letter, seq: number): boolean {
  return turns.filter((turn) => turn <= seq).length % 2 === 1;
}

/**
 * Is a letter there, but for the changes that are taken back? What made it come or go and was taken
 * back since counts for nothing, and neither does that which took it back.
 */
export function isThereWithout(
  { turns }: Letter,
  takenBack: ReadonlySet<number>,
  undoesOf: UndoesOf,
): boolean {
  const places: number[] = [];
  for (const [place, seq] of turns.entries()) {
    if (takenBack.has(seq)) continue;
    const last = turns[places.at(-1) ?? -1];
    if (last !== undefined && undoesOf.get(seq)?.includes(last)) places.pop();
    else places.push(place);
  }
  // It comes by every other of its turns, the first included.
  return (places.at(-1) ?? 1) % 2 === 0;
}

/**
 * The letters after a change. What an undo inserts are the letters that are gone, and were there but
 * for what it takes back, as far as they are the same.
 */
function after(
  letters: readonly Letter[],
  { seq, edit, undo }: TextChange,
  undoesOf: UndoesOf,
): Letter[] {
  const takenBack = new Set(undo?.undoes);
  const gone = takenBack.size === 0
    ? []
    : letters.filter((one) =>
      !isThere(one) && isThereWithout(one, takenBack, undoesOf)
    );
  const returning = returningIn(gone, edit);
  const walk = new Walk(letters, new Set(returning.values()));
  const turned = (one: Letter) => ({ ...one, turns: [...one.turns, seq] });
  let inserted = 0;
  for (const part of edit) {
    if (typeof part === "number") walk.pass(part, (letter) => letter);
    else if (typeof part === "object") walk.pass(part.d, turned);
    else {
      for (const letter of part) {
        const former = returning.get(inserted++);
        if (former === undefined) walk.put({ letter, turns: [seq] });
        else walk.putBack(former, { ...turned(former), letter });
      }
    }
  }
  return walk.end();
}

/** One edit's way over letters. */
class Walk {
  readonly #now: Letter[] = [];
  #at = 0;

  /** @param returning letters that are gone and will be put back: nothing stays in their place. */
  constructor(
    private readonly letters: readonly Letter[],
    private readonly returning: ReadonlySet<Letter>,
  ) {}

  /** Passes letters that are there, and what is gone before and between them. */
  pass(count: number, as: (letter: Letter) => Letter): void {
    while (count > 0) {
      const letter = this.letters[this.#at++]!;
      if (isThere(letter)) count--, this.put(as(letter));
      else this.#leave([letter]);
    }
  }

  /** Inserts a letter, before what is gone from here. */
  put(letter: Letter): void {
    this.#now.push(letter);
  }

  /** Inserts a letter in its old place, if that is here, among others that are gone. */
  putBack(former: Letter, letter: Letter): void {
    const place = this.letters.indexOf(former, this.#at);
    const between = this.letters.slice(this.#at, Math.max(place, this.#at));
    if (place >= 0 && !between.some(isThere)) {
      this.#leave(between);
      this.#at = place;
    }
    this.put(letter);
  }

  /** All letters, the rest of them as they were. */
  end(): Letter[] {
    this.#leave(this.letters.slice(this.#at));
    return this.#now;
  }

  #leave(letters: readonly Letter[]): void {
    for (const letter of letters) {
      if (!this.returning.has(letter)) this.#now.push(letter);
    }
  }
}

/** Which of the letters that an undo inserts, counted from 0, are which of those that are gone. */
function returningIn(
  gone: readonly Letter[],
  edit: TextEdit,
): Map<number, Letter> {
  const returning = new Map<number, Letter>();
  const inserted = edit.flatMap((part) =>
    typeof part === "string" ? [...part] : []
  );
  let at = 0;
  for (const [i, letter] of inserted.entries()) {
    let next = at;
    while (next < gone.length && !isIt(gone[next]!, letter)) next++;
    if (next === gone.length) continue;
    returning.set(i, gone[next]!);
    at = next + 1;
  }
  return returning;
}

/** Can a letter that is gone be this one? */
function isIt(gone: Letter, letter: string): boolean {
  return gone.letter === letter || gone.letter === "";
}

/** The edit after which just those letters are there that are wanted. */
export function editTo(
  letters: readonly Letter[],
  isWanted: (letter: Letter) => boolean,
): TextEdit {
  return normalEdit(letters.flatMap((one): TextEdit => {
    const wanted = isWanted(one);
    if (isThere(one)) return wanted ? [1] : [{ d: 1 }];
    return wanted ? [one.letter] : [];
  }));
}
