import { z } from "zod";
import { chatDialectMessageSchema } from "../../../shared/schema/chat_dialect.ts";
import { clientMessageSchema } from "../../../shared/schema/client_message.ts";
import { roomEventSchema } from "../../../shared/schema/event.ts";
import { opSchema } from "../../../shared/schema/op.ts";
import { serverMessageSchema } from "../../../shared/schema/server_message.ts";
import { shapeInputSchema, shapeSchema } from "../../../shared/schema/shape.ts";
import { postedOpsSchema } from "../posted_ops.ts";
import type { Route } from "../route.ts";

/** What there are schemas of, by the name of its definition. */
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  clientMessage: clientMessageSchema,
  serverMessage: serverMessageSchema,
  chatDialectMessage: chatDialectMessageSchema,
  postedOps: postedOpsSchema,
  op: opSchema,
  event: roomEventSchema,
  shapeInput: shapeInputSchema,
  shape: shapeSchema,
};

/** JSON Schema of every message and shape, made of what the server itself checks by (P28). */
export const schema: Route = {
  path: "/schema.json",
  handle() {
    const type = "application/schema+json";
    return { status: 200, type, body: cached ??= make() };
  },
};

let cached: string | null = null;

function make(): string {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SCHEMAS)) {
    registry.add(schema, { id });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    // Some rules, such as those on invisible characters, JSON Schema has no words for.
    unrepresentable: "any",
    uri: (id) => `#/$defs/${id}`,
  });
  const definitions = Object.entries(schemas).map(([id, schema]) => {
    const { $schema: _, $id: __, ...definition } = schema;
    return [id, definition];
  });
  const root = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "inkroom: messages, operations and shapes",
    $defs: Object.fromEntries(definitions),
  };
  return `${JSON.stringify(root)}\n`;
}
