import type { Ears, Member, Place } from "./protocol.ts";
import { jsonOf, Wire } from "./socket.ts";

/** Comes into a room of the bare fan-out: what is sent has the size of one of inkroom's events. */
export async function joinFanOut(
  place: Place,
  index: number,
  ears: Ears,
): Promise<Member> {
  const wire = await Wire.open(place, `${place.url}/${place.room}`, (data) => {
    for (const { ops: [op] } of jsonOf(data)) {
      ears.heard(Number(op.id.slice(1)), op.props.x);
    }
  });
  let seq = 10_000;
  return {
    move: (n) =>
      wire.send(JSON.stringify({
        seq: ++seq,
        userId: "u_0123456789abcdef0123",
        at: Date.now(),
        ops: [{ op: "set", id: `s${index}`, props: { x: n, y: 0 } }],
      })),
    get bytes() {
      return wire.bytes;
    },
    stall: () => wire.stall(),
    resume: () => wire.resume(),
    close: () => wire.close(),
  };
}
