import { beginExport, type ExportWish } from "../files/export.ts";
import { notify } from "../notice.ts";
import { plain } from "../words/plain.ts";
import { pure } from "../update_type.ts";
import type { PanelKind } from "./panel.ts";
import { closed } from "./scroll.ts";

/** A file that is there already: may it be replaced? */
export interface ReplacePanel {
  readonly kind: "replace";
  readonly wish: ExportWish;
}

/** Nothing but Enter overwrites a file; other keys say neither yes nor no. */
export const replacePanel: PanelKind<ReplacePanel> = {
  key(model, { wish }, { key }, { world }) {
    switch (key) {
      case "enter":
        return beginExport(closed(model), world, { ...wish, replace: true });
      case "escape": {
        const text = `${plain(wish.name)} is as it was.`;
        return pure(notify(closed(model), text, "info", world.now));
      }
      default:
        return pure(model);
    }
  },
  wheel: (model) => model,
};
