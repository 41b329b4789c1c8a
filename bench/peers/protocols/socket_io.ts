import { memberOn } from "./member.ts";
import type { Ears, Member, Place } from "./protocol.ts";
import { Wire } from "./socket.ts";

/** Comes into a room of the relay, in the text protocol of socket.io over a WebSocket. */
export async function joinRelay(
  place: Place,
  index: number,
  ears: Ears,
): Promise<Member> {
  const ready = Promise.withResolvers<void>();
  const decoder = new TextDecoder();
  const url = `${place.url}/socket.io/?EIO=4&transport=websocket`;
  const wire = await Wire.open(place, url, (data, wire) => {
    const text = decoder.decode(data);
    if (text.startsWith("0")) return wire.send("40");
    if (text === "2") return wire.send("3");
    if (text.startsWith("40")) {
      return wire.send(`42${JSON.stringify(["join-room", place.room])}`);
    }
    const [event, payload] = JSON.parse(text.slice(2));
    if (event === "joined") return ready.resolve();
    const shape = JSON.parse(payload);
    ears.heard(Number(shape.id.slice(1)), shape.x);
  });
  await ready.promise;
  return memberOn(wire, (n) => {
    const shape = { id: `s${index}`, type: "rectangle", x: n, y: 0 };
    const message = ["server-broadcast", place.room, JSON.stringify(shape)];
    wire.send(`42${JSON.stringify(message)}`);
  });
}
