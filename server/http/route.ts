/**
 * What a route is: a path, and what is said there.
 *
 * @module
 */

import type { RoomRegistry } from "../room/room_registry.ts";

/** What every route works with. */
export interface HttpContext {
  readonly registry: RoomRegistry;
  /** Numbers for the operator, by the name of the metric. */
  readonly measure: () => Record<string, number>;
}

/** A request that matched a route. */
export interface RouteRequest {
  /** The parts of the path that the pattern names, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** An answer. */
export interface Reply {
  readonly status: number;
  /** The media type. */
  readonly type: string;
  /** Text; in parts where it is long, which are asked for as the reader takes them. */
  readonly body: string | Iterable<string>;
}

/** One path that can be asked for. */
export interface Route {
  /** Such as `/rooms/:id.txt`. */
  readonly path: string;
  handle(
    request: RouteRequest,
    context: HttpContext,
  ): Reply | Promise<Reply>;
}

const TEXT = "text/plain; charset=utf-8";
const JSON_TYPE = "application/json";

/** Plain text; a line break is put at its end. */
export function text(status: number, message: string): Reply {
  return { status, type: TEXT, body: `${message}\n` };
}

/** JSON, all at once. */
export function json(value: unknown): Reply {
  return { status: 200, type: JSON_TYPE, body: `${JSON.stringify(value)}\n` };
}

/** JSON, in parts. */
export function jsonParts(parts: Iterable<string>): Reply {
  return { status: 200, type: JSON_TYPE, body: parts };
}

/** A request can't be answered, and why. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
