import type { Contestant } from "../contestants.ts";
import type { Figures } from "../../report/figures.ts";

/** Something that is measured of each contestant. */
export interface Measure {
  readonly name: string;
  /** What is done, in one sentence. */
  readonly what: string;
  /** Its figures, by name, and their units. */
  readonly units: Readonly<Record<string, string>>;
  /** Figures of which neither less nor more is better: they explain the others. */
  readonly unranked: readonly string[];
  /** Rounds of it in a whole run. */
  readonly rounds: number;
  /** Can this contestant do it? */
  fits(contestant: Contestant): boolean;
  /** Makes what each round begins with, once, in an empty folder: rounds get copies of it. */
  prepare?(contestant: Contestant, folder: string): Promise<void>;
  /** Does it once, with files in a folder: an empty one, or what was prepared. */
  run(contestant: Contestant, folder: string): Promise<Figures>;
}
