import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import { RoomClient } from "../../shared/client/room_client.ts";

/** A client whose line never opens: what is drawn is pending for ever. */
export function offlineClient(clock: FakeClock = new FakeClock()): RoomClient {
  return new RoomClient({
    server: "ws://nowhere.invalid",
    roomId: "lobby",
    name: "ana",
    clock,
    random: () => 0.5,
    connect: () => ({ send() {}, close() {}, terminate() {} }),
  });
}
