/**
 * A transaction that can be answered by its number, whatever else is wrong with it (P5, E16).
 *
 * @module
 */

import {
  type ClientMessage,
  txSchema,
} from "../../../shared/schema/client_message.ts";
import { wireRoomIdSchema } from "../../../shared/schema/ids.ts";
import {
  check,
  type Parsed,
  type Refusal,
} from "../../../shared/schema/json.ts";
import type { Ref, Submission } from "../../room/room_message.ts";
import { hashOf } from "../../identity.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { refIn } from "../ref.ts";
import type { WireRoomId } from "../voice.ts";

/** What is known of a transaction before the rest of it is looked at. */
export interface NumberedTx {
  readonly roomId: WireRoomId;
  readonly cseq: number;
  readonly ref: Ref;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Reads where a transaction belongs; `null` if not even that can be read. */
export function readNumber(json: Record<string, unknown>): NumberedTx | null {
  const roomId = wireRoomIdSchema.safeParse(json.roomId);
  const cseq = Number.isSafeInteger(json.cseq) ? json.cseq as number : 0;
  if (!roomId.success || cseq < 1) return null;
  return { roomId: roomId.data, cseq, ref: refIn(json), json };
}

type TxMessage = Extract<ClientMessage, { type: "tx" }>;

/** Checks all of it, but what nobody should look into. */
export function checkTx(
  json: Readonly<Record<string, unknown>>,
  hostile?: Refusal,
): Parsed<TxMessage> {
  return hostile === undefined
    ? check(txSchema, json)
    : { ok: false, ...hostile };
}

/**
 * Checks the rest of it. An invalid transaction is work as well: its refusal uses the number up,
 * so that the client can go on with the next.
 *
 * @param hostile why nobody should look into it, if so: by that it is known when it comes again.
 */
export function workOf(
  { json }: NumberedTx,
  hostile?: Refusal,
): Pick<Submission, "work" | "bodyHash" | "formerHash"> {
  const body = hostile === undefined
    ? [json.base, json.group, json.ops]
    : [hostile.message, hostile.path];
  const bodyHash = fingerprintOf(body);
  const formerHash = () => hashOf(body);
  const tx = checkTx(json, hostile);
  if (!tx.ok) {
    const { message, path } = tx;
    const nack = { code: "invalid", message, path } as const;
    return { work: { kind: "refused", nack }, bodyHash, formerHash };
  }
  const { ops, base, group } = tx.value;
  return { work: { kind: "tx", ops, base, group }, bodyHash, formerHash };
}
