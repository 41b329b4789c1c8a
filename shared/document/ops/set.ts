import type { z } from "zod";
import type { OpOf, OpResult, RegisterState } from "../../schema/op.ts";
import { KINDS } from "../../schema/kinds/kinds.ts";
import {
  PROPERTIES,
  type PropertyName,
  type RegisterName,
  registerOf,
} from "../../schema/properties.ts";
import {
  isPath,
  type Props,
  registersOf,
  type Shape,
} from "../../schema/shape.ts";
import { resolvedPoints, targetOf } from "../bindings.ts";
import { stampOf } from "../document.ts";
import type { Draft } from "../deciding/draft.ts";
import { invalid, Refusal } from "../deciding/refusal.ts";
import { registerState } from "../deciding/overrode.ts";
import { write } from "../write.ts";
import type { Applies, Decides } from "./rule.ts";

/** E11: writes whole registers of one live shape. Writing an equal value is a write (E7). */
export const set: Decides<"set"> & Applies<"set"> = {
  decide(draft, op, path) {
    const record = draft.live(op.id);
    if (record === undefined) return "dropped";
    checkProps(record.shape, op.props, `${path}.props`);
    checkCondition(draft, record.shape, op.if, `${path}.if`);
    return writeRegisters(draft, record.shape, op.props, op.only);
  },
  apply(document, { id, props }, author) {
    return write(document, document.shapes.get(id)!, props, author);
  },
  touches: ({ id }) => [id],
};

/** Completes the registers that are named in part, and emits what `only` lets pass. */
export function writeRegisters(
  draft: Draft,
  shape: Shape,
  given: Props,
  only?: OpOf<"set">["only"],
): OpResult {
  const props: Record<string, unknown> = {};
  const whole = shape as unknown as Record<string, unknown>;
  const skipped: RegisterName[] = [];
  for (const register of registersIn(given)) {
    if (
      fails(draft, shape.id, register, only) ||
      (isTied(given, register) && fails(draft, shape.id, "points", only))
    ) {
      skipped.push(register);
      continue;
    }
    for (const name of registersOf(shape.type).get(register)!) {
      const value = given[name as PropertyName];
      props[name] = value === undefined ? whole[name] : value;
    }
  }
  if (!fails(draft, shape.id, "points", only)) {
    Object.assign(props, pointsLeft(draft, shape, props));
  }
  if (Object.keys(props).length > 0) {
    draft.emit({ op: "set", id: shape.id, props: props as Props });
  }
  return skipped.length > 0 ? { skipped } : "ok";
}

/**
 * An end that is let go stays where it is drawn, as when what it is tied to is deleted; so does one
 * that is to be tied to what is not there, or not yet.
 */
function pointsLeft(draft: Draft, shape: Shape, props: Props): Props {
  if (!isPath(shape) || props.points !== undefined) return {};
  const isLetGo = (["start", "end"] as const).some((end) => {
    const binding = props[end];
    return shape[end] !== null && binding !== undefined &&
      targetOf(draft.now, binding) === null;
  });
  const points = isLetGo ? resolvedPoints(draft.now, shape) : shape.points;
  return points === shape.points ? {} : { points };
}

/** To tie an end is to write the line's points as well: they must not be held back then. */
function isTied(given: Props, register: RegisterName): boolean {
  return (register === "start" || register === "end") &&
    given[register] !== null;
}

/** The registers that properties belong to, each once, in the order of their naming. */
function registersIn(props: Props): Set<RegisterName> {
  const registers = new Set<RegisterName>();
  for (const name in props) {
    if (props[name as PropertyName] === undefined) continue;
    registers.add(registerOf(name as PropertyName));
  }
  return registers;
}

/** Every property must be one of the shape's kind, and hold what its kind asks of it. */
export function checkProps(shape: Shape, props: Props, path: string): void {
  const kind: Partial<Record<string, z.ZodType>> = KINDS[shape.type].properties;
  for (const key in props) {
    const name = key as PropertyName;
    if (props[name] === undefined) continue;
    if (!registersOf(shape.type).get(registerOf(name))?.includes(name)) {
      invalid(`${path}.${name}`, `${shape.type}s have no ${name}`);
    }
    // A kind may ask more than the property's own schema, which parsing has checked already.
    const schema = kind[name];
    if (schema === undefined || schema === PROPERTIES[name]) continue;
    const issue = schema.safeParse(props[name]).error?.issues[0];
    if (issue !== undefined) {
      invalid([path, name, ...issue.path].join("."), issue.message);
    }
  }
}

/** Does a register, as it was before the transaction, have a stamp newer than allowed? */
function fails(
  draft: Draft,
  id: string,
  register: RegisterName,
  allowed: OpOf<"set">["only"],
): boolean {
  const seq = allowed?.[register];
  const record = draft.before.shapes.get(id);
  // A shape that was not live before the transaction had no stamps then.
  if (seq === undefined || record === undefined) return false;
  return stampOf(record, register).seq > seq;
}

/** Refuses the transaction with what is there now unless every stamp is as old as asked. */
function checkCondition(
  draft: Draft,
  shape: Shape,
  condition: OpOf<"set">["if"],
  path: string,
): void {
  const current: RegisterState[] = [];
  for (const key in condition) {
    const register = key as RegisterName;
    if (!registersOf(shape.type).has(register)) {
      invalid(`${path}.${register}`, `${shape.type}s have no ${register}`);
    }
    if (fails(draft, shape.id, register, condition)) {
      current.push(
        registerState(draft.before.shapes.get(shape.id)!, register),
      );
    }
  }
  const first = current[0];
  if (first === undefined) return;
  throw new Refusal({
    code: "conflict",
    message:
      `${first.register} of ${shape.id} was written at ${first.seq}; look at it and ask again`,
    path: `${path}.${first.register}`,
    current,
  });
}
