import { assertEquals, assertStringIncludes } from "@std/assert";
import { FAULTS } from "./faults/faults.ts";
import { schedulesAsked } from "./main.ts";
import { faultsAsked } from "./mutate.ts";

Deno.test("[T5] mutate hunts for all faults or those that are named; a name that none has is refused, not passed over", () => {
  const { name } = FAULTS[0]!;
  assertEquals(faultsAsked([]), { kind: "run", value: [] });
  assertEquals(faultsAsked([name]), { kind: "run", value: [name] });
  assertEquals(faultsAsked([name, "no such fault"]), {
    kind: "wrong",
    message: "no fault is called no such fault; see --help",
  });
});

Deno.test("[T5] simulate reads numbers from 0 up; all else is one line", () => {
  assertEquals(schedulesAsked(["--seed", "7"]), {
    kind: "run",
    value: { seed: 7, from: 1, minutes: 10 },
  });
  for (const value of ["x", "-1", "Infinity"]) {
    const asked = schedulesAsked(["--seed", value]);
    assertEquals(asked.kind === "wrong" && asked.message.split("\n").length, 1);
  }
});

Deno.test("[T5] both have help with examples", () => {
  for (const asked of [faultsAsked(["--help"]), schedulesAsked(["--help"])]) {
    assertStringIncludes(asked.kind === "tell" ? asked.text : "", "Examples:");
  }
});
