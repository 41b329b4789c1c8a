/**
 * Two people type in one label at once, through the real server.
 */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { withServer } from "../../server/scenarios/testing/test_server.ts";
import { canonicalJson } from "../document/canonical.ts";
import { RoomClient } from "./room_client.ts";

function textOf(client: RoomClient): string {
  const shape = client.document.shapes.get("t")?.shape;
  return shape !== undefined && "text" in shape ? shape.text : "";
}

/** Resolves when all of these have confirmed as much as the first. */
async function together(clients: readonly RoomClient[]): Promise<void> {
  await Promise.all(clients.map((client) => client.idle()));
  const head = Math.max(...clients.map(({ head }) => head));
  await Promise.all(clients.map((client) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (client.confirmed.seq < head) return;
        off();
        resolve();
      };
      const off = client.on("change", look);
      look();
    })
  ));
}

/** One step: who does it, where, and whether the others are heard before the next. */
const anyStep = fc.record({
  who: fc.nat(1),
  at: fc.nat(1_000),
  erases: fc.boolean(),
  then: fc.constantFrom("go on" as const, "listen" as const, "settle" as const),
});

Deno.test("[E9, E12] two type in one label at once: no letter is lost, none comes twice, both see the same", async () => {
  await withServer(async ({ server }) => {
    const url = server.url.replace("http:", "ws:");
    let room = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 20, maxLength: 60 }),
        async (steps) => {
          const roomId = `typing-${++room}`;
          const clients = ["ana", "ben"].map((name) =>
            new RoomClient({ server: url, roomId, name })
          );
          await Promise.all(clients.map((client) => client.synced()));
          await clients[0]!.submit([{
            op: "create",
            shape: { id: "t", type: "rectangle", text: "" },
          }]);
          await together(clients);
          let code = 0x4e00;
          const typed = new Set<string>(), erased = new Set<string>();
          for (const { who, at, erases, then } of steps) {
            const client = clients[who]!;
            const points = [...textOf(client)];
            if (erases && points.length > 3) {
              const place = at % points.length;
              erased.add(points[place]!);
              void client.submit([{
                op: "text",
                id: "t",
                edit: place > 0 ? [place, { d: 1 }] : [{ d: 1 }],
              }]);
            } else {
              const letter = String.fromCodePoint(code++);
              typed.add(letter);
              const place = at % (points.length + 1);
              void client.submit([{
                op: "text",
                id: "t",
                edit: place > 0 ? [place, letter] : [letter],
              }]);
            }
            if (then === "listen") await new Promise((go) => setTimeout(go, 0));
            if (then === "settle") await together(clients);
          }
          await together(clients);
          const found = [...textOf(clients[0]!)];
          const expected = [...typed].filter((letter) => !erased.has(letter));
          assertEquals(found.toSorted(), expected.toSorted());
          assert(clients.every(({ status }) => status.state === "synced"));
          const [ana, ben] = clients.map(({ document }) =>
            canonicalJson(document)
          );
          assertEquals(ana, ben);
          await Promise.all(clients.map((client) => client.close()));
        },
      ),
      { numRuns: 12 },
    );
  }, { flags: [] });
});
