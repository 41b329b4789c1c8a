/**
 * Exporting where there is no screen: asked in a word, told in a sentence.
 *
 * @module
 */

import type { RoomClient } from "../../../shared/client/room_client.ts";
import type { DrawingFiles } from "../../files/drawing_files.ts";
import { exportProblem, formatFor } from "../../state/files/export.ts";
import { exported, type ExportSources } from "./export_job.ts";
import type { Shift } from "./slices.ts";

/** What is exported, and where to. */
export interface PlainExportOptions
  extends Pick<ExportSources, "past" | "charset"> {
  readonly client: RoomClient;
  readonly room: string;
  readonly files: DrawingFiles;
  readonly shift: Shift;
}

/** Writes a room's drawing, or its history, to a file; resolves with what became of it. */
export async function exportPlainly(
  name: string,
  replace: boolean,
  options: PlainExportOptions,
): Promise<string> {
  const { client, room, files, shift } = options;
  const isEmpty = client.document.shapes.size === 0;
  const problem = exportProblem(name) ??
    (isEmpty && formatFor(name) !== "cast" ? "nothing is drawn here" : null);
  if (problem !== null) return `Cannot export ${name}: ${problem}.`;
  try {
    if (!replace && await files.has(name)) {
      return `${name} is there already. ` +
        `Type export ${name} replace, or another name.`;
    }
    const wish = {
      name,
      format: formatFor(name)!,
      room,
      document: client.document,
      ids: null,
      until: client.head,
      replace,
    };
    const sources = { ...options, onProgress: () => {} };
    await files.write(name, await exported(wish, sources, shift), replace);
    return `Exported to ${files.folder}/${name}.`;
  } catch (error) {
    return `${(error as Error).message}.`;
  }
}
