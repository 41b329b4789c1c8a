/**
 * What a route is: a path, and what is said there.
 *
 * @module
 */

import type { IncomingHttpHeaders } from "node:http";
import type { Limits } from "../../shared/schema/limits.ts";
import type { Clock } from "../room/clock.ts";
import type { RoomRegistry } from "../room/room_registry.ts";
import type { Identity } from "../identity.ts";
import type { HttpTolls } from "./http_tolls.ts";

/** What every route works with. */
export interface HttpContext {
  readonly registry: RoomRegistry;
  readonly identity: Identity;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly tolls: HttpTolls;
  /** Makes a secret that nobody can guess. */
  readonly makeSecret: () => string;
  /** Numbers for the operator, by the name of the metric. */
  readonly measure: () => Record<string, number>;
}

/** A request that matched a route. */
export interface RouteRequest {
  /** The parts of the path that the pattern names, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Where it comes from. */
  readonly address: string;
  /** Is aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /**
   * What was sent along.
   *
   * @throws {HttpError} 413 if it is larger than a message may be.
   */
  readonly body: () => Promise<string>;
}

/** Text, all of it or in parts, which are asked for as the reader takes them. */
export type ReplyBody = string | Iterable<string> | AsyncIterable<string>;

/** An answer. */
export interface Reply {
  readonly status: number;
  /** The media type. */
  readonly type: string;
  readonly body: ReplyBody;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One path that can be asked for. */
export interface Route {
  /** `GET` when left out, which answers `HEAD` as well. */
  readonly method?: "GET" | "POST";
  /** Such as `/rooms/:id.txt`. */
  readonly path: string;
  /** `heavy`: it costs more than most, and may be asked for less often. */
  readonly toll?: "heavy";
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
export function json(value: unknown, status = 200): Reply {
  return { status, type: JSON_TYPE, body: `${JSON.stringify(value)}\n` };
}

/** JSON, in parts. */
export function jsonParts(parts: Iterable<string>): Reply {
  return { status: 200, type: JSON_TYPE, body: parts };
}
