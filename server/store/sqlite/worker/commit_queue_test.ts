import { assertEquals } from "@std/assert";
import { CommitQueue } from "./commit_queue.ts";
import type { Write, WriteResult } from "./sqlite_messages.ts";

/** A queue whose commits wait until the test finishes them. */
function heldQueue() {
  const groups: string[][] = [];
  const finish: (() => void)[] = [];
  const queue = new CommitQueue((writes: readonly Write[]) => {
    groups.push(writes.map(({ input }) => input.roomId));
    const { promise, resolve } = Promise.withResolvers<WriteResult[]>();
    finish.push(() => resolve(writes.map(resultOf)));
    return promise;
  });
  const add = async (roomId: string) => {
    const result = await queue.add("openRoom", { roomId, now: 0 });
    return result.ok ? result.value.roomId : result.failure.message;
  };
  return { queue, groups, finish, add };
}

function resultOf({ input: { roomId } }: Write): WriteResult {
  return roomId === "bad"
    ? { ok: false, failure: { kind: "refused", message: "no" } }
    : {
      ok: true,
      value: {
        roomId,
        head: 0,
        epoch: "",
        horizon: 0,
        createdAt: 0,
        changedAt: 0,
      },
    };
}

/** Lets everything run that waits for nothing but its turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

Deno.test("[E17] what is written in one turn is one transaction, each with its own result", async () => {
  const { groups, finish, add } = heldQueue();
  const results = Promise.all([add("a"), add("bad"), add("c")]);
  await turn();
  assertEquals(groups, [["a", "bad", "c"]]);
  finish[0]!();
  assertEquals(await results, ["a", "no", "c"]);
});

Deno.test("[E17] what arrives while a commit runs is the next transaction", async () => {
  const { groups, finish, add } = heldQueue();
  const first = add("a");
  await turn();
  const others = ["b", "c", "d"].map(async (roomId) => {
    await turn();
    return add(roomId);
  });
  await turn();
  await turn();
  assertEquals(groups, [["a"]]);
  finish[0]!();
  assertEquals(await first, "a");
  await turn();
  assertEquals(groups, [["a"], ["b", "c", "d"]]);
  finish[1]!();
  assertEquals(await Promise.all(others), ["b", "c", "d"]);
});

Deno.test("[E17] idle waits for what runs and for what waits", async () => {
  const { queue, finish, add } = heldQueue();
  const order: string[] = [];
  const first = add("a").then((roomId) => order.push(roomId));
  await turn();
  const second = add("b").then((roomId) => order.push(roomId));
  const idle = queue.idle().then(() => order.push("idle"));
  finish[0]!();
  await turn();
  assertEquals(order, ["a"]);
  finish[1]!();
  await Promise.all([first, second, idle]);
  assertEquals(order, ["a", "b", "idle"]);
  await queue.idle();
});
