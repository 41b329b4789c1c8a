/**
 * The messages of the first design, a web whiteboard that sent each shape as a chat line (P15).
 *
 * @module
 */

import { z } from "zod";
import { wireRoomIdSchema } from "./ids.ts";

/** Everything that a client of the first design sends; keys it invented on top are ignored. */
export const chatDialectMessageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("join_room"), roomId: wireRoomIdSchema }),
  z.object({ type: z.literal("leave_room"), roomId: wireRoomIdSchema }),
  z.object({
    type: z.literal("chat"),
    roomId: wireRoomIdSchema,
    message: z.string(),
  }),
], {
  error: (issue) =>
    issue.code === "invalid_union"
      ? "type must be join_room, chat or leave_room; say hello first for anything else"
      : undefined,
});

/** Anything that a client of the first design sends. */
export type ChatDialectMessage = z.infer<typeof chatDialectMessageSchema>;
