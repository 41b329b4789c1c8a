import { assertPicture, through } from "../testing/picture.ts";

const line = (...corners: [number, number][]) =>
  ({ type: "line", ...through(...corners) }) as const;

Deno.test("[R30] lines of all slopes", () => {
  const drawing = [
    line([0, 0], [10, 0]),
    line([0, 2], [12, 5]),
    line([16, 5], [28, 2]),
    line([32, 0], [37, 5]),
    line([40, 5], [45, 0]),
    line([48, 0], [50, 5]),
    line([54, 5], [56, 0]),
    line([60, 0], [60, 5]),
  ];
  assertPicture(
    drawing,
    `
───────────                     ╲            ╱  │       │   │
                                 ╲          ╱   ╲       ╱   │
──╲                       ╱──     ╲        ╱     │     │    │
   ───╲               ╱───         ╲      ╱      ╲     ╱    │
       ──╲         ╱──              ╲    ╱        │   │     │
          ───   ───                  ╲  ╱         │   │     │
`,
  );
  assertPicture(
    drawing,
    `
-----------                     \\            /  |       |   |
                                 \\          /   \\       /   |
--\\                       /--     \\        /     |     |    |
   ---\\               /---         \\      /      \\     /    |
       --\\         /--              \\    /        |   |     |
          ---   ---                  \\  /         |   |     |
`,
    { charset: "ascii" },
  );
});

Deno.test("[R30] a line looks the same from both ends", () => {
  const corners: [number, number][] = [[0, 0], [9, 4], [14, 4], [14, 8], [
    3,
    6,
  ]];
  const expected = `
─╲
  ─╲
    ─╲
      ─╲
        ──────┐
              │
   ──╲        │
      ─────╲  │
            ──┘
`;
  assertPicture([line(...corners)], expected);
  assertPicture([line(...[...corners].reverse())], expected);
});

Deno.test("[R30] a line within one cell is a short line", () => {
  assertPicture(
    [line([0, 0], [0, 0]), line([4, 0], [5, 0])],
    `
─   ──
`,
  );
});

Deno.test("[R31] a route in right angles", () => {
  assertPicture(
    [
      { ...line([0, 0], [9, 4]), route: "elbow" },
      { ...line([14, 0], [18, 4]), route: "elbow", stroke: "rounded" },
      { ...line([22, 4], [36, 2], [36, 0]), route: "elbow" },
    ],
    `
────┐         │                     │
    │         │                     │
    │         ╰───╮          ┌──────┘
    │             │          │
    └─────        │   ───────┘
`,
  );
});
