import { assertEquals } from "@std/assert";
import { RecentLines } from "./recent_lines.ts";

Deno.test("[R34] of lines that were cut into graphemes, those asked for lately are kept, and no more than a bound", () => {
  const lines = new RecentLines();
  const cut = [{ text: "漢", width: 2 as const }];
  for (let i = 0; i < 1_500; i++) lines.set(`${i}`, cut);
  assertEquals(lines.get("0"), cut);
  lines.set("one more", cut);
  assertEquals([lines.get("0"), lines.get("1")], [cut, undefined]);
  lines.set("x".repeat(59_000), cut);
  assertEquals(lines.get("2"), undefined);
  assertEquals(lines.get("x".repeat(59_000)), cut);
});
