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
        shapes: null,
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

Deno.test("[E17] while one transaction is committed, the next one is on its way, and what arrives then is the third", async () => {
  const { groups, finish, add } = heldQueue();
  const first = add("a");
  await turn();
  const second = add("b");
  await turn();
  assertEquals(groups, [["a"], ["b"]]);
  const others = ["c", "d", "e"].map(async (roomId) => {
    await turn();
    return add(roomId);
  });
  await turn();
  await turn();
  assertEquals(groups, [["a"], ["b"]]);
  finish[0]!();
  assertEquals(await first, "a");
  await turn();
  assertEquals(groups, [["a"], ["b"], ["c", "d", "e"]]);
  finish[1]!();
  assertEquals(await second, "b");
  finish[2]!();
  assertEquals(await Promise.all(others), ["c", "d", "e"]);
});

Deno.test("[E17] idle waits for what runs and for what waits", async () => {
  const { queue, finish, add } = heldQueue();
  const order: string[] = [];
  const adding = ["a", "b", "c"].map(async (roomId) => {
    await turn();
    order.push(await add(roomId));
  });
  await turn();
  const late = add("d").then((roomId) => order.push(roomId));
  const idle = queue.idle().then(() => order.push("idle"));
  for (let i = 0; i < 3; i++) {
    await turn();
    finish[i]?.();
  }
  await Promise.all([...adding, late, idle]);
  assertEquals(order, ["a", "b", "c", "d", "idle"]);
  await queue.idle();
});
