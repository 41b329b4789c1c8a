/**
 * How many sockets one address may open, and how fast.
 *
 * @module
 */

import type { Limits } from "../../../shared/schema/limits.ts";
import { isLoopback } from "../../loopback.ts";
import { TokenBucket } from "../../../shared/client/token_bucket.ts";

/** Why a connection is refused. */
export interface AdmissionRefusal {
  readonly status: 429 | 503;
  readonly message: string;
}

interface Visitor {
  sockets: number;
  readonly bucket: TokenBucket;
}

/** Counts sockets, in all and by address. Loopback is spared the limits by address. */
export class Admission {
  readonly #limits: Limits;
  readonly #visitors = new Map<string, Visitor>();
  #sockets = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Open sockets. */
  get sockets(): number {
    return this.#sockets;
  }

  /** Lets a socket in (to be given back by {@linkcode Admission.leave}), or says why not. */
  enter(address: string, at: number): AdmissionRefusal | null {
    const { sockets, socketsPerAddress, connectsPerSecond, connectBurst } =
      this.#limits;
    if (this.#sockets >= sockets) {
      const message =
        `the server has ${sockets} connections, its limit; try again later`;
      return { status: 503, message };
    }
    if (!isLoopback(address)) {
      const visitor = this.#visitor(address, at);
      const rate = `${connectsPerSecond} a second after ${connectBurst}`;
      if (visitor.bucket.take(at) > 0) {
        const message =
          `too many new connections from ${address}: the limit is ${rate}`;
        return { status: 429, message };
      }
      if (visitor.sockets >= socketsPerAddress) {
        const message =
          `${address} has ${visitor.sockets} connections; the limit is ${socketsPerAddress}`;
        return { status: 429, message };
      }
      visitor.sockets++;
    }
    this.#sockets++;
    return null;
  }

  /** A socket that was let in is closed. */
  leave(address: string): void {
    this.#sockets--;
    const visitor = this.#visitors.get(address);
    if (visitor !== undefined) visitor.sockets--;
  }

  /** Forgets addresses that are gone and whose burst is whole again. */
  sweep(at: number): void {
    for (const [address, { sockets, bucket }] of this.#visitors) {
      if (sockets === 0 && bucket.isFull(at)) this.#visitors.delete(address);
    }
  }

  #visitor(address: string, at: number): Visitor {
    let visitor = this.#visitors.get(address);
    if (visitor === undefined) {
      const { connectsPerSecond, connectBurst } = this.#limits;
      const rate = { perSecond: connectsPerSecond, burst: connectBurst };
      visitor = { sockets: 0, bucket: new TokenBucket(rate, at) };
      this.#visitors.set(address, visitor);
    }
    return visitor;
  }
}
