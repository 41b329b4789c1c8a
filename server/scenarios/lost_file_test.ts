/** The database file goes away under a running server: it says so, and acks nothing more. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { RawClient } from "./testing/raw_client.ts";
import { ServerProcess } from "./testing/server_process.ts";

const circle = (id: string) => ({
  op: "create",
  shape: { id, type: "circle", x: 100, y: 100 },
});

const LOSSES: [string, (db: string) => void][] = [
  ["deleted", (db) => Deno.removeSync(db)],
  ["moved away", (db) => Deno.renameSync(db, `${db}.old`)],
  ["replaced", (db) => {
    Deno.copyFileSync(db, `${db}.new`);
    Deno.renameSync(`${db}.new`, db);
  }],
];

for (const [how, lose] of LOSSES) {
  Deno.test(`[E24] a database that is ${how} under a running server: rooms are unavailable, and one line says why`, async () => {
    const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
    const db = join(folder, "rooms.db");
    const server = await ServerProcess.start(db);
    try {
      const ana = await RawClient.hello(server.url, "ana");
      await ana.join("lobby");
      assertEquals((await ana.tx("lobby", 1, [circle("a")])).type, "ack");
      lose(db);
      // The news takes its time, and what is written meanwhile is as lost as what was before.
      let cseq = 2, answer = await ana.tx("lobby", cseq, [circle("b2")]);
      while (answer.type === "ack") {
        cseq++;
        answer = await ana.tx("lobby", cseq, [circle(`b${cseq}`)]);
      }
      assertEquals([answer.type, answer.code], ["nack", "unavailable"]);
      assertMatch(answer.message, /can't be written to for now/);
      const ben = await RawClient.hello(server.url, "ben");
      ben.send({ type: "join_room", roomId: "attic" });
      assertEquals((await ben.next("error")).code, "unavailable");
      await server.says("inkroom: store: ");
    } finally {
      await server.end("SIGTERM");
      await Deno.remove(folder, { recursive: true });
    }
    const lines = server.stderr.split("\n");
    const told = lines.filter((line) => line.startsWith("inkroom: store: "));
    assertEquals(told.length, 1, lines.join("\n"));
    assert(
      told[0]!.includes(`${db} was moved, deleted or replaced`),
      told[0],
    );
    assert(told[0]!.includes("stop the server, put the file back"), told[0]);
  });
}
