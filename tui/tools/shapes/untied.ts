import {
  isPath,
  type Props,
  type Shape,
} from "../../../shared/schema/shape.ts";

/**
 * What a line lets go of when it is moved by itself: all that its ends are tied to. Along with a
 * shape that it is tied to, it keeps its ends.
 *
 * @param moved ids of all that moves.
 */
export function untied(shape: Shape, moved: ReadonlySet<string>): Props {
  if (!isPath(shape)) return {};
  const { start, end } = shape;
  if ([start, end].some((tie) => tie !== null && moved.has(tie.id))) {
    return {};
  }
  return {
    ...(start === null ? {} : { start: null }),
    ...(end === null ? {} : { end: null }),
  };
}
