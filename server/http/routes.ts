/**
 * The table of routes: a new one is a file in `routes/` and a line here. The first that matches
 * answers.
 *
 * @module
 */

import type { Route } from "./route.ts";
import { healthz } from "./routes/healthz.ts";
import { metrics } from "./routes/metrics.ts";
import { room } from "./routes/room.ts";
import { roomJson } from "./routes/room_json.ts";
import { roomText } from "./routes/room_text.ts";
import { rooms } from "./routes/rooms.ts";

/** Every path that can be asked for. */
export const ROUTES: readonly Route[] = [
  rooms,
  roomText,
  roomJson,
  room,
  healthz,
  metrics,
];
