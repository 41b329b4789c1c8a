import { memberOn } from "./member.ts";
import type { Ears, Member, Place } from "./protocol.ts";
import { jsonOf, Wire } from "./socket.ts";

/**
 * Comes into a room of the bare fan-out. What is sent is, but for the digits of `seq`, byte by byte
 * what inkroom makes of the same change.
 */
export async function joinFanOut(
  place: Place,
  index: number,
  ears: Ears,
): Promise<Member> {
  const wire = await Wire.open(place, `${place.url}/${place.room}`, (data) => {
    for (const { ops: [op] } of jsonOf(data).events) {
      ears.heard(Number(op.id.slice(1)), op.props.x);
    }
  });
  let seq = 10_000;
  return memberOn(wire, (n) =>
    wire.send(JSON.stringify({
      seq: ++seq,
      userId: "u_0123456789abcdef0123",
      at: Date.now(),
      ops: [{ op: "set", id: `s${index}`, props: { x: n } }],
    })));
}
