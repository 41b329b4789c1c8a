import { assertEquals } from "@std/assert";
import type { Color } from "../../shared/schema/color.ts";
import { inkColor, memberColors } from "./member_color.ts";

const member = (
  memberId: string,
  userId: string,
  color: Color = "default",
) => ({
  memberId,
  userId,
  name: "ana",
  color,
});

Deno.test("[T11] one person at two terminals has two colors", () => {
  const colors = memberColors([member("a", "u"), member("b", "u")]);
  assertEquals(new Set(colors.values()).size, 2);
});

Deno.test("[T11] a color that was chosen is given to nobody else", () => {
  const [usual] = memberColors([member("a", "u")]).values();
  const colors = memberColors([member("a", "u"), member("b", "v", usual)]);
  assertEquals(colors.get("b"), usual);
  assertEquals(colors.get("a") === usual, false);
});

Deno.test("[T11] nobody's color changes when others come, and more than there are colors get one", () => {
  const all = Array.from({ length: 20 }, (_, at) => member(`m${at}`, `u${at}`));
  const colors = memberColors(all);
  assertEquals(colors.size, 20);
  for (let count = 1; count < 20; count++) {
    for (const [id, color] of memberColors(all.slice(0, count))) {
      assertEquals(colors.get(id), color);
    }
  }
});

for (
  const [color, ink] of [
    ["default", undefined],
    ["red", "red"],
    ["brightRed", "redBright"],
    ["#00ff00", "#00ff00"],
  ] as const
) {
  Deno.test(`[T11] ${color} is Ink's ${ink}`, () => {
    assertEquals(inkColor(color), ink);
  });
}

Deno.test("[T11] ten who chose none have ten colors", () => {
  const all = Array.from({ length: 10 }, (_, at) => member(`m${at}`, `u${at}`));
  assertEquals(new Set(memberColors(all).values()).size, 10);
});
