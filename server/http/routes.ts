/**
 * The table of routes: a new one is a file in `routes/` and a line here. The first that matches
 * answers.
 *
 * @module
 */

import type { Route } from "./route.ts";
import { blame } from "./routes/blame.ts";
import { delta } from "./routes/delta.ts";
import { drawings, pastDrawings } from "./routes/drawing.ts";
import { events } from "./routes/events.ts";
import { healthz } from "./routes/healthz.ts";
import { metrics } from "./routes/metrics.ts";
import { ops } from "./routes/ops.ts";
import { people } from "./routes/people.ts";
import { room } from "./routes/room.ts";
import { rooms } from "./routes/rooms.ts";
import { schema } from "./routes/schema.ts";
import { shapes } from "./routes/shapes.ts";

/** Every path that can be asked for. */
export const ROUTES: readonly Route[] = [
  rooms,
  ...drawings,
  room,
  events,
  delta,
  shapes,
  ops,
  ...pastDrawings,
  blame,
  people,
  schema,
  healthz,
  metrics,
];
