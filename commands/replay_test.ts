import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { withServer } from "../server/scenarios/testing/test_server.ts";
import { RoomClient } from "../shared/client/room_client.ts";
import { replayOn } from "./replay.ts";
import type { Stage } from "./replay/stage.ts";
import { call } from "./testing/run_command.ts";

/** A stage on which time is not waited for; `waits` are the seconds asked for. */
function fakeStage(more: Partial<Stage> = {}): Stage & { waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    size: { columns: 80, rows: 24 },
    color: true,
    stopped: new AbortController().signal,
    wait: (ms) => Promise.resolve(void waits.push(Math.round(ms) / 1000)),
    ...more,
  };
}

/** A server on which somebody drew a box, moved it, and drew a red one. */
async function withPast(scenario: (server: string) => Promise<void>) {
  await withServer(async ({ server }) => {
    const url = server.url.replace("http:", "ws:");
    const client = new RoomClient({
      server: url,
      roomId: "lobby",
      name: "ana",
    });
    const box = { type: "rectangle", width: 32, height: 48 } as const;
    await client.submit([{ op: "create", shape: { id: "a", ...box } }]);
    await client.submit([{ op: "move", ids: ["a"], dx: 8, dy: 0 }]);
    await client.submit([
      { op: "create", shape: { id: "b", x: 80, color: "red", ...box } },
    ]);
    await client.close();
    await scenario(url);
  });
}

const PICTURE = "┌──┐     ┌──┐\n│  │     │  │\n└──┘     └──┘\n";
const E = "\x1b";

Deno.test("[T4] replay plays in the terminal, leaves it as it was, with the last picture", () =>
  withPast(async (server) => {
    const stage = fakeStage({ color: false });
    const run = replayOn(() => stage);
    const { code, out, err } = await call(run, ["lobby", "--server", server]);
    assertEquals([code, err], [0, ""]);
    assert(out.startsWith(`${E}[?1049h`));
    assert(out.endsWith(`${E}[?1049l${PICTURE}`));
    assertEquals(stage.waits[0], 1);
  }));

Deno.test("[T4] [T39] in color, and without", () =>
  withPast(async (server) => {
    const args = ["lobby", "--server", server];
    const red = await call(replayOn(() => fakeStage()), args);
    assertStringIncludes(red.out, `${E}[31m┌──┐`);
    const plain = await call(
      replayOn(() => fakeStage({ color: false })),
      args,
    );
    assert(!plain.out.includes(`${E}[31m`));
    assert(!plain.out.includes(`${E}[0m`));
  }));

Deno.test("[T4] a part of the past, by events", () =>
  withPast(async (server) => {
    const run = replayOn(() => fakeStage({ color: false }));
    const args = ["lobby", "--server", server, "--from", "1", "--to", "2"];
    const { out } = await call(run, args);
    assert(out.endsWith("l┌──┐\n│  │\n└──┘\n"));
    const wrong = await call(run, [...args, "--to", "9"]);
    assertEquals(wrong, {
      code: 1,
      out: "",
      err: "inkroom: Cannot go from event 1 to 9: room lobby is at event 3\n",
    });
  }));

Deno.test("[T4] stopped, it restores the terminal at once and says so by its exit code", () =>
  withPast(async (server) => {
    const stop = new AbortController();
    const wait = () => Promise.resolve(stop.abort());
    const stage = fakeStage({ wait, stopped: stop.signal });
    const run = replayOn(() => stage);
    const { code, out } = await call(run, ["lobby", "--server", server]);
    assertEquals(code, 1);
    assertEquals(out.match(/┌/g)?.length, 2); // of the last picture alone
    assertStringIncludes(out, `${E}[?1049l`);
  }));

Deno.test("[T4] [T39] where stdout is no terminal it is an asciicast", () =>
  withPast(async (server) => {
    const run = replayOn(() => fakeStage({ size: null }));
    const { code, out } = await call(run, [
      ...["lobby", "--server", server, "--speed", "4"],
    ]);
    assertEquals(code, 0);
    assert(!out.includes(E));
    const [header] = out.split("\n");
    assertEquals(JSON.parse(header!).title, "lobby");
  }));
