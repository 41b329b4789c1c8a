/**
 * Plays a film in a terminal, and leaves the terminal as it was.
 *
 * @module
 */

import type { Film } from "../../shared/formats/film.ts";
import { END } from "../../shared/formats/frame_writer.ts";
import type { Stage } from "./stage.ts";

const ENTER = "\x1b[?1049h";
const LEAVE = `${END}\x1b[?1049l`;
// deno-lint-ignore no-control-regex
const COLORS = /\x1b\[[0-9;]*m/g;

/**
 * Plays to the end, or until it is stopped.
 *
 * @returns whether it came to the end.
 */
export async function play(
  film: Film,
  stage: Stage,
  out: (text: string) => void,
): Promise<boolean> {
  let now = 0;
  out(ENTER);
  try {
    for (const { time, data } of film.frames) {
      if (time > now) await stage.wait((time - now) * 1000, stage.stopped);
      if (stage.stopped.aborted) return false;
      now = time;
      out(stage.color ? data : data.replace(COLORS, ""));
    }
    return true;
  } finally {
    out(LEAVE);
  }
}
