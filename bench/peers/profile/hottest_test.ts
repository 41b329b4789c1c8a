import { deepEqual } from "node:assert/strict";
import { hottest, type Profile } from "./hottest.ts";

const node = (id: number, functionName: string, url = "", lineNumber = -1) => ({
  id,
  callFrame: { functionName, url, lineNumber },
});

Deno.test("a function's own time is summed over all its places in the call tree; idle time is none", () => {
  const profile: Profile = {
    nodes: [
      node(1, "(root)"),
      node(2, "(idle)"),
      node(3, "send", "file:///inkroom/server/ws/feed.ts", 11),
      node(4, "send", "file:///inkroom/server/ws/feed.ts", 11),
      node(5, "(garbage collector)"),
      node(6, "", "file:///inkroom/server/main.ts", 0),
    ],
    samples: [2, 3, 4, 5, 6, 3],
    timeDeltas: [9_000, 1_000, 2_000, 5_000, 1_000, 1_000],
  };
  deepEqual(hottest(profile, 2), {
    busyMs: 10,
    functions: [
      { name: "(garbage collector)", ms: 5 },
      { name: "send ws/feed.ts:12", ms: 4 },
    ],
  });
});
