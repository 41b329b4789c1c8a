import { assertEquals } from "@std/assert";
import { pathPattern } from "./path_pattern.ts";

const CASES: [
  pattern: string,
  path: string,
  params: Record<string, string> | null,
][] = [
  ["/rooms", "/rooms", {}],
  ["/rooms", "/rooms/", null],
  ["/rooms/:id", "/rooms/lobby", { id: "lobby" }],
  ["/rooms/:id", "/rooms/a/b", null],
  ["/rooms/:id", "/rooms/", null],
  ["/rooms/:id.txt", "/rooms/lobby.txt", { id: "lobby" }],
  ["/rooms/:id.txt", "/rooms/lobbyxtxt", null],
  ["/rooms/:id.txt", "/rooms/.txt", null],
  ["/rooms/:id/at/:seq.txt", "/rooms/a/at/7.txt", { id: "a", seq: "7" }],
  ["/rooms/:id", "/rooms/a%2Fb", { id: "a/b" }],
  ["/rooms/:id", "/rooms/%00", { id: "\0" }],
  ["/rooms/:id", "/rooms/%zz", { id: "%zz" }],
];

for (const [pattern, path, params] of CASES) {
  Deno.test(`[P20] ${pattern} on ${path}: ${JSON.stringify(params)}`, () => {
    assertEquals(pathPattern(pattern)(path), params);
  });
}
