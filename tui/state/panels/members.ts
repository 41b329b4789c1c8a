import type { Member } from "../../../shared/schema/presence.ts";
import { othersOf } from "../company/others.ts";
import { follow } from "../company/follow.ts";
import type { Model } from "../model.ts";
import { goToPerson } from "../search/go_to.ts";
import { pure, type Update } from "../update_type.ts";
import type { PanelKind } from "./panel.ts";
import { closed, closes, linesOf, movedLine, WHEEL_LINES } from "./scroll.ts";

/** Who else is here; `at` is the line that keys act on. */
export interface MembersPanel {
  readonly kind: "members";
  readonly at: number;
  /** When one looked last, in milliseconds since 1970. */
  readonly now: number;
}

/** The others: whom to follow, where to go (T11). */
export const members: PanelKind<MembersPanel> = {
  key(model, panel, { key }, { world }) {
    const member = memberAt(model, panel);
    if ((key === "enter" || key === "f") && member !== undefined) {
      return pure(follow(closed(model), member, world.now));
    }
    if (key === "g" && member !== undefined) {
      return goToPerson(closed(model), world, member);
    }
    if (closes(key) || key === "m" || key === "f") return pure(closed(model));
    const lines = linesOf(key);
    return lines === null ? null : pure(at(model, panel, lines, world.now));
  },
  wheel: (model, panel, by) => at(model, panel, by * WHEEL_LINES, panel.now),
  pick(model, panel, line, { world }): Update {
    const member = memberAt(model, { ...panel, at: line });
    return panel.at === line && member !== undefined
      ? pure(follow(closed(model), member, world.now))
      : pure({ ...model, panel: { ...panel, at: line } });
  },
};

/** The line that keys act on: it may have been chosen when more were here. */
export function memberLine(model: Model, { at }: MembersPanel): number {
  return movedLine(at, 0, othersOf(model).length);
}

function memberAt(model: Model, panel: MembersPanel): Member | undefined {
  return othersOf(model)[memberLine(model, panel)];
}

function at(
  model: Model,
  panel: MembersPanel,
  by: number,
  now: number,
): Model {
  const line = movedLine(memberLine(model, panel), by, othersOf(model).length);
  return { ...model, panel: { ...panel, at: line, now } };
}
