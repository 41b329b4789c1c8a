/**
 * `draw` as it is, with an exception thrown where nobody catches it, as soon as the room has a
 * shape with the id `throw`: for the test that the terminal is clean after that.
 *
 * @module
 */

import { readCommandLine } from "../../../tui/config.ts";
import { draw } from "../../../tui/draw.ts";

const line = readCommandLine(Deno.args, {
  env: (name) => Deno.env.get(name),
  random: Math.random,
});
if (line.kind !== "draw") throw new TypeError("Cannot draw: wrong flags");
await draw(line.config, {
  onClient: (client) => {
    client.on("change", ({ document }) => {
      if (!document.shapes.has("throw")) return;
      queueMicrotask(() => {
        throw new Error("injected into the program");
      });
    });
  },
});
