import type { Member } from "./protocol.ts";
import type { Wire } from "./socket.ts";

/** A member that is one socket. */
export function memberOn(wire: Wire, move: (n: number) => void): Member {
  return {
    move,
    get bytes() {
      return wire.bytes;
    },
    get isClosed() {
      return wire.isClosed;
    },
    stall: () => wire.stall(),
    resume: () => wire.resume(),
    close: () => wire.close(),
  };
}
