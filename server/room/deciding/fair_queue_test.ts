import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { FairQueue } from "./fair_queue.ts";

const queueOf = (words: string) => {
  const queue = new FairQueue<string>((word) => word[0]!);
  for (const word of words.split(" ").filter(Boolean)) queue.push(word);
  return queue;
};

Deno.test("[limits] who waits alone is served before the second of one who sent many", () => {
  const queue = queueOf("a1 a2 a3 a4 b1");
  assertEquals(queue.take(2), ["a1", "b1"]);
  queue.push("b2");
  queue.push("c1");
  assertEquals(queue.take(3), ["a2", "b2", "c1"]);
  assertEquals(queue.take(9), ["a3", "a4"]);
  assertEquals([queue.isEmpty, queue.take(1)], [true, []]);
});

Deno.test("[limits] a line that had its turn goes behind all others", () => {
  const queue = queueOf("a1 a2 b1 b2 c1 c2");
  assertEquals(queue.take(1), ["a1"]);
  assertEquals(queue.take(1), ["b1"]);
  assertEquals([...queue], ["c1", "a2", "b2", "c2"]);
});

Deno.test("[E16] what is put back comes first, and each line stays in its order", () => {
  const queue = queueOf("a1 b1 a2 b2");
  const taken = queue.take(3);
  queue.push("a3");
  queue.push("c1");
  queue.putBack(taken);
  assertEquals([...queue], ["a1", "b1", "c1", "a2", "b2", "a3"]);
});

Deno.test("[E16] however it is taken and put back, every line comes out whole and in order", () => {
  fc.assert(fc.property(
    fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(5), fc.boolean()), { maxLength: 20 }),
    (names, takes) => {
      const queue = queueOf(names.map((name, i) => `${name}${i}`).join(" "));
      const out: string[] = [];
      for (const [count, back] of takes) {
        const taken = queue.take(count);
        if (back) queue.putBack(taken);
        else out.push(...taken);
        assertEquals(queue.weight, names.length - out.length);
      }
      out.push(...queue.take(1_000));
      for (const name of ["a", "b", "c"]) {
        const wanted = names.flatMap((n, i) => n === name ? [`${n}${i}`] : []);
        assertEquals(out.filter((word) => word[0] === name), wanted);
      }
    },
  ));
});
