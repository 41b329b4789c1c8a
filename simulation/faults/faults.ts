/**
 * All faults that the simulation must find.
 *
 * @module
 */

import { CONTENT_FAULTS } from "./content.ts";
import { CORNER_FAULTS } from "./corners.ts";
import { DECIDING_FAULTS } from "./deciding.ts";
import { DURABILITY_FAULTS } from "./durability.ts";
import type { Fault } from "./fault.ts";
import { KEEPING_FAULTS } from "./keeping.ts";
import { LIFE_FAULTS } from "./lives.ts";
import { MERGING_FAULTS } from "./merging.ts";
import { QUIET_FAULTS } from "./quiet.ts";
import { SERVING_FAULTS } from "./serving.ts";
import { TELLING_FAULTS } from "./telling.ts";

/** One after the other, each by itself. */
export const FAULTS: readonly Fault[] = [
  ...DURABILITY_FAULTS,
  ...MERGING_FAULTS,
  ...DECIDING_FAULTS,
  ...CORNER_FAULTS,
  ...TELLING_FAULTS,
  ...KEEPING_FAULTS,
  ...SERVING_FAULTS,
  ...CONTENT_FAULTS,
  ...LIFE_FAULTS,
  ...QUIET_FAULTS,
];
