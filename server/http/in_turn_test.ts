import { assert, assertEquals, assertRejects } from "@std/assert";
import { inTurn } from "./in_turn.ts";

Deno.test("[limits] between two pieces of long work others have their turn, also after one that failed", async () => {
  const done: string[] = [];
  let turn = 0;
  const others = setInterval(() => turn++, 0);
  const [a, b, c] = ["a", "b", "c"].map((name) =>
    inTurn(() => {
      done.push(name);
      if (name === "a") throw new RangeError("too large");
      return turn;
    })
  );
  await assertRejects(() => a!, RangeError);
  assert(await b! < await c!);
  clearInterval(others);
  assertEquals(done, ["a", "b", "c"]);
});
