/**
 * `draw` as it is, with an exception that nobody catches as soon as the room has a shape with the
 * id `throw`, or a rejection as soon as it has one with the id `reject`: for the test that the
 * terminal is clean after that.
 *
 * @module
 */

import { readCommandLine } from "../../../tui/start/config.ts";
import { draw } from "../../../tui/start/draw.ts";

const line = readCommandLine(Deno.args, {
  env: (name) => Deno.env.get(name),
  random: Math.random,
});
if (line.kind !== "draw") throw new TypeError("Cannot draw: wrong flags");
await draw(line.config, {
  onClient: (client) => {
    client.on("change", ({ document }) => {
      const error = new Error("injected into the program");
      if (document.shapes.has("reject")) void Promise.reject(error);
      if (!document.shapes.has("throw")) return;
      queueMicrotask(() => {
        throw error;
      });
    });
  },
});
