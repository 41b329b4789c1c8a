/**
 * What comes from a room, as messages: everything but the drawing itself.
 *
 * @module
 */

import type { RoomClient } from "../../shared/client/room_client.ts";
import { clockWords } from "./clock_words.ts";
import type { Message } from "../state/message.ts";
import type { Visit } from "./visits.ts";

/** Hands on what happens, as messages; the functions returned end that. */
export function hear(
  { client, couriers = [], elsewhere = [], now }:
    & Pick<Visit, "client" | "couriers" | "elsewhere">
    & { now(): number },
  dispatch: (message: Message) => void,
): (() => void)[] {
  return [
    client.on("status", (status) => dispatch({ type: "status", status })),
    client.on("members", () => {
      const { members, memberId } = client;
      dispatch({ type: "members", members, memberId });
    }),
    client.on("presence", (presences) => {
      dispatch({ type: "presences", presences });
    }),
    ...[client, ...couriers].flatMap((each) => hearAnswers(each, dispatch)),
    ...elsewhere.map((left) =>
      left.client.on("refused", ({ nack }) => {
        const message = `In ${left.room}: ${nack.message}`;
        dispatch({ type: "refused", message });
      })
    ),
    ...hearChat(client, now, dispatch),
  ];
}

/** What is said; what was said before we came is no news. */
function hearChat(
  client: RoomClient,
  now: () => number,
  dispatch: (message: Message) => void,
): (() => void)[] {
  let isIn = client.status.state === "synced";
  return [
    client.on("synced", () => {
      isIn = true;
    }),
    client.on("renewed", () => {
      // The last lines come once more.
      isIn = false;
      dispatch({ type: "renewed" });
    }),
    client.on("said", ({ userId, name, text, at }) => {
      dispatch({ type: "met", userId, name });
      const line = { userId, name, text, clock: clockWords(at, now()) };
      dispatch({ type: "said", line, isNews: isIn });
    }),
  ];
}

/** What becomes of our work. */
function hearAnswers(
  client: RoomClient,
  dispatch: (message: Message) => void,
): (() => void)[] {
  return [
    client.on("refused", ({ nack }) => {
      dispatch({ type: "refused", message: nack.message });
    }),
    client.on("overrode", (registers) => {
      dispatch({ type: "overrode", registers });
    }),
    client.on("unkept", (reason) => {
      dispatch({ type: "unkept", reason });
    }),
  ];
}
