import { assert, assertEquals } from "@std/assert";
import { Emulator } from "../tui/screen/testing/emulator.ts";

Deno.test("[R50] the recorded session plays in a real terminal, to its end", async () => {
  const path = new URL("../docs/session.cast", import.meta.url);
  const file = await Deno.readTextFile(path);
  assert(file.length <= 200_000);
  const [header, ...frames] = file.trimEnd().split("\n").map((line) =>
    JSON.parse(line)
  );
  assert(header.width <= 80 && header.height <= 40);
  const emulator = new Emulator(header.width, header.height);
  let last = 0;
  for (const [time, kind, data] of frames) {
    assert(time >= last);
    assertEquals(kind, "o");
    await emulator.feed(data);
    last = time;
  }
  const grid = emulator.grid();
  const rows = Array.from({ length: grid.rows }, (_, row) => grid.rowText(row));
  for (const word of ["third try", "gateway", "auth 🔑", "注文", "at night"]) {
    assert(rows.some((row) => row.includes(word)), word);
  }
});
