import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitrarySteps, TestRoom } from "../document/testing/arbitraries.ts";
import { EMPTY_DOCUMENT } from "../document/document.ts";
import { Grid } from "../raster/grid.ts";
import { Scene } from "../raster/scene.ts";
import { renderGrid } from "../raster/text_output.ts";
import type { RoomEvent } from "../schema/event.ts";
import { Emulator } from "../../tui/screen/testing/emulator.ts";
import { writeCast } from "./cast.ts";
import { type FilmOptions, makeFilm } from "./film.ts";
import { writeChanges } from "./frame_writer.ts";

/** Plays a film in a terminal, and compares what is seen at its end with the drawing. */
async function playAndCompare(
  room: TestRoom,
  from: number,
  options: FilmOptions,
): Promise<void> {
  const events = room.events.slice(from);
  const film = makeFilm(room.states[from]!, events, options);
  const { view: { column, row, zoom }, columns, rows } = film;
  const emulator = new Emulator(columns, rows);
  for (const { data } of film.frames) await emulator.feed(data);
  const region = { column, row, columns, rows };
  const { charset = "unicode" } = options;
  const seen = renderGrid(new Scene(room.document), region, zoom, charset);
  // A picture that was there from the beginning needs no bytes to become the other.
  assertEquals(writeChanges(emulator.grid(), seen), "");
}

Deno.test("[R50] a film of any history ends in the exact drawing, in a real terminal", async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySteps, fc.nat(10), async (steps, from) => {
      const room = TestRoom.of(steps);
      const start = Math.min(from, room.events.length);
      await playAndCompare(room, start, {});
      const size = { columns: 40, rows: 12 };
      await playAndCompare(room, 0, { size, charset: "ascii" });
    }),
    { numRuns: 40 },
  );
});

/** A room in which a box is drawn at some times, in seconds. */
function drawnAt(...times: number[]): RoomEvent[] {
  const room = new TestRoom();
  times.forEach((_, i) =>
    room.send("u_ana", [{
      op: "create",
      shape: { id: `box${i}`, type: "rectangle", x: i * 104, y: 0 },
    }])
  );
  return room.events.map((event, i) => ({ ...event, at: times[i]! * 1000 }));
}

function timesOf(events: RoomEvent[], options: FilmOptions): number[] {
  const { frames } = makeFilm(EMPTY_DOCUMENT, events, options);
  return [...frames].map(({ time }) => Number(time.toFixed(3)));
}

const TIMES: [
  what: string,
  at: number[],
  options: FilmOptions,
  times: number[],
][] = [
  ["the pace of the drawing", [100, 100.5, 101.5], {}, [0, 1, 1.5, 2.5, 3.5]],
  ["pauses are short", [0, 3600, 3601], {}, [0, 1, 3, 4, 5]],
  ["shorter still", [0, 3600, 3601], { maxGap: 0.5 }, [0, 0.5, 1, 1.5, 2.5]],
  ["ten times as fast", [0, 5, 6], { speed: 10 }, [0, 1, 1.5, 1.6, 2.6]],
  ["a clock that goes back", [9, 5, 6], {}, [0, 1, 2, 3]],
  ["30 frames a second", [1, 1.01, 1.02, 1.04, 2], {}, [0, 1, 1.04, 2, 3]],
];

for (const [what, at, options, times] of TIMES) {
  Deno.test(`[R50] a film's time: ${what}`, () => {
    assertEquals(timesOf(drawnAt(...at), options), times);
  });
}

Deno.test("[R50] a frame holds the cells that changed, and no others", () => {
  const { frames } = makeFilm(EMPTY_DOCUMENT, drawnAt(1, 2));
  const [, first, second] = [...frames];
  assertEquals(first!.data.match(/┌/g)?.length, 1);
  assertEquals(second!.data.match(/┌/g)?.length, 1);
  assert(second!.data.startsWith("\x1b[1;14H"));
});

Deno.test("[R50] a room that is too large is seen from further away, then in part", () => {
  const sizeOf = (x: number) => {
    const room = new TestRoom();
    for (const at of [0, x]) {
      const shape = { id: `at${at}`, type: "rectangle", x: at, y: 0 } as const;
      room.send("u_ana", [{ op: "create", shape }]);
    }
    const { view, columns } = makeFilm(EMPTY_DOCUMENT, room.events);
    return [view.zoom, columns <= 160];
  };
  assertEquals(sizeOf(400), [100, true]);
  assertEquals(sizeOf(2_000), [50, true]);
  assertEquals(sizeOf(20_000), [25, true]);
});

Deno.test("[R50] .cast: a header, then frames, each one JSON a line", () => {
  const lines = [...writeCast(EMPTY_DOCUMENT, drawnAt(100, 101), {
    title: "lobby",
  })];
  assert(lines.every((line) => line.endsWith("\n")));
  const [header, ...frames] = lines.map((line) => JSON.parse(line));
  assertEquals(header, {
    version: 2,
    width: 26,
    height: 5,
    timestamp: 100,
    title: "lobby",
  });
  for (const frame of frames) {
    assertEquals([typeof frame[0], frame[1]], ["number", "o"]);
  }
});

Deno.test("[R50] changes of pictures: wide graphemes are written whole", () => {
  const wide = new Grid(6, 1), plain = new Grid(6, 1);
  const style = { fg: 0, bg: 0, attributes: 0 };
  wide.set(1, 0, "漢".codePointAt(0)!, 2, style);
  plain.set(2, 0, "x".codePointAt(0)!, 1, style);
  assertEquals(writeChanges(plain, wide), "\x1b[1;2H漢");
  assertEquals(writeChanges(wide, plain), "\x1b[1;2H x");
});

Deno.test("[R50] changes of pictures: what lies far apart is jumped to, what is near is not", () => {
  const before = new Grid(40, 1), after = new Grid(40, 1);
  const style = { fg: 0, bg: 0, attributes: 0 };
  for (const column of [1, 4, 30]) {
    after.set(column, 0, "x".codePointAt(0)!, 1, style);
  }
  const changes = writeChanges(before, after);
  assertEquals(changes, "\x1b[1;2Hx  x\x1b[1;31Hx");
});
