import { assertPicture, cells, type Sketch } from "../testing/picture.ts";

const sizes = (stroke: Sketch["stroke"]): Sketch[] =>
  [
    cells(0, 0, 1, 1),
    cells(3, 0, 2, 2),
    cells(7, 0, 5, 3),
    cells(14, 0, 14, 7),
    cells(30, 0, 9, 9),
    cells(41, 0, 14, 8),
    cells(57, 0, 16, 4),
  ].map((geometry) => ({ type: "diamond", ...geometry, stroke }));

Deno.test("[R21] diamonds of many sizes", () => {
  assertPicture(
    sizes("light"),
    `
⋄  ╱╲   ╱⎺╲         ╱╲            ∧            ╱╲              ╱⎺⎺╲
   ╲╱  ‹   ›      ╱⎺  ⎺╲         ╱ ╲         ╱⎺  ⎺╲      ╱⎺⎺⎺⎺⎺    ⎺⎺⎺⎺⎺╲
        ╲⎽╱    ╱⎺⎺      ⎺⎺╲     ╱   ╲      ╱⎺      ⎺╲    ╲⎽⎽⎽⎽⎽    ⎽⎽⎽⎽⎽╱
              ‹            ›   ╱     ╲   ╱⎺          ⎺╲        ╲⎽⎽╱
               ╲⎽⎽      ⎽⎽╱   ‹       ›  ╲⎽          ⎽╱
                  ╲⎽  ⎽╱       ╲     ╱     ╲⎽      ⎽╱
                    ╲╱          ╲   ╱        ╲⎽  ⎽╱
                                 ╲ ╱           ╲╱
                                  ∨
`,
  );
});

Deno.test("[R21] diamonds of many sizes, in ASCII", () => {
  assertPicture(
    sizes("ascii"),
    `
o  /\\   .-.         /\\            ^            /\\              .--.
   \\/  <   >      .'  '.         / \\         .'  '.      .----'    '----.
        '-'    .-'      '-.     /   \\      .'      '.    '----.    .----'
              <            >   /     \\   .'          '.        '--'
               '-.      .-'   <       >  '.          .'
                  '.  .'       \\     /     '.      .'
                    \\/          \\   /        '.  .'
                                 \\ /           \\/
                                  v
`,
  );
});
