/**
 * The client library: what bots are written with. `bots/clock.ts` is an example to copy.
 *
 * @module
 */

export { RoomClient, type RoomClientOptions } from "./room_client.ts";
export type * from "./room_client_events.ts";
export type { Clock } from "./clock.ts";
export {
  MemoryOutboxStore,
  type OutboxLine,
  type OutboxRecord,
  type OutboxStore,
  type OutboxTx,
  type StoredOutbox,
} from "./outbox/outbox_store.ts";
export {
  makeClientId,
  makeUserKey,
  type RandomBytes,
} from "./connection/secrets.ts";
export type { Connect, Socket, SocketHandlers } from "./connection/socket.ts";
export type {
  Document,
  ShapeRecord,
  Stamp,
  TextChange,
  TextHistory,
  Tombstone,
} from "../document/document.ts";
export type { CanonicalOp, RoomEvent } from "../schema/event.ts";
export { makeShapeId } from "../schema/ids.ts";
export type { Limits } from "../schema/limits.ts";
export type {
  AckBody,
  NackBody,
  NackCode,
  Op,
  OpOf,
  OpResult,
  RegisterState,
  TextEdit,
} from "../schema/op.ts";
export type {
  Member,
  MemberPresence,
  Presence,
  Preview,
  Viewport,
} from "../schema/presence.ts";
export type { Color, Paint } from "../schema/color.ts";
export type { RegisterName } from "../schema/properties.ts";
export type { ServerMessageOf } from "../schema/server_message.ts";
export type { Props, Shape, ShapeInput, ShapeOf } from "../schema/shape.ts";
