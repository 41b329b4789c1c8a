import { assertPicture, round, type Sketch } from "../testing/picture.ts";

const sizes = (stroke: Sketch["stroke"]): Sketch[] =>
  [
    round(0, 0, 1, 1),
    round(3, 0, 6, 1),
    round(11, 0, 1, 5),
    round(14, 0, 2, 2),
    round(18, 0, 6, 3),
    round(26, 0, 10, 5),
    round(38, 0, 7, 6),
    round(47, 0, 24, 9),
  ].map((geometry) => ({ type: "ellipse", ...geometry, stroke }));

Deno.test("[R20] ellipses of many sizes, as a path of arms", () => {
  assertPicture(
    sizes("rounded"),
    `
◦  ──────  │  ╭╮  ╭────╮    ╭────╮      ╭─╮           ╭────────╮
           │  ╰╯  │    │  ╭─╯    ╰─╮  ╭─╯ ╰─╮     ╭───╯        ╰───╮
           │      ╰────╯  │        │  │     │   ╭─╯                ╰─╮
           │              ╰─╮    ╭─╯  │     │  ╭╯                    ╰╮
           │                ╰────╯    ╰─╮ ╭─╯  │                      │
                                        ╰─╯    ╰╮                    ╭╯
                                                ╰─╮                ╭─╯
                                                  ╰───╮        ╭───╯
                                                      ╰────────╯
`,
  );
});

Deno.test("[R20] ellipses of many sizes, in ASCII", () => {
  assertPicture(
    sizes("ascii"),
    `
o  ------  |  ..   .--.     .----.      .-.           .--------.
           |  ''  (    )  .'      '.  .'   '.     .--'          '--.
           |       '--'   (        )  |     |   .'                  '.
           |              '.      .'  |     |  /                      \\
           |                '----'    '.   .'  (                      )
                                        '-'    \\                      /
                                                '.                  .'
                                                  '--.          .--'
                                                      '--------'
`,
  );
});

Deno.test("[R34] a label fills the rows of the ellipse, each as wide as it is there, and is cut at the last", () => {
  assertPicture(
    [
      {
        type: "ellipse",
        ...round(0, 0, 20, 6),
        text: "round as it is\nbelow\na circle of lines",
      },
      { type: "circle", x: 30 * 8, y: 40, radius: 40, text: "circle" },
    ],
    `
    ╭──────────╮           ╭────╮
 ╭──╯ round as ╰──╮      ╭─╯    ╰─╮
╭╯     it is      ╰╮     │ circle │
╰╮     below      ╭╯     ╰─╮    ╭─╯
 ╰──╮a circle …╭──╯        ╰────╯
    ╰──────────╯
`,
  );
});
