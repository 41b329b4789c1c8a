/**
 * The flag that the commands for database files share.
 *
 * @module
 */

import type { Option } from "commander";
import {
  type Env,
  flagWithVariable,
} from "../../shared/command_line/command_line.ts";

/** `--db`: the database that a command is about. */
export function databaseFlag(env: Env): Option {
  return flagWithVariable(env, "--db <file>", "database file", "inkroom.db");
}
