/**
 * What `completions` was asked to do (T5).
 *
 * @module
 */

import { Argument, Command } from "commander";

/** The shells that completions are made for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** A shell that completions are made for. */
export type Shell = typeof SHELLS[number];

const EXAMPLES = `
Put into the file that your shell reads when it starts:
  bash  ~/.bashrc:                    source <(deno task --quiet completions bash)
  zsh   ~/.zshrc, after compinit:     source <(deno task --quiet completions zsh)
  fish  ~/.config/fish/config.fish:   deno task --quiet completions fish | source
They complete what follows "deno task"; all else is completed as before.
Exit code: 0, or 2 for a wrong flag.`;

/** The flags of `completions`. */
export function describe(): Command {
  return new Command("completions")
    .description("Prints what makes a shell complete these commands.")
    .addArgument(new Argument("<shell>", "whose").choices(SHELLS))
    .addHelpText("after", EXAMPLES);
}
