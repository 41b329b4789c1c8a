/**
 * Going to a place, a person, or a shape (T16).
 *
 * @module
 */

import type { Point } from "../../../shared/schema/units.ts";
import type { Member } from "../../../shared/schema/presence.ts";
import { centre } from "../../tools/geometry/cells.ts";
import type { Suggestion } from "../actions/action.ts";
import { othersCalled } from "../company/others.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { shownName } from "../names/people.ts";
import { plain } from "../words/plain.ts";
import { takeTool } from "../tool_step.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { shapesWith } from "./labels.ts";
import { lookAtPoint, lookAtShape } from "./look_at.ts";

/** Shapes that are suggested. */
const MOST = 20;

/** Where one may want to go, for what was typed so far: a place, people, shapes. */
export function placesFor(model: Model, typed: string): readonly Suggestion[] {
  const { shapes } = model.document;
  const point = pointIn(typed);
  const ids = typed === "" ? [] : [
    ...new Set([
      ...(shapes.has(typed) ? [typed] : []),
      ...labelled(model, typed),
    ]),
  ];
  return [
    ...(point === null
      ? []
      : [{ word: typed, text: typed, help: "a place, in world units" }]),
    ...othersCalled(model, typed).map((member) => ({
      word: member.memberId,
      text: shownName(model, member),
      help: "is here",
    })),
    ...ids.map((id) => {
      const { shape } = shapes.get(id)!;
      const text = "text" in shape && shape.text !== "" ? shape.text : id;
      return { word: id, text, help: `${shape.type} ${id}` };
    }),
  ];
}

/** Goes to what a word means: `120,64`, somebody, a shape's id, what stands in a shape. */
export function goTo(model: Model, world: World, word: string): Update {
  const point = pointIn(word);
  if (point !== null) return pure(lookAtPoint(model, point));
  const [person] = othersCalled(model, word);
  if (person !== undefined) return goToPerson(model, world, person);
  const id = model.document.shapes.has(word) ? word : labelled(model, word)[0];
  if (id !== undefined && word !== "") return pure(goToShape(model, id));
  const text = word === ""
    ? "Say where: a place such as 120,64, a name, or what stands in a shape."
    : `Nobody here, and no shape, is called "${plain(word)}".`;
  return pure(notify(model, text, "warning", world.now));
}

/** With a shape in sight, and selected. */
export function goToShape(model: Model, id: string): Model {
  const looking = lookAtShape(takeTool(model, "select"), id);
  return { ...looking, selection: [id] };
}

/** With somebody's cursor in sight. */
export function goToPerson(
  model: Model,
  world: World,
  member: Member,
): Update {
  const presence = model.presences.get(member.memberId);
  const point = presence?.cursor ?? centreOf(presence?.viewport ?? null);
  if (point !== null) return pure(lookAtPoint(model, point));
  const who = shownName(model, member);
  const text = `${who} is not at any place: they may draw by a script.`;
  return pure(notify(model, text, "warning", world.now));
}

function centreOf(
  box: { x: number; y: number; width: number; height: number } | null,
): Point | null {
  return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function pointIn(typed: string): Point | null {
  const [, x, y] = /^(-?\d+(?:\.\d+)?)(?:\s*,\s*|\s+)(-?\d+(?:\.\d+)?)$/
    .exec(typed) ?? [];
  return x === undefined ? null : { x: Number(x), y: Number(y) };
}

function labelled(model: Model, typed: string): readonly string[] {
  const near = centre(model.cursor, model.view.zoom);
  return shapesWith(model.document, typed, near, MOST).ids;
}
