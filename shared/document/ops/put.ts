import type { PropertyName } from "../../schema/properties.ts";
import { PROPERTIES } from "../../schema/properties.ts";
import type { Props } from "../../schema/shape.ts";
import { invalid } from "../deciding/refusal.ts";
import { create } from "./create.ts";
import type { Decides } from "./rule.ts";
import { checkProps, writeRegisters } from "./set.ts";

/** E10: creates a shape, or sets on the live one what it names. It never raises the dead. */
export const put: Decides<"put"> = {
  decide(draft, { shape: input }, path) {
    const live = draft.live(input.id)?.shape;
    if (live === undefined) {
      return create.decide(draft, { op: "create", shape: input }, path);
    }
    const type = input.type === "rect" ? "rectangle" : input.type;
    if (type !== live.type) {
      invalid(
        `${path}.shape.type`,
        `the type of ${input.id} is ${live.type} and stays so; use a new id for another`,
      );
    }
    const props: Props = {};
    for (const name in input) {
      if (Object.hasOwn(PROPERTIES, name)) {
        Object.assign(props, { [name]: input[name as PropertyName] });
      }
    }
    checkProps(live, props, `${path}.shape`);
    return writeRegisters(draft, live, props);
  },
};
