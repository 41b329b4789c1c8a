/**
 * Answers HTTP requests by the table of routes.
 *
 * @module
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import { StaleError, StoreError } from "../store/store.ts";
import { type PathPattern, pathPattern } from "./path_pattern.ts";
import { sendReply } from "./send_reply.ts";
import { readBody } from "./request_body.ts";
import { HttpError } from "./http_error.ts";
import { type HttpContext, type Reply, type Route, text } from "./route.ts";
import { ROUTES } from "./routes.ts";

/** What the handler works with. */
export interface HttpOptions extends HttpContext {
  /** Is a browser that shows a page of this origin let in? (L3) */
  readonly isAllowedOrigin: (origin: string | undefined) => boolean;
  /** Tells the operator. */
  readonly log: (line: string) => void;
}

const TABLE: readonly (readonly [PathPattern, Route])[] = ROUTES
  .map((route) => [pathPattern(route.path), route] as const);

/** The door for plain HTTP. */
export interface HttpDoor {
  /** Takes a request of a `node:http` server. */
  readonly listener: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => void;
  /** Resolves when all requests that were taken are answered. */
  readonly settled: () => Promise<void>;
}

/** Makes the door. */
export function httpDoor(options: HttpOptions): HttpDoor {
  const underWay = new Set<Promise<void>>();
  return {
    listener(request, response) {
      const work = serve(request, response, options);
      underWay.add(work);
      work.then(() => underWay.delete(work));
    },
    settled: async () => void await Promise.all(underWay),
  };
}

/** Answers one request; never rejects. */
async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
): Promise<void> {
  // The peer may go away before it has its answer.
  const gone = new AbortController();
  response.on("error", () => response.destroy());
  response.on("close", () => gone.abort());
  try {
    const reply = await answer(request, gone.signal, options);
    await sendReply(reply, request.method === "HEAD", response);
  } catch (error) {
    options.log(`http: ${error instanceof Error ? error.message : error}`);
    response.destroy();
  }
}

async function answer(
  request: IncomingMessage,
  signal: AbortSignal,
  options: HttpOptions,
): Promise<Reply> {
  try {
    return await route(request, signal, options);
  } catch (error) {
    if (error instanceof HttpError) {
      return { ...text(error.status, error.message), headers: error.headers };
    }
    if (error instanceof StaleError) {
      return text(410, `${error.message}; ask from ${error.horizon} on`);
    }
    const detail = error instanceof Error ? error.message : String(error);
    options.log(`http: ${detail}`);
    if (error instanceof StoreError) {
      return text(503, "the server can't read this now; try again later");
    }
    return text(500, "the server failed to answer; its log says why");
  }
}

function route(
  request: IncomingMessage,
  signal: AbortSignal,
  options: HttpOptions,
): Reply | Promise<Reply> {
  const { method = "GET", url = "/", headers } = request;
  const isReading = method === "GET" || method === "HEAD";
  if (!isReading && !options.isAllowedOrigin(headers.origin)) {
    const message =
      "pages of this origin may not change anything here; start the server with --allow-origin";
    throw new HttpError(403, message);
  }
  const { clock, limits, tolls } = options;
  const address = request.socket.remoteAddress ?? "unknown";
  tolls.byAddress(address, "request", clock.now());
  const [path = "/", search = ""] = url.split(/\?(.*)/s, 2);
  const { found, params } = find(path, isReading ? "GET" : method);
  if (found.toll !== undefined) {
    tolls.byAddress(address, found.toll, clock.now());
  }
  return found.handle({
    params,
    query: new URLSearchParams(search),
    headers,
    address,
    signal,
    body: () => readBody(request, limits.frameBytes),
  }, options);
}

/** @throws {HttpError} 404 or 405. */
function find(
  path: string,
  method: string,
): { found: Route; params: Record<string, string> } {
  const possible: string[] = [];
  for (const [pattern, found] of TABLE) {
    const params = pattern(path);
    if (params === null) continue;
    const wanted = found.method ?? "GET";
    if (wanted === method) return { found, params };
    possible.push(wanted);
  }
  if (possible.length > 0) {
    const [only] = possible;
    const allow = only === "GET" ? "GET, HEAD" : only!;
    const message = `${method} is not possible here; ${only} is`;
    throw new HttpError(405, message, { allow });
  }
  const known = [...new Set(TABLE.map(([, { path }]) => path))].join(" ");
  const message = `nothing is here; there is ${known}, and WebSockets at /ws`;
  throw new HttpError(404, message);
}
