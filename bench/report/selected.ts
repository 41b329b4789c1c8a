/**
 * What the README shows of the figures.
 *
 * @module
 */

/** A table of the README. */
export interface Selected {
  /** Whose figures, beside ours. */
  readonly parties: readonly string[];
  /** What a line is called, its measure, and its figure. */
  readonly lines: readonly (readonly [string, string, string])[];
}

const CPU = "server CPU s / 100,000 deliveries";
const TO_OTHERS = "p99 to the others", TO_ACK = "p99 to the durable ack";
const ROOMS = "1,000 rooms × 2";
const FULL = ["80 × 24", "200 × 60"].flatMap((size) =>
  ["one cell", "drag of 40x12", "pan"].flatMap((change) => {
    const measure = `${change}, ${size}, 100 shapes`;
    return [
      [`${change}, ${size}: ms`, measure, "time a frame"],
      [`${change}, ${size}: bytes`, measure, "bytes a frame"],
    ] as const;
  })
);

/** By name. */
export const SELECTED: Readonly<Record<string, Selected>> = {
  rooms: {
    parties: [
      "tldraw sync",
      "Hocuspocus",
      "y-websocket",
      "socket.io relay",
      "first design",
      "bare fan-out",
      "with inserts",
    ],
    lines: [
      ["20 members × 20/s: server CPU, s / 100,000", "20 × 20", CPU],
      ["50 × 10: the same", "50 × 10", CPU],
      ["200 × 5: the same", "200 × 5", CPU],
      ["20 × 20: p99 to the others, ms", "20 × 20", TO_OTHERS],
      ["50 × 10: the same", "50 × 10", TO_OTHERS],
      ["200 × 5: the same", "200 × 5", TO_OTHERS],
      ["50 × 10: p99 to the durable ack, ms", "50 × 10", TO_ACK],
      ["50 × 10: bytes a delivery", "50 × 10", "bytes a delivery"],
      [
        "50 × 10: bytes, compressed",
        "50 × 10, compressed",
        "bytes a delivery",
      ],
      ["50 × 10: server CPU, compressed", "50 × 10, compressed", CPU],
      ["50 × 10: server memory, MB", "50 × 10", "server memory"],
      [
        "10 rooms × 2 × 1/s: server CPU a room, ms/s",
        ROOMS,
        "server CPU a room, 10 rooms",
      ],
      ["1,000 rooms: the same", ROOMS, "server CPU a room, 1,000 rooms"],
      ["1,000 rooms: p99 to the others, ms", ROOMS, TO_OTHERS],
      [
        "1,000 rooms: memory a room, kB",
        ROOMS,
        "server memory a room, 1,000 rooms",
      ],
    ],
  },
  joins: {
    parties: [
      "tldraw sync",
      "Hocuspocus",
      "y-websocket",
      "first design",
    ],
    lines: [
      ["join 5,000 shapes: first paint, ms", "join 5,000", "first paint"],
      ["all of it, ms", "join 5,000", "all of it"],
      ["join 100,000 shapes: first paint, ms", "join 100,000", "first paint"],
      ["all of it, ms", "join 100,000", "all of it"],
      [
        "all of it, server just started, ms",
        "join 100,000",
        "all of it, server just started",
      ],
      ["back after 10,000 changes: ms", "resume after 10,000", "all of it"],
      ["back after 10,000 changes: bytes", "resume after 10,000", "bytes"],
      [
        "a reader that stalls: server memory, MB",
        "stalled reader",
        "server memory, more than with a reader",
      ],
      ["disk, bytes a change", "disk 100,000", "bytes a change"],
    ],
  },
  "text art": {
    parties: ["cadubi", "tetradraw"],
    lines: [
      "start to first picture",
      "bytes of the first picture",
      "a letter",
      "bytes of a letter",
      "a step of the cursor",
      "bytes of a step",
    ].map((figure) => [
      figure.startsWith("bytes") ? figure : `${figure}, ms`,
      "drawing text, 80 × 24",
      figure,
    ]),
  },
  screens: { parties: ["Ink alone", "blessed"], lines: FULL },
};
