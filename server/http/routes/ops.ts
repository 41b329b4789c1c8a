import { check, parseJson, type Refusal } from "../../../shared/schema/json.ts";
import type { NackBody, NackCode } from "../../../shared/schema/op.ts";
import type { Outcome, Submission } from "../../room/room_message.ts";
import { hashOf } from "../../identity.ts";
import { personOf } from "../person.ts";
import { postedTxSchema } from "../posted_ops.ts";
import { makeRoom, roomIdOf } from "../rooms_of.ts";
import { HttpError } from "../http_error.ts";
import {
  type HttpContext,
  json,
  type Reply,
  type Route,
  type RouteRequest,
} from "../route.ts";

/** Changes the room; the same `Idempotency-Key` again changes nothing more (P25, E16). */
export const ops: Route = {
  method: "POST",
  path: "/rooms/:id/ops",
  async handle(request, context) {
    const { clock, tolls, identity } = context;
    const userId = personOf(request, identity);
    const at = clock.now();
    tolls.byPerson(userId, "tx", at);
    const key = keyOf(request);
    const posted = await read(request);
    const roomId = roomIdOf(request);
    if ("code" in posted) return refusal(posted, roomId);
    const host = await makeRoom(request, context);
    const { tx, name } = posted;
    const submission: Submission = {
      memberId: `h_${context.makeSecret()}`,
      userId,
      ref: undefined,
      at,
      ...tx,
      ...nameOf(userId, key, context),
    };
    const outcome = await host.submit(submission);
    if (outcome.type === "ack" && name !== undefined) {
      await host.introduce(userId, name);
    }
    return replyTo(outcome, roomId);
  },
};

/** A transaction with a key is the first and only one of a client that is made of the key. */
function nameOf(
  userId: string,
  key: string | undefined,
  { identity }: HttpContext,
): Pick<Submission, "client" | "cseq" | "isKeyed"> {
  if (key === undefined) return { client: null, cseq: 0 };
  const client = identity.clientHash(`key:${userId}:${key}`);
  return { client, cseq: 1, isKeyed: true };
}

/** @throws {HttpError} 400 if the key is none. */
function keyOf({ headers }: RouteRequest): string | undefined {
  const key = headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key === "string" && /^[\x21-\x7e]{1,128}$/.test(key)) return key;
  const message = "Idempotency-Key must be 1 to 128 characters without spaces";
  throw new HttpError(400, message);
}

/** What was posted. */
interface Posted {
  readonly tx: Pick<Submission, "bodyHash" | "work">;
  /** How its author is called from now on; it is no part of what is done. */
  readonly name: string | undefined;
}

/** What was posted; a body that is no transaction is refused without using its key up. */
async function read(request: RouteRequest): Promise<Posted | NackBody> {
  const parsed = parseJson(await request.body());
  if (!parsed.ok) return invalid(parsed);
  const isList = Array.isArray(parsed.value);
  const tx = isList ? { ops: parsed.value } : parsed.value;
  const checked = check(postedTxSchema, tx);
  if (!checked.ok) return invalid(checked);
  const { ops, base, group, name } = checked.value;
  if (name !== undefined && request.headers.authorization === undefined) {
    const message =
      "a guest has no name of their own: send Authorization: Bearer <userKey>";
    return invalid({ message, path: "name" });
  }
  const bodyHash = hashOf([base, group, ops]);
  return { tx: { bodyHash, work: { kind: "tx", ops, base, group } }, name };
}

function invalid({ message, path }: Refusal): NackBody {
  return { code: "invalid", message, path };
}

const STATUS: Readonly<Record<NackCode, number>> = {
  invalid: 400,
  forbidden: 403,
  conflict: 409,
  stale: 410,
  gap: 409,
  limit: 413,
  read_only: 403,
  not_joined: 403,
  unavailable: 503,
};

function replyTo(outcome: Outcome, roomId: string): Reply {
  switch (outcome.type) {
    case "ack":
      return json({ type: "ack", roomId, ...outcome.body });
    case "old":
      return json({ type: "ack", roomId, seq: outcome.seq, old: true });
    case "other_body": {
      const message =
        "this Idempotency-Key was used for something else; take a new one";
      throw new HttpError(422, message);
    }
    case "nack":
      return refusal(outcome.body, roomId);
  }
}

function refusal(body: NackBody, roomId: string): Reply {
  const { retryAfterMs, code } = body;
  const isBusy = code === "limit" && retryAfterMs !== undefined;
  const reply = json(
    { type: "nack", roomId, ...body },
    isBusy ? 429 : STATUS[code],
  );
  if (retryAfterMs === undefined) return reply;
  const seconds = String(Math.ceil(retryAfterMs / 1_000));
  return { ...reply, headers: { "retry-after": seconds } };
}
