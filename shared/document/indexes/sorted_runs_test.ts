import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { SortedRuns } from "./sorted_runs.ts";

Deno.test("[E22] what comes in parts is in order in the end, as if it had come at once", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 3 });
  fc.assert(fc.property(fc.array(fc.array(text)), (parts) => {
    const runs = new SortedRuns();
    for (const part of parts) runs.add([...part]);
    assertEquals(runs.all(), parts.flat().sort());
  }));
});
