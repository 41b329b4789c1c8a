import { assertEquals } from "@std/assert";
import { memoryFiles } from "../../testing/memory_files.ts";
import { offlineClient } from "../../testing/offline_client.ts";
import { roomOf } from "../../testing/hands.ts";
import { exportPlainly } from "./plain_export.ts";

Deno.test("[T44] a drawing is exported in a word, and what became of it is told in a sentence", async () => {
  const client = offlineClient();
  const { past } = roomOf(client);
  const files = memoryFiles();
  const write = (name: string, replace = false) =>
    exportPlainly(name, replace, {
      ...{ client, past, files, room: "lobby", charset: "unicode" },
      shift: {
        now: () => 0,
        pause: () => Promise.resolve(),
        isStopped: () => false,
      },
    });
  assertEquals(
    await write("plan.svg"),
    "Cannot export plan.svg: nothing is drawn here.",
  );
  const shape = { id: "a", type: "text" as const, text: "hello" };
  void client.submit([{ op: "create", shape }]);
  assertEquals(
    await write("../plan.svg"),
    "Cannot export ../plan.svg: a name has no / in it, files are in one folder.",
  );
  assertEquals(
    await write("plan.txt"),
    `Exported to ${files.folder}/plan.txt.`,
  );
  assertEquals(await files.read("plan.txt"), "hello\n");
  assertEquals(
    await write("plan.txt"),
    "plan.txt is there already. Type export plan.txt replace, or another name.",
  );
  assertEquals(
    await write("plan.txt", true),
    `Exported to ${files.folder}/plan.txt.`,
  );
});
