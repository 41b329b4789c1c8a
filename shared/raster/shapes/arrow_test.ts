import {
  assertPicture,
  cells,
  type Sketch,
  through,
} from "../testing/picture.ts";

const arrow = (...corners: [number, number][]) =>
  ({ type: "arrow", ...through(...corners) }) as const;

Deno.test("[R31] a head agrees with the last direction", () => {
  const drawing: Sketch[] = [
    arrow([0, 1], [5, 1]),
    arrow([13, 1], [8, 1]),
    arrow([16, 0], [16, 2]),
    arrow([19, 2], [19, 0]),
    arrow([22, 0], [28, 2]),
    arrow([36, 2], [32, 0]),
    arrow([40, 0], [42, 2]),
    { ...arrow([46, 0], [52, 0], [52, 2]), startHead: "arrow" },
    arrow([56, 1], [56, 1]),
  ];
  assertPicture(
    drawing,
    `
                │  ▴  ─╲        ◄╲      ╲     ◄─────┐
─────►  ◄─────  │  │    ──╲       ╲      ╲          │   ►
                ▾  │       ─►      ──     ▾         ▾
`,
  );
  assertPicture(
    drawing,
    `
                |  ^  -\\        <\\      \\     <-----+
----->  <-----  |  |    --\\       \\      \\          |   >
                v  |       ->      --     v         v
`,
    { charset: "ascii" },
  );
});

Deno.test("[R32] a bound end lies in the cell just outside of its side, at every zoom", () => {
  const side = (id: string, side: "left" | "right" | "top" | "bottom") => ({
    id,
    side,
    ratio: 0.5,
  });
  const drawing: Sketch[] = [
    { id: "a", type: "rectangle", ...cells(0, 0, 11, 5), text: "a" },
    { id: "b", type: "rectangle", ...cells(25, 0, 11, 5), text: "b" },
    {
      id: "c",
      type: "ellipse",
      x: 30 * 8,
      y: 12 * 16,
      radiusX: 48,
      radiusY: 48,
    },
    {
      ...arrow([0, 0], [1, 1]),
      start: side("a", "right"),
      end: side("b", "left"),
    },
    {
      ...arrow([0, 0], [1, 1]),
      start: side("b", "bottom"),
      end: side("c", "top"),
    },
    {
      ...arrow([0, 0], [1, 1]),
      start: side("a", "bottom"),
      end: side("c", "left"),
      route: "elbow",
    },
  ];
  assertPicture(
    drawing,
    `
┌─────────┐              ┌─────────┐
│         │              │         │
│    a    ├─────────────►│    b    │
│         │              │         │
└────┬────┘              └────┬────┘
     │                        │
     │                        │
     │                        │
     │                        ▾
     │                     ╭────╮
     │                   ╭─╯    ╰─╮
     │                  ╭╯        ╰╮
     └─────────────────►╰╮        ╭╯
                         ╰─╮    ╭─╯
                           ╰────╯
`,
  );
  assertPicture(
    drawing,
    `
┌────┐       ┌───┐
│ a  ├──────►│ b │
└──┬─┘       └─┬─┘
   │           │
   │           ▾
   │        ╭────╮
   └───────►│    │
            ╰────╯
`,
    { view: { column: 0, row: 0, zoom: 50 } },
  );
  assertPicture(
    drawing,
    `
─┬───►─┬─
 │     ▾
 │    ╭─╮
 └───►╰─╯
`,
    { view: { column: 0, row: 0, zoom: 25 } },
  );
  assertPicture(
    drawing,
    `
┌────────────────────┐                            ┌────────────────────┐
│                    │                            │                    │
│                    │                            │                    │
│                    │                            │                    │
│         a          │                            │         b          │
│                    ├───────────────────────────►│                    │
│                    │                            │                    │
│                    │                            │                    │
│                    │                            │                    │
└──────────┬─────────┘                            └──────────┬─────────┘
           │                                                 │
           │                                                 │
           │                                                 │
           │                                                 ╱
           │                                                │
           │                                                │
           │                                                │
           │                                                ▾
           │                                           ╭────────╮
           │                                        ╭──╯        ╰──╮
           │                                      ╭─╯              ╰─╮
           │                                     ╭╯                  ╰╮
           │                                    ╭╯                    ╰╮
           │                                    │                      │
           └───────────────────────────────────►│                      │
                                                ╰╮                    ╭╯
                                                 ╰╮                  ╭╯
                                                  ╰─╮              ╭─╯
                                                    ╰──╮        ╭──╯
                                                       ╰────────╯
`,
    { view: { column: 0, row: 0, zoom: 200 } },
  );
});
