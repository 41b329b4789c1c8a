import type { DrawingFiles } from "../files/drawing_files.ts";

/** Files in memory, for tests. */
export interface MemoryFiles extends DrawingFiles {
  /** What is in them, by their names. */
  readonly content: Map<string, string>;
  /** Why nothing can be written; `null` if all can. */
  broken: string | null;
}

/** An empty folder. */
export function memoryFiles(): MemoryFiles {
  const content = new Map<string, string>();
  const files: MemoryFiles = {
    content,
    broken: null,
    folder: "~/drawings",
    list: () => Promise.resolve([...content.keys()].sort()),
    has: (name) => Promise.resolve(content.has(name)),
    read(name) {
      const text = content.get(name);
      return text === undefined
        ? Promise.reject(
          new Error(`Cannot read ${name}: there is no such file`),
        )
        : Promise.resolve(text);
    },
    write(name, parts) {
      if (files.broken !== null) return Promise.reject(new Error(files.broken));
      content.set(name, [...parts].join(""));
      return Promise.resolve();
    },
  };
  return files;
}
