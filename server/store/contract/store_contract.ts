/**
 * What every store promises (E16, E17, E20, E21), as one suite to run over each of them.
 *
 * @module
 */

import type { Store } from "../store.ts";
import { testAnswers } from "./answers_contract.ts";
import { testChat } from "./chat_contract.ts";
import { testLifetime } from "./lifetime_contract.ts";
import { testLog } from "./log_contract.ts";
import { testPeople } from "./people_contract.ts";
import { testRooms } from "./rooms_contract.ts";
import { testSnapshots } from "./snapshots_contract.ts";

/** A fault that a store under test can be made to have. */
export type Fault = "unavailable" | "unknown_written" | "unknown_lost";

/** A store under test. */
export interface Opened {
  readonly store: Store;
  /** Closes the store and opens the same data anew. */
  readonly reopen: () => Promise<Store>;
  /** The next append has this fault; call what is returned to end it. */
  readonly cause: (fault: Fault) => Promise<() => void>;
  /** Closes and cleans up. */
  readonly dispose: () => Promise<void>;
}

/** Registers one promise: its rule and its words, and what a store has to do to keep it. */
export type Check = (
  title: string,
  body: (opened: Opened) => Promise<void>,
) => void;

/** Registers the tests of the contract for one kind of store. */
export function testStore(name: string, open: () => Promise<Opened>): void {
  const check: Check = (title, body) => {
    const [, rule, rest] = /^(\[.*?\]) (.*)$/.exec(title)!;
    Deno.test(`${rule} ${name}: ${rest}`, async () => {
      const opened = await open();
      try {
        await body(opened);
      } finally {
        await opened.dispose();
      }
    });
  };

  for (
    const part of [
      testRooms,
      testLog,
      testAnswers,
      testSnapshots,
      testChat,
      testPeople,
      testLifetime,
    ]
  ) {
    part(check);
  }
}
