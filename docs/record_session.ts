/**
 * `deno task session`: makes `docs/session.cast` anew. A server, two people in it
 * (`bots/duet.ts`), and `export`, all of them the real ones.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import { Command } from "commander";
import { exportRoom } from "../commands/export.ts";
import { commandOf, type Run, runAsProcess } from "../commands/command_line.ts";
import { parseConfig } from "../server/config.ts";
import { startServer } from "../server/server.ts";
import { MemoryStore } from "../server/store/memory/memory_store.ts";

const OUT = fromFileUrl(import.meta.resolve("./session.cast"));

const describe = () =>
  new Command("session").description("Makes docs/session.cast anew.");

const record: Run = commandOf(describe, async (_command, surroundings) => {
  const server = await startServer(
    parseConfig(["--port", "0"], {}),
    new MemoryStore(),
    { log: surroundings.err },
  );
  const url = server.url.replace("http:", "ws:");
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-prompt", "--allow-net", "--ignore-env"],
      fromFileUrl(import.meta.resolve("../bots/duet.ts")),
      ...["plans", "--server", url, "--speed", "0.8"],
    ],
  }).output();
  const code = success
    ? await exportRoom(["plans", OUT, "--server", url], surroundings)
    : 1;
  await server.close();
  return code;
});

if (import.meta.main) await runAsProcess(record);
