/**
 * Bots that post transactions over HTTP, under keys that make it safe to post again (E16).
 *
 * @module
 */

import type { Reply, RouteRequest } from "../../server/http/route.ts";
import type { Op } from "../../shared/schema/op.ts";
import { must } from "../violation.ts";
import { IDENTITY, ROOM } from "./sim_server.ts";

/** What posters need of the world. */
export interface PosterHost {
  /** Posts to a server; never resolves if that is dead, or dies before it has answered. */
  readonly post: (server: number, request: RouteRequest) => Promise<Reply>;
  /** Calls back after some milliseconds. */
  readonly later: (ms: number, run: () => void) => void;
  /** A post is about to go out: under this name its number 1 is kept. */
  readonly sent: (client: string, body: string) => void;
  /** The reply to it. */
  readonly told: (client: string, reply: Record<string, unknown>) => void;
  readonly fail: (error: unknown) => void;
}

interface Post {
  readonly server: number;
  readonly client: string;
  readonly request: RouteRequest;
}

/** Milliseconds after which a post that has no answer is posted again. */
const PATIENCE_MS = 700;

/** Replies after which the same is posted again later. */
const BUSY: ReadonlySet<number> = new Set([429, 503]);

/** Two people, whose keys are the same: a key is its person's own. */
export class Posters {
  readonly #host: PosterHost;
  readonly #posts: Post[] = [];
  readonly #open = new Set<Post>();
  readonly #keys = [0, 0];

  constructor(host: PosterHost) {
    this.#host = host;
  }

  /** Is everything answered? */
  get isIdle(): boolean {
    return this.#open.size === 0;
  }

  /** Somebody posts operations under their next key. */
  post(
    person: number,
    server: number,
    tx: { readonly group: string; readonly ops: readonly Op[] },
  ): void {
    const secret = `poster-${person}-0123456789`;
    const key = `key-${this.#keys[person]!++}`;
    const client = IDENTITY.clientHash(
      `key:${IDENTITY.userId(secret)}:${key}`,
    );
    const body = JSON.stringify(tx);
    const post: Post = {
      server,
      client,
      request: {
        params: { id: ROOM },
        query: new URLSearchParams(),
        headers: {
          authorization: `Bearer ${secret}`,
          "idempotency-key": key,
        },
        address: "127.0.0.1",
        signal: new AbortController().signal,
        body: () => Promise.resolve(body),
      },
    };
    this.#posts.push(post);
    this.#open.add(post);
    this.#host.sent(client, body);
    this.#attempt(post, server);
  }

  /** One of the posts is posted once more, answered or not. */
  repeat(choice: number): void {
    const post = this.#posts[choice % this.#posts.length];
    if (post !== undefined) void this.#ask(post, post.server);
  }

  #attempt(post: Post, server: number): void {
    if (!this.#open.has(post)) return;
    void this.#ask(post, server);
    this.#host.later(PATIENCE_MS, () => this.#attempt(post, server + 1));
  }

  async #ask(post: Post, server: number): Promise<void> {
    try {
      const reply = await this.#host.post(server, post.request);
      if (BUSY.has(reply.status)) return;
      must(
        reply.status !== 422,
        3,
        () => `the key of ${post.client} is taken for another's`,
      );
      this.#open.delete(post);
      this.#host.told(post.client, JSON.parse(String(reply.body)));
    } catch (error) {
      this.#host.fail(error);
    }
  }
}
