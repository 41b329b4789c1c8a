import { assertEquals } from "@std/assert";
import { EMPTY_DOCUMENT } from "../../shared/document/document.ts";
import { TestRoom } from "../../shared/document/testing/arbitraries.ts";
import { makeFilm } from "../../shared/formats/film.ts";
import { Emulator } from "../../tui/screen/testing/emulator.ts";
import { play } from "./play.ts";

Deno.test("[T4] a film is played on a screen of its own, in its time; what was there comes back", async () => {
  const room = new TestRoom();
  const shape = { id: "a", type: "rectangle", width: 32, height: 48 } as const;
  room.send("u_ana", [{ op: "create", shape }]);
  room.send("u_ana", [{ op: "move", ids: ["a"], dx: 8, dy: 0 }]);
  const events = room.events.map((event, i) => ({ ...event, at: i * 500 }));
  const size = { columns: 40, rows: 10 };
  const film = makeFilm(EMPTY_DOCUMENT, events, { size });
  const emulator = new Emulator(40, 10);
  await emulator.feed("before");
  let told = "";
  const seen: [ms: number, screen: string, row: string][] = [];
  const isOver = await play(film, {
    size,
    color: true,
    stopped: new AbortController().signal,
    async wait(ms) {
      await emulator.feed(told);
      told = "";
      const row = emulator.grid().rowText(0).trimEnd();
      seen.push([Math.round(ms), emulator.screen, row]);
    },
  }, (text) => void (told += text));
  assertEquals(isOver, true);
  assertEquals(seen, [
    [1000, "alternate", ""],
    [500, "alternate", "┌──┐"],
    [1000, "alternate", " ┌──┐"],
  ]);
  await emulator.feed(told);
  assertEquals(emulator.screen, "normal");
  assertEquals(emulator.grid().rowText(0).trimEnd(), "before");
});
