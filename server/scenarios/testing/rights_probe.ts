/**
 * A server that tells, after its start, what it can still do; for `file_rights_test.ts`.
 *
 * @module
 */

import { main } from "../../main.ts";

let worker: Worker | null = null;
const RealWorker = globalThis.Worker;
globalThis.Worker = class extends RealWorker {
  constructor(...args: ConstructorParameters<typeof Worker>) {
    super(...args);
    worker = this;
  }
};

const tell = (text: string) =>
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));

async function probe(url: string): Promise<void> {
  for (const attempt of [readSource, writeFile]) {
    tell(await attempt().then(() => "allowed", (error) => error.name));
  }
  const ops = [{ op: "create", shape: { id: "a", type: "circle" } }];
  const body = JSON.stringify(ops);
  const posted = await fetch(`${url}/rooms/lobby/ops`, {
    method: "POST",
    body,
  });
  tell((await posted.json()).type);
  const drawn = await fetch(`${url}/rooms/lobby.svg`);
  tell(String(drawn.status));
  await drawn.body!.cancel();
  worker!.onerror!(new ErrorEvent("error", { message: "out of luck" }));
}

const readSource = () => Deno.readTextFile(new URL(import.meta.url));
const writeFile = () => Deno.writeTextFile(`${Deno.args[0]}.txt`, "");

const write = Deno.stdout.writeSync.bind(Deno.stdout);
Deno.stdout.writeSync = (bytes) => {
  const url = /listening on (\S+)/.exec(new TextDecoder().decode(bytes))?.[1];
  if (url !== undefined) queueMicrotask(() => probe(url));
  return url === undefined ? write(bytes) : bytes.length;
};

Deno.exit(await main(["--port", "0", "--db", Deno.args[0]!]));
