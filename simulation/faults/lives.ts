/**
 * Faults of how a client's connections are told apart.
 *
 * @module
 */

import { Listeners } from "../../server/bus/listeners.ts";
import type { BusMessage } from "../../server/bus/bus.ts";
import { Connection } from "../../server/ws/connection.ts";
import { Life } from "../../shared/client/outbox/life.ts";
import { type Fault, patch } from "./fault.ts";

const plan = { servers: 2, restarts: true };

/** A process that is gone has the last word. */
export const LIFE_FAULTS: readonly Fault[] = [
  {
    name: "lives not counted",
    what: "a greeting of a process that is gone takes the next one's place",
    plan,
    inject: () => patch(Life.prototype, "number", () => () => 1),
  },
  {
    name: "life told before it is kept",
    what: "a process that dies early is followed by one that counts alike",
    plan,
    inject: () => patch(Life.prototype, "keeping", () => () => null),
  },
  {
    name: "lives kept from other servers",
    what:
      "a greeting of a process that is gone wins, if it is another server's",
    plan,
    inject: () =>
      patch(
        Listeners.prototype,
        "tell",
        (tell: Listeners["tell"]) =>
          function (this: Listeners, message: BusMessage) {
            if (message.type !== "clients") return tell.call(this, message);
            const clients = message.clients.map(({ attempt, ...where }) => {
              const { run = "", number = 1 } = attempt ?? {};
              return { ...where, attempt: attempt && { run, number } };
            });
            return tell.call(this, { ...message, clients });
          },
      ),
  },
  {
    name: "a copy is shut out",
    what: "who starts from a copy of an outbox is not told what to count above",
    plan,
    inject: () =>
      patch(
        Connection.prototype,
        "giveWay",
        (giveWay: Connection["giveWay"]) =>
          function (this: Connection) {
            return giveWay.call(this, null);
          },
      ),
  },
];
