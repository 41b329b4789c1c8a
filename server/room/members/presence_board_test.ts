import { assertEquals } from "@std/assert";
import type { MemberPresence } from "../../../shared/schema/presence.ts";
import { PresenceBoard, presenceInterval } from "./presence_board.ts";

const presence = (memberId: string, x: number): MemberPresence => ({
  memberId,
  userId: `u_${memberId}`,
  cursor: { x, y: 0 },
  tool: "select",
  selection: [],
  preview: null,
  viewport: null,
});

Deno.test("[P7] min(20, 400 / members) tellings a second", () => {
  assertEquals([0, 1, 20, 40, 200].map(presenceInterval), [
    50,
    50,
    50,
    100,
    500,
  ]);
});

Deno.test("[P7] the first is told at once; what comes within the interval is merged, the latest wins", () => {
  const board = new PresenceBoard();
  assertEquals(board.note(presence("a", 1), 0, 2), 0);
  assertEquals(board.take(0), [presence("a", 1)]);
  assertEquals(board.note(presence("a", 2), 10, 2), 40);
  assertEquals(board.note(presence("b", 1), 20, 2), null);
  assertEquals(board.note(presence("a", 3), 30, 2), null);
  assertEquals(board.take(50), [presence("a", 3), presence("b", 1)]);
  assertEquals(board.take(60), []);
  assertEquals(board.all(), [presence("a", 3), presence("b", 1)]);
});

Deno.test("[P7] who has gone is not told of, and a clock's jump back delays by one interval at most", () => {
  const board = new PresenceBoard();
  board.note(presence("a", 1), 1e9, 2);
  board.take(1e9);
  assertEquals(board.note(presence("a", 2), 0, 2), 50);
  board.remove("a");
  assertEquals(board.take(50), []);
});
