/**
 * The past of a room whose server is in memory, for tests.
 *
 * @module
 */

import type { RoomClient } from "../../shared/client/room_client.ts";
import type {
  PastPerson,
  PastSource,
} from "../../shared/client/past/past_source.ts";
import type { FakeServer } from "../../shared/client/testing/fake_server.ts";
import { apply } from "../../shared/document/apply.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
  stampOf,
} from "../../shared/document/document.ts";
import { fromShapes } from "../../shared/document/snapshot.ts";
import { registersOf } from "../../shared/schema/shape.ts";

/** What of a past can be other than the log says. */
export interface PastWhims {
  /** Events up to this one were trimmed. */
  readonly horizon: number;
  /** The past can't be read as long as this is set. */
  readonly trouble: string | null;
  /** Whom the server remembers. */
  readonly known: readonly PastPerson[];
}

/** Reads the past from a server's log; `whims` are looked at with each question. */
export function serverPast(
  server: FakeServer,
  client: RoomClient,
  whims: PastWhims = { horizon: 0, trouble: null, known: [] },
): PastSource {
  const ask = async <T>(answer: () => T | Promise<T>): Promise<T> => {
    await Promise.resolve();
    if (whims.trouble !== null) throw new Error(whims.trouble);
    return await answer();
  };
  const documentAt = (seq: number): Document =>
    server.log.slice(0, seq).reduce<Document>(
      (document, event) => apply(document, event).document,
      EMPTY_DOCUMENT,
    );
  return {
    events: (after, limit) => {
      if (whims.trouble !== null) return ask(() => never);
      return client.history(after, limit);
    },
    async *log(after, until) {
      yield* await ask(() => server.log.slice(after, until));
    },
    stateAt: (seq) =>
      ask(() => {
        const { shapes } = documentAt(seq);
        return fromShapes(shapes.valueSeq().map(({ shape }) => shape), seq);
      }),
    horizon: () => ask(() => whims.horizon),
    blame: (id, seq) =>
      ask(() => {
        const record = documentAt(seq).shapes.get(id);
        if (record === undefined) return null;
        const { type, createdBy } = record.shape;
        const registers = Object.fromEntries(
          [...registersOf(type).keys()].map((register) => {
            const { seq, by } = stampOf(record, register);
            return [register, { seq, userId: by }];
          }),
        );
        return { createdBy, registers };
      }),
    people: (userIds) =>
      ask(() => whims.known.filter(({ userId }) => userIds.includes(userId))),
  };
}

const never = { events: [], next: null };
