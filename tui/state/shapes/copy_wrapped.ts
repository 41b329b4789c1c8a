/**
 * The drawing as text for other texts, to the terminal's clipboard: a block of Markdown, a comment
 * (R50, T22).
 *
 * @module
 */

import {
  exportShapes,
  FormatError,
  takeShapes,
  type Wrapper,
} from "../../../shared/formats/formats.ts";
import { utf8Length } from "../../../shared/schema/utf8.ts";
import type { Suggestion } from "../actions/action.ts";
import { shapesWord } from "../files/files.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { plain } from "../words/plain.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { MAX_COPY } from "./clipboard.ts";

/** Shapes that are worth drawing for it: of more, the text would be too long. */
const MAX_SHAPES = 5_000;

const COMMENTS = [
  { wrap: "slashes", sign: "//", help: "JavaScript, C, Go, Rust" },
  { wrap: "hash", sign: "#", help: "Python, shell, YAML" },
  { wrap: "block", sign: "/* */", help: "C, Java, CSS" },
  { wrap: "dashes", sign: "--", help: "SQL, Lua, Haskell" },
  { wrap: "semicolons", sign: ";", help: "Lisp, assembler, INI" },
  { wrap: "html", sign: "<!-- -->", help: "HTML, XML, Markdown" },
] as const;

/** Kinds of comments that match what was typed: by their sign, their name, or a language. */
export function commentsFor(
  _model: Model,
  typed: string,
): readonly Suggestion[] {
  const wanted = typed.toLowerCase();
  return COMMENTS
    .filter(({ wrap, sign, help }) =>
      sign.startsWith(wanted) || wrap.startsWith(wanted) ||
      help.toLowerCase().includes(wanted)
    )
    .map(({ wrap, sign, help }) => ({ word: wrap, text: sign, help }));
}

/** Copies what is selected, or else all, as a comment of that kind. */
export function copyAsComment(
  model: Model,
  world: World,
  word: string,
): Update {
  const kind = COMMENTS.find(({ wrap, sign }) =>
    wrap === word || sign === word
  );
  if (kind !== undefined) {
    return copyWrapped(model, world, kind.wrap, `a comment in ${kind.sign}`);
  }
  const signs = COMMENTS.map(({ sign }) => sign).join("  ");
  const text = `Cannot comment with ${plain(word)}: there are  ${signs}`;
  return pure(notify(model, text, "warning", world.now));
}

/** Copies what is selected, or else all, as a block of Markdown. */
export function copyAsMarkdown(model: Model, world: World): Update {
  return copyWrapped(model, world, "markdown", "a block of Markdown");
}

function copyWrapped(
  model: Model,
  world: World,
  wrap: Wrapper,
  as: string,
): Update {
  const { document, selection } = model;
  const isPart = selection.length > 0;
  const count = isPart ? selection.length : document.shapes.size;
  const refuse = (why: string) =>
    pure(
      notify(
        model,
        `Cannot copy ${shapesWord(count)}: ${why}`,
        "warning",
        world.now,
      ),
    );
  if (count > MAX_SHAPES) return refuse(TOO_MUCH);
  const shapes = takeShapes(document, isPart ? { ids: selection } : {});
  let text: string;
  try {
    text = exportShapes("txt", shapes, { charset: world.charset, wrap });
  } catch (error) {
    if (error instanceof RangeError) return refuse(TOO_MUCH);
    if (!(error instanceof FormatError)) throw error;
    return pure(
      notify(model, plain(`${error.message}.`), "warning", world.now),
    );
  }
  if (utf8Length(text) > MAX_COPY) return refuse(TOO_MUCH);
  const told = `Sent to the terminal: ${shapesWord(count)} as ${as}.`;
  return {
    model: notify(model, told, "info", world.now),
    effects: [{ type: "copy", text }],
  };
}

const TOO_MUCH = "it is more than terminals take. export writes a file.";
