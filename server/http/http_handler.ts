/**
 * Answers HTTP requests by the table of routes (P20, P21, P27).
 *
 * @module
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import { StoreError } from "../store/store.ts";
import { type PathPattern, pathPattern } from "./path_pattern.ts";
import { type HttpContext, HttpError, type Reply, text } from "./route.ts";
import { ROUTES } from "./routes.ts";
import { sendReply } from "./send_reply.ts";

/** What the handler works with. */
export interface HttpOptions extends HttpContext {
  /** Is a browser that shows a page of this origin let in? (L3) */
  readonly isAllowedOrigin: (origin: string | undefined) => boolean;
  /** Tells the operator. */
  readonly log: (line: string) => void;
}

const TABLE: readonly (readonly [PathPattern, typeof ROUTES[number]])[] = ROUTES
  .map((route) => [pathPattern(route.path), route] as const);

/** Makes the listener for the requests of a `node:http` server. */
export function httpHandler(
  options: HttpOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    // The peer may go away before it has its answer.
    response.on("error", () => response.destroy());
    answer(request, options)
      .then((reply) => sendReply(reply, request.method === "HEAD", response))
      .catch((error) => {
        options.log(`http: ${error instanceof Error ? error.message : error}`);
        response.destroy();
      });
  };
}

async function answer(
  request: IncomingMessage,
  options: HttpOptions,
): Promise<Reply> {
  try {
    return await route(request, options);
  } catch (error) {
    if (error instanceof HttpError) return text(error.status, error.message);
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
  options: HttpOptions,
): Reply | Promise<Reply> {
  const { method = "GET", url = "/", headers } = request;
  const isReading = method === "GET" || method === "HEAD";
  if (!isReading && !options.isAllowedOrigin(headers.origin)) {
    const message =
      "pages of this origin may not change anything here; start the server with --allow-origin";
    return text(403, message);
  }
  const [path = "/", search = ""] = url.split(/\?(.*)/s, 2);
  for (const [pattern, { handle }] of TABLE) {
    const params = pattern(path);
    if (params === null) continue;
    if (!isReading) {
      return text(405, `${method} is not possible here; GET is`);
    }
    const query = new URLSearchParams(search);
    return handle({ params, query }, options);
  }
  const known = TABLE.map(([, { path }]) => path).join(" ");
  return text(404, `nothing is here; there is ${known}, and WebSockets at /ws`);
}
