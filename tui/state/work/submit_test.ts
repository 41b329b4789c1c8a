import { assert, assertEquals } from "@std/assert";
import { DEFAULT_LIMITS } from "../../../shared/schema/limits.ts";
import { type Op, opSchema } from "../../../shared/schema/op.ts";
import { submit } from "./submit.ts";

const world = { newId: () => "group" };

const ids = Array.from(
  { length: 100_000 },
  (_, at) => `${at}`.padStart(64, "0"),
);

/** The transactions that become of an operation. */
function txs(op: Op) {
  return submit([op], world).flatMap((effect) =>
    effect.type === "submit" ? [effect] : []
  );
}

for (
  const op of [
    { op: "delete", ids },
    { op: "move", ids, dx: 8, dy: 16 },
    { op: "order", ids, to: "front" },
    { op: "order", ids, to: "back" },
  ] as Op[]
) {
  Deno.test(`[L limits] ${op.op} of a whole room fits into messages, and is undone as one`, () => {
    const seen = new Set<string>();
    for (const tx of txs(op)) {
      const bytes = new TextEncoder().encode(JSON.stringify(tx)).length;
      assert(bytes <= DEFAULT_LIMITS.frameBytes);
      assert(tx.ops.length <= DEFAULT_LIMITS.opsPerTx);
      assertEquals(tx.group, "group");
      for (const part of tx.ops) {
        assert(opSchema.safeParse(part).success && "ids" in part);
        part.ids.forEach((id) => seen.add(id));
      }
    }
    assertEquals(seen.size, ids.length);
  });
}

Deno.test("[E15] what goes to the back in parts keeps its order", () => {
  const parts = txs({ op: "order", ids, to: "back" }).flatMap(({ ops }) => ops);
  const order = parts.reverse().flatMap((op) => "ids" in op ? op.ids : []);
  assertEquals(order, ids);
});

Deno.test("[E10] small work is one transaction of its own, nothing is none", () => {
  const op: Op = { op: "delete", ids: ["a"] };
  assertEquals(submit([op], world), [{ type: "submit", ops: [op] }]);
  assertEquals(submit([], world), []);
});
