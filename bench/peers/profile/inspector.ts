/**
 * V8's inspector, over its WebSocket, for a process's main thread and for its workers.
 *
 * @module
 */

import { WebSocket } from "ws";

/** Asks one thread. */
export type Ask = (
  method: string,
  params?: Record<string, unknown>,
) => Promise<unknown>;

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: {
    readonly sessionId: string;
    readonly message: string;
    readonly workerInfo: { readonly url: string };
  };
}

/** Questions that wait for their answers. */
class Questions {
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #id = 0;

  ask(
    send: (text: string) => void,
    method: string,
    params: Record<string, unknown>,
  ): Promise<unknown> {
    const id = ++this.#id;
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(id, answer);
    send(JSON.stringify({ id, method, params }));
    return answer.promise;
  }

  answer({ id, result, error }: Message): void {
    const waiting = this.#waiting.get(id ?? 0);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }
}

/** A connection to a process that was started with `--inspect`. */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #main = new Questions();
  readonly #workers = new Map<string, { url: string; questions: Questions }>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data) => this.#hear(JSON.parse(data.toString())));
  }

  /** Connects, and finds the workers that there are. */
  static async open(port: number): Promise<Inspector> {
    const targets = await fetch(`http://127.0.0.1:${port}/json`);
    const [{ webSocketDebuggerUrl }] = await targets.json();
    const socket = new WebSocket(webSocketDebuggerUrl);
    await new Promise((resolve) => socket.on("open", resolve));
    const inspector = new Inspector(socket);
    await inspector.#ask("NodeWorker.enable", {
      waitForDebuggerOnStart: false,
    });
    // It tells of the workers before it answers this.
    await inspector.#ask("Runtime.enable", {});
    return inspector;
  }

  /** The threads, by what they are. */
  get threads(): ReadonlyMap<string, Ask> {
    const threads = new Map<string, Ask>();
    threads.set(
      "main thread",
      (method, params = {}) => this.#ask(method, params),
    );
    for (const [sessionId, { url, questions }] of this.#workers) {
      const send = (message: string) =>
        void this.#ask("NodeWorker.sendMessageToWorker", {
          sessionId,
          message,
        });
      threads.set(
        url.split("/").at(-1)!,
        (method, params = {}) => questions.ask(send, method, params),
      );
    }
    return threads;
  }

  close(): void {
    this.#socket.terminate();
  }

  #ask(method: string, params: Record<string, unknown>): Promise<unknown> {
    return this.#main.ask((text) => this.#socket.send(text), method, params);
  }

  #hear(message: Message): void {
    if (message.method === undefined) return this.#main.answer(message);
    const { params } = message;
    switch (message.method) {
      case "NodeWorker.attachedToWorker":
        this.#workers.set(params!.sessionId, {
          url: params!.workerInfo.url,
          questions: new Questions(),
        });
        return;
      case "NodeWorker.receivedMessageFromWorker":
        this.#workers.get(params!.sessionId)?.questions.answer(
          JSON.parse(params!.message),
        );
    }
  }
}
