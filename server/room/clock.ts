/**
 * Time, as it is handed to those who need it.
 *
 * @module
 */

import type { Clock as ClientClock } from "../../shared/client/clock.ts";

/** Tells the wall's time and calls back later; nothing on the server needs more of a clock. */
export type Clock = Pick<ClientClock, "now" | "after">;
