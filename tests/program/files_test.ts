import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { httpPast } from "../../shared/client/past/http_past.ts";
import { RoomClient } from "../../shared/client/room_client.ts";
import type { Op } from "../../shared/schema/op.ts";
import { withServer } from "../../server/scenarios/testing/test_server.ts";

Deno.test("[T23, P24] the log of a real room comes whole, and as far as it is asked for", async () => {
  await withServer(async ({ server }) => {
    const url = server.url.replace("http", "ws");
    const client = new RoomClient({
      server: url,
      roomId: "plans",
      name: "ana",
    });
    await client.synced();
    for (let n = 0; n < 30; n++) {
      const shape = { id: `s${n}`, type: "circle", x: n, y: 0 } as const;
      await client.submit([{ op: "create", shape } satisfies Op]);
    }
    const past = httpPast({ server: url, roomId: "plans", client });
    const seqs = async (after: number, until: number) =>
      (await Array.fromAsync(past.log(after, until))).map(({ seq }) => seq);
    assertEquals((await seqs(0, 30)).length, 30);
    assertEquals(await seqs(10, 13), [11, 12, 13]);
    assertEquals(await seqs(30, 30), []);
    await client.close();
  });
});

/** What a program may do with the rights that a task gives, as the task's shell would run it. */
async function asTask(
  name: string,
  script: string,
  env: Record<string, string>,
): Promise<string> {
  const root = new URL("../../", import.meta.url);
  const { tasks } = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", root)),
  );
  const command: string = tasks[name].command;
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "script.ts");
    await Deno.writeTextFile(path, script);
    const task = command.replace(/\S+\.ts$/, path);
    const config = join(folder, "deno.json");
    await Deno.writeTextFile(config, JSON.stringify({ tasks: { task } }));
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "--quiet", "--config", config, "task"],
      env: { NO_COLOR: "1", ...env },
    }).output();
    return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const TRY = `
const may = async (path: string) => {
  const state = (name: "read" | "write") =>
    Deno.permissions.query({ name, path }).then(({ state }) => state);
  console.log(await state("read"), await state("write"));
};
const home = Deno.env.get("INKROOM_FILES") ?? Deno.env.get("HOME") + "/inkroom-drawings";
await may(home + "/plan.svg");
await may(home + "/../plan.svg");
await may(home + "-other/plan.svg");
`;

const SURROUNDINGS: Record<string, string>[] = [
  {},
  { INKROOM_FILES: "/tmp/inkroom-nobodys/drawings" },
];

for (const env of SURROUNDINGS) {
  const where = env.INKROOM_FILES ?? "the usual one";
  Deno.test(`[T23] draw may read and write drawings in one folder alone: ${where}`, async () => {
    const said = await asTask("draw", TRY, env);
    assertEquals(said.trim().split("\n"), [
      "granted granted",
      // What is not granted would be asked for, and is refused: nobody is asked.
      "prompt prompt",
      "prompt prompt",
    ]);
  });
}
