/**
 * Short lines that tell the user something, for a while.
 *
 * @module
 */

import type { Model } from "./model.ts";

/** A line that the user should see. */
export interface Notice {
  readonly text: string;
  readonly tone: "info" | "warning" | "error";
  /** When it goes, in milliseconds since 1970. */
  readonly until: number;
}

/** How long a line stays, in milliseconds. */
const STAYS = { info: 3_000, warning: 6_000, error: 10_000 } as const;

/** No more than this is kept, however fast they come. */
const MOST = 8;

/** With a line to show, for a time that fits its tone, or for `stays` milliseconds. */
export function notify(
  model: Model,
  text: string,
  tone: Notice["tone"],
  now: number,
  stays: number = STAYS[tone],
): Model {
  const others = model.notices.filter((notice) => notice.text !== text);
  const notice = { text, tone, until: now + stays };
  return { ...model, notices: [...others, notice].slice(-MOST) };
}

/** Without the lines whose time is over. */
export function expireNotices(model: Model, now: number): Model {
  const notices = model.notices.filter((notice) => notice.until > now);
  return notices.length === model.notices.length
    ? model
    : { ...model, notices };
}

/** When the next line goes; `null` when there is none. */
export function nextExpiry(model: Model): number | null {
  return model.notices.length === 0
    ? null
    : Math.min(...model.notices.map((notice) => notice.until));
}
