/**
 * Whether a database has the tables, indexes and triggers that it should (E24): without an index
 * it would be slow and let a number be used twice, without a trigger events could be changed.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "./migrations.ts";

/** What is amiss with a table, an index or a trigger. */
export interface SchemaFault {
  /** In words, its name first. */
  readonly what: string;
  /** Is it not there at all? */
  readonly isMissing: boolean;
}

/** What is amiss in the schema of a database of today's version. */
export function schemaFaults(db: DatabaseSync): SchemaFault[] {
  const schema = schemaOf(db);
  const faults: SchemaFault[] = [];
  for (const [name, sql] of freshSchema()) {
    if (schema.get(name) === sql) continue;
    const isMissing = !schema.has(name);
    const how = isMissing ? "is missing" : "is not as it should be";
    faults.push({ what: `${name} ${how} in its schema`, isMissing });
  }
  return faults;
}

/** Is there no table in it at all? */
export function isEmpty(db: DatabaseSync): boolean {
  return schemaOf(db).size === 0;
}

/** Tables, indexes and triggers, by name, as they were written. */
function schemaOf(db: DatabaseSync): Map<string, string> {
  const rows = db.prepare(
    "select type, name, sql from sqlite_schema where sql is not null and name not like 'sqlite_%'",
  ).all();
  return new Map(
    rows.map(({ type, name, sql }) => [`${type} ${name}`, String(sql)]),
  );
}

function freshSchema(): Map<string, string> {
  const db = new DatabaseSync(":memory:");
  try {
    for (const step of MIGRATIONS) db.exec(step);
    return schemaOf(db);
  } finally {
    db.close();
  }
}
