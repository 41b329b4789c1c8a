import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { QUERIES } from "./queries.ts";
import { openDatabase } from "./sqlite_file.ts";

Deno.test("[E27] every statement finds its rows by an index, and sorts none", async (t) => {
  const folder = await Deno.makeTempDir();
  const db = openDatabase({
    path: join(folder, "x.db"),
    synchronous: "normal",
    busyMs: 10,
    maxBytes: null,
  });
  for (const [name, sql] of Object.entries(QUERIES)) {
    await t.step(name, () => {
      const parameters = /\?\d/.test(sql)
        ? new Set(sql.match(/\?\d/g)).size
        : sql.split("?").length - 1;
      const plan = db.prepare(`explain query plan ${sql}`)
        .all(...Array.from({ length: parameters }, () => null))
        .map(({ detail }) => String(detail));
      for (const step of plan) {
        assert(!step.includes("TEMP B-TREE"), step);
        assert(!/^SCAN (?!CONSTANT)/.test(step), step);
      }
      const reads = /^\s*(select|update|delete)/.test(sql);
      assertEquals(plan.some((step) => /^(SEARCH|SCAN) /.test(step)), reads);
    });
  }
  db.close();
  await Deno.remove(folder, { recursive: true });
});
