/**
 * Does what the user wants of files, one thing at a time, and tells what became of it.
 *
 * @module
 */

import type { PastSource } from "../../../shared/client/past/past_source.ts";
import type { RoomClient } from "../../../shared/client/room_client.ts";
import { importInSteps } from "../../../shared/formats/formats.ts";
import type { Charset } from "../../../shared/raster/pen.ts";
import type { ExportWish } from "../../state/files/export.ts";
import type { FilesEffect, FilesMessage } from "../../state/files/files.ts";
import type { ImportWish } from "../../state/files/import.ts";
import type { DrawingFiles } from "../../files/drawing_files.ts";
import { exported } from "./export_job.ts";
import { drawn } from "./import_job.ts";
import { inSlices, type Shift, Stopped } from "./slices.ts";

/** What a {@linkcode FilesDesk} needs. */
export interface FilesDeskOptions {
  readonly files: DrawingFiles;
  readonly client: RoomClient;
  readonly past: PastSource;
  readonly charset: Charset;
  /** Milliseconds since 1970. */
  now(): number;
  /** A new shape id. */
  newId(): string;
  tell(message: FilesMessage): void;
  /** Runs `task` once, `ms` from now; calling what it returns prevents that. */
  after(ms: number, task: () => void): () => void;
}

/** Between two words about how far the work has come, in milliseconds. */
const REPORT_PAUSE = 100;

/** Files in, files out. */
export class FilesDesk {
  readonly #options: FilesDeskOptions;
  /** The work that is wanted; another one, or none, when it was stopped. */
  #job: object | null = null;

  constructor(options: FilesDeskOptions) {
    this.#options = options;
  }

  /** Does what `update` asks for. */
  run(effect: FilesEffect): void {
    switch (effect.type) {
      case "list-files":
        return void this.#list();
      case "export":
        return void this.#work((shift) => this.#export(effect.wish, shift));
      case "import":
        return void this.#work((shift) => this.#import(effect.wish, shift));
      case "stop-work":
        return this.stop();
    }
  }

  /** Ends what is under way, as soon as that can be. */
  stop(): void {
    this.#job = null;
  }

  async #list(): Promise<void> {
    const names = await this.#options.files.list();
    this.#options.tell({ type: "files", names });
  }

  async #work(
    work: (shift: Shift) => Promise<FilesMessage>,
  ): Promise<void> {
    const { tell, now, after } = this.#options;
    const job = this.#job = {};
    const isStopped = () => this.#job !== job;
    const pause = () => new Promise<void>((go) => after(0, go));
    let answer: FilesMessage;
    try {
      // What is begun should be seen before it takes its time.
      await pause();
      answer = await work({ now, pause, isStopped });
    } catch (error) {
      // Whoever stopped it was told.
      if (error instanceof Stopped || isStopped()) return;
      const text = (error as Error).message;
      answer = { type: "work-failed", text };
    }
    if (isStopped()) return;
    this.#job = null;
    tell(answer);
  }

  async #export(wish: ExportWish, shift: Shift): Promise<FilesMessage> {
    const { files, past, charset } = this.#options;
    const { name, replace } = wish;
    if (!replace && await files.has(name)) return { type: "file-there", wish };
    const onProgress = this.#reporter(shift);
    const parts = await exported(wish, { past, charset, onProgress }, shift);
    if (shift.isStopped()) throw new Stopped();
    await files.write(name, parts, replace);
    return { type: "exported", wish, folder: files.folder };
  }

  async #import(wish: ImportWish, shift: Shift): Promise<FilesMessage> {
    const { files, client, newId } = this.#options;
    const { name, at, boxes } = wish;
    const text = await files.read(name);
    if (shift.isStopped()) throw new Stopped();
    const options = { makeId: newId, newIds: true, at, boxes };
    const { shapes, told } = await inSlices(
      importInSteps(name, text, options),
      shift,
    );
    const report = this.#reporter(shift);
    const onProgress = (done: number, total: number) =>
      report("drawing", done, total);
    await drawn(shapes, { client, group: newId(), onProgress }, shift);
    return { type: "imported", name, ids: shapes.map(({ id }) => id), told };
  }

  /** Tells how far the work has come, now and then. */
  #reporter(
    { now, isStopped }: Shift,
  ): (doing: string, done: number, total: number) => void {
    let next = now() + REPORT_PAUSE;
    return (doing, done, total) => {
      if (now() < next || isStopped()) return;
      next = now() + REPORT_PAUSE;
      this.#options.tell({ type: "work", doing, part: done / total });
    };
  }
}
