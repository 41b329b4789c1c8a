/**
 * Changes to a database that no inkroom would make, for tests of damage.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";

/** Changes a database behind the back of inkroom. */
export function alter(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  try {
    db.exec("drop trigger drawing_events_are_never_updated");
    db.exec(sql);
    db.exec(
      "create trigger drawing_events_are_never_updated\n" +
        "  before update on drawing_events\n" +
        "  begin select raise(abort, 'events are never updated'); end",
    );
  } finally {
    db.close();
  }
}
