import { assertEquals } from "@std/assert";
import { Liveness } from "./liveness.ts";

Deno.test("[P13] a ping every 15 s; dead after two that nobody answered", () => {
  const liveness = new Liveness();
  const due = (seconds: number) => {
    const beats = Array.from({ length: seconds }, () => liveness.beat());
    return beats.filter((beat) => beat !== "nothing");
  };
  assertEquals(due(14), []);
  assertEquals(due(1), ["ping"]);
  assertEquals(due(15), ["ping"]);
  liveness.heard();
  assertEquals(due(30), ["ping", "ping"]);
  assertEquals(due(15), ["dead"]);
});
