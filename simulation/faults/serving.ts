/**
 * Faults of how a server deals with those who come, go, and do not read.
 *
 * @module
 */

import { ChatLog } from "../../server/room/members/chat_log.ts";
import { Pipeline } from "../../server/room/pipeline.ts";
import type { RoomEffect } from "../../server/room/room_message.ts";
import { Room } from "../../server/room/room.ts";
import type { Frame } from "../../server/ws/frame.ts";
import { JoinedRooms } from "../../server/ws/joined_rooms.ts";
import { SendQueue } from "../../server/ws/send_queue.ts";
import { ChatSender } from "../../shared/client/chat_sender.ts";
import { type Fault, patch } from "./fault.ts";

/** Somebody is forgotten, or not. */
export const SERVING_FAULTS: readonly Fault[] = [
  {
    name: "reads not tried again",
    what: "what could not be read once is never asked for again",
    inject: () => patch(Pipeline.prototype, "wake", () => () => []),
  },
  {
    name: "entered after leaving",
    what: "who goes while on the way in stays in the room for ever",
    inject: () => patch(JoinedRooms.prototype, "hasEnded", () => () => false),
  },
  {
    name: "presence lost in a stall",
    what: "who did not read for a while is not told where others are by then",
    plan: { floods: true, steps: { least: 20, most: 40 } },
    inject: () =>
      patch(
        SendQueue.prototype,
        "sendDroppable",
        (send: SendQueue["sendDroppable"]) =>
          function (this: SendQueue, frame: Frame) {
            send.call(this, frame);
            return true;
          },
      ),
  },
  {
    name: "lines for their speaker alone",
    what: "a line of chat is told to who said it, and to those who come later",
    inject: () =>
      patch(
        Room.prototype,
        "handle",
        (handle: Room["handle"]) =>
          function (this: Room, input: Parameters<Room["handle"]>[0]) {
            return handle.call(this, input).map((effect): RoomEffect =>
              effect.type === "said" && effect.from !== null
                ? { ...effect, to: effect.from.memberId }
                : effect
            );
          },
      ),
  },
  {
    name: "no lines at join",
    what: "who comes in is not told what was said before",
    inject: () => patch(ChatLog.prototype, "lines", () => () => []),
  },
  {
    name: "lines said once",
    what: "what was said while the line broke is not said again",
    inject: () =>
      patch(
        ChatSender.prototype,
        "joined",
        (joined: ChatSender["joined"]) =>
          function (this: ChatSender) {
            Object.defineProperty(this, "unsaid", {
              value: [],
              configurable: true,
            });
            joined.call(this);
            Reflect.deleteProperty(this, "unsaid");
          },
      ),
  },
];
