/**
 * `draw`: a client of one room, on this process's terminal; without a terminal, the room as text.
 *
 * The first frame comes first: what a room needs is loaded when the screen is there (T40).
 *
 * @module
 */

import { systemClock } from "../../shared/client/clock.ts";
import { colorDepth } from "../terminal/color_depth.ts";
import { type Guard, guard } from "../terminal/lifecycle.ts";
import { localStreams } from "../terminal/streams.ts";
import { unfit } from "../terminal/unfit.ts";
import { type ChosenKeys, chosenKeys } from "./chosen_keys.ts";
import type { DrawConfig } from "./config.ts";
import type { DrawHooks } from "./draw_hooks.ts";
import type { Entered } from "./enter_room.ts";
import { writeAll } from "./write_all.ts";

/** Draws until the user leaves, then ends the process. */
export async function draw(
  config: DrawConfig,
  hooks: DrawHooks = {},
): Promise<never> {
  const streams = localStreams();
  const reason = unfit(streams);
  if (reason !== null && !config.screenReader) {
    const { printRoom } = await import("./print_room.ts");
    return await printRoom(config, reason, hooks);
  }
  const keys = await keysOrExit(config, hooks);
  if (config.screenReader) {
    const { readRoom } = await import("./read_room.ts");
    return await readRoom(config, hooks);
  }
  // Ink takes a while to load: whoever needs no screen does without.
  const { openScreen } = await import("../opening.ts");
  let watch: Guard | null = null, entered: Entered | null = null;
  const beforeExit = async () => {
    await entered?.leave();
    await hooks.beforeExit?.();
  };
  try {
    const opening = await openScreen({
      streams,
      depth: colorDepth(streams.env),
      clock: systemClock,
      room: config.room,
      keyOf: keys.keyOf,
      onTerminal: (terminal) => watch = guard(terminal, { beforeExit }),
    });
    await opening.painted;
    const { enterRoom } = await import("./enter_room.ts");
    entered = await enterRoom({ config, hooks, opening, streams, keys });
    return await entered.ended === "left"
      ? await watchOf(watch).exit(0)
      : await watchOf(watch).hangUp();
  } catch (error) {
    // Without a guard no terminal was taken over, and none has to be given back.
    if (watch === null) throw error;
    return await watchOf(watch).fail(error);
  }
}

/** The chosen keys; where they can't be read, one line that says why, and exit code 2 (T5). */
async function keysOrExit(
  { keys }: DrawConfig,
  hooks: DrawHooks,
): Promise<ChosenKeys> {
  try {
    return await chosenKeys(keys);
  } catch (error) {
    await hooks.beforeExit?.();
    await writeAll(Deno.stderr, `inkroom: ${(error as Error).message}\n`);
    return Deno.exit(2);
  }
}

function watchOf(watch: Guard | null): Guard {
  if (watch === null) {
    throw new TypeError("Cannot draw: no terminal was opened");
  }
  return watch;
}
