import { assertEquals } from "@std/assert";
import { canBeContinued, isOrphaned } from "./job_control.ts";

/** Who else is there. */
const OTHERS = `
    1     0     1 ?
  200     1   200 ?
  300   200   300 pts/0
`;

for (
  const [what, table, orphaned] of [
    [
      "a program that a shell has started, by way of deno task",
      "500 300 500 pts/0\n501 500 500 pts/0",
      false,
    ],
    [
      "one in a pipe, whose first program has ended",
      "501 300 500 pts/0\n502 300 500 pts/0",
      false,
    ],
    [
      "one that a program of a shell has started, by way of sh -c",
      "500 300 500 pts/0\n501 500 500 pts/0\n502 501 500 pts/0",
      false,
    ],
    [
      "the one program of a terminal's window",
      "500 200 500 pts/1\n501 500 500 pts/1",
      true,
    ],
    [
      "the one program of a window of tmux, which runs at no terminal",
      "500 1 500 pts/1\n501 500 500 pts/1",
      true,
    ],
    [
      "a window's program beside a shell in another window",
      "500 300 500 pts/1\n501 500 500 pts/1",
      true,
    ],
    ["a program without a terminal", "500 200 500 ?\n501 500 500 ?", true],
    [
      "one on a machine that names terminals otherwise",
      "500 200 500 ttys003\n501 500 500 ttys003",
      true,
    ],
    ["one of which ps does not tell", "", false],
  ] as const
) {
  Deno.test(`[T33] ${what} ${orphaned ? "has no" : "has a"} shell to go back to`, () => {
    assertEquals(isOrphaned(OTHERS + table, 501), orphaned);
  });
}

Deno.test("[T33] ps tells, or nothing is known", async () => {
  assertEquals(typeof await canBeContinued(), "boolean");
});
