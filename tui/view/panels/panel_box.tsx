import { Box, Text } from "ink";
import type { ReactElement } from "react";
import { graphemes, lineWidth } from "../../../shared/schema/width.ts";
import type { Field } from "../../state/panels/field.ts";
import { clip, lastCells } from "../fit_words.ts";
import { inkColor } from "../member_color.ts";
import {
  columnsForLine,
  frameOf,
  PANEL_MARGIN,
  type PanelLine,
  type PanelPicture,
  type Span,
} from "./picture.ts";

/** Of no ambiguous width (R6); it stands in the left margin. */
const RULE = {
  borderStyle: {
    topLeft: "",
    top: "",
    topRight: "",
    left: "|",
    bottomLeft: "",
    bottom: "",
    bottomRight: "",
    right: "",
  },
  borderTop: false,
  borderRight: false,
  borderBottom: false,
  borderLeftDimColor: true,
  paddingLeft: 0,
} as const;

/** Any panel. One that leaves some of the canvas in sight is set off from it by its title. */
export function PanelBox(picture: PanelPicture): ReactElement {
  const { box, title, word, field, isFieldLast = false, lines, keys } = picture;
  const has = frameOf(picture);
  const width = columnsForLine(box);
  const typed = field === undefined
    ? null
    : <FieldLine {...field} width={width} />;
  return (
    <Box
      position="absolute"
      top={box.row}
      left={box.column}
      width={box.columns}
      height={box.rows}
      paddingX={PANEL_MARGIN}
      flexDirection="column"
      {...(box.isBeside === true ? RULE : {})}
    >
      {has.title &&
        <Title title={title} word={word} width={width} isBar={!box.isWhole} />}
      {!isFieldLast && typed}
      <Box flexGrow={1} flexDirection="column">
        {lines.map((line, row) => <Line key={row} line={line} width={width} />)}
      </Box>
      {isFieldLast && typed}
      {has.keys && keys !== "" && (
        <Text dimColor wrap="truncate">{clip(keys, width)}</Text>
      )}
    </Box>
  );
}

function Title(
  { title, word, width, isBar }: {
    readonly title: string;
    readonly word: string;
    readonly width: number;
    readonly isBar: boolean;
  },
): ReactElement {
  const name = clip(title, width);
  const rest = clip(`  ${word}`, width - lineWidth(name));
  return (
    <Text wrap="truncate" inverse={isBar}>
      <Text bold>{name}</Text>
      <Text dimColor={!isBar}>
        {isBar
          ? rest.padEnd(rest.length + width - lineWidth(name + rest))
          : rest}
      </Text>
    </Text>
  );
}

/** What is typed, so much of it that the caret is seen. */
function FieldLine(
  { prompt, field: { text, caret }, width }: {
    readonly prompt: string;
    readonly field: Field;
    readonly width: number;
  },
): ReactElement {
  const room = width - lineWidth(prompt) - 1;
  const before = lastCells(text.slice(0, caret), room - 1);
  const [under] = graphemes(text.slice(caret));
  const after = text.slice(caret + (under?.text.length ?? 0));
  return (
    <Text wrap="truncate">
      <Text bold>{prompt}</Text>
      {before}
      <Text inverse>{under?.text ?? " "}</Text>
      {clip(after, room - lineWidth(before) - (under?.width ?? 1))}
    </Text>
  );
}

function Line(
  { line, width }: { readonly line: PanelLine; readonly width: number },
): ReactElement {
  return (
    <Text wrap="truncate" inverse={line.isAt === true}>
      {cut(line.spans, width).map((span, at) => <Words key={at} span={span} />)}
    </Text>
  );
}

/** As much of them as fits: Ink's own way ends in a sign of ambiguous width (R6). */
function cut(spans: readonly Span[], width: number): Span[] {
  let left = width;
  return spans.flatMap((span) => {
    const text = clip(span.text, left);
    left -= lineWidth(text);
    return text === "" ? [] : [{ ...span, text }];
  });
}

function Words({ span }: { readonly span: Span }): ReactElement {
  return (
    <Text
      bold={span.bold === true}
      dimColor={span.dim === true}
      inverse={span.inverse === true}
      {...(span.color === undefined ? {} : { color: inkColor(span.color) })}
      {...(span.background === undefined
        ? {}
        : { backgroundColor: inkColor(span.background) })}
    >
      {span.text}
    </Text>
  );
}
