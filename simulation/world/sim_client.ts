/**
 * A client's process: the real client library, on a disk and lines that are simulated.
 *
 * @module
 */

import { RoomClient } from "../../shared/client/room_client.ts";
import type { Answered } from "../../shared/client/room_client_events.ts";
import type { Connect } from "../../shared/client/connection/socket.ts";
import type { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import type { Viewport } from "../../shared/schema/presence.ts";
import { Random } from "../random.ts";
import type { Line } from "./line.ts";
import { OutboxDisk } from "./outbox_disk.ts";
import { ProcessClock } from "./process_clock.ts";
import { IDENTITY, ROOM } from "./sim_server.ts";

/** How a client is set up. */
export interface ClientSetup {
  /** Clients of one person share this. */
  readonly person: number;
  /** Is the outbox on disk, and how soon? `none`: it dies with the process. */
  readonly outbox: "none" | "quick" | "slow";
  /** Which server it connects to; the next one after each loss, if it roams. */
  readonly server: number;
  readonly roams: boolean;
  /** Around which place it looks at the room; it does not say when left out. */
  readonly viewsAt?: number;
}

/** What a client's process works with. */
export interface SimClientOptions {
  readonly index: number;
  readonly setup: ClientSetup;
  readonly clock: FakeClock;
  /** Opens a line to a server. */
  readonly connect: (
    client: SimClient,
    server: number,
    handlers: Parameters<Connect>[1],
  ) => Line;
  readonly onAnswer: (client: SimClient, answered: Answered) => void;
  readonly onProblem: (client: SimClient, message: string) => void;
}

/** A client over all of its processes: killed, it may be started again with what it kept. */
export class SimClient {
  readonly name: string;
  readonly setup: ClientSetup;
  readonly disk: OutboxDisk | null;
  /** Where its cursor was put last; `null` if nowhere. */
  pointsAt: number | null = null;
  /** Lines of chat that it was told, by number. */
  readonly heard: number[] = [];
  /** Undos and redos that have not come to their end. */
  turns = 0;
  readonly #options: SimClientOptions;
  #clock: ProcessClock;
  #room: RoomClient | null = null;
  /** Of all its processes, in the order in which they opened them. */
  #lines: Line[] = [];
  #hash = "";
  #starts = 0;
  #connects = 0;

  constructor(options: SimClientOptions) {
    const { index, setup, clock } = options;
    this.#options = options;
    this.setup = setup;
    this.name = `client ${index}`;
    this.disk = setup.outbox === "none"
      ? null
      : new OutboxDisk(this.name, setup.outbox === "slow");
    this.#clock = new ProcessClock(clock);
    this.start();
  }

  /** The client, while its process is alive. */
  get room(): RoomClient | null {
    return this.#room;
  }

  /** The line it opened last. */
  get line(): Line | null {
    return this.#lines.at(-1) ?? null;
  }

  /** Its secret name: a new one for each process that remembers nothing. */
  get clientId(): string {
    const process = this.disk === null ? this.#starts : 0;
    return `sim-${this.#options.index}-${process}-0123456789`;
  }

  /** What the server calls its outbox. */
  get hash(): string {
    return this.#hash;
  }

  /** Starts the process, unless it runs. */
  start(): void {
    if (this.#room !== null) return;
    this.#starts++;
    this.#hash = IDENTITY.clientHash(this.clientId);
    const { index, setup, clock, connect, onAnswer, onProblem } = this.#options;
    this.#clock = new ProcessClock(clock);
    const random = new Random(index * 1_000 + this.#starts);
    const room = new RoomClient({
      server: "ws://simulated:1",
      roomId: ROOM,
      name: `client ${index}`,
      clientId: this.clientId,
      userKey: `person-${setup.person}-0123456789`,
      clock: this.#clock,
      random: () => random.next(),
      ...setup.viewsAt !== undefined && { viewport: viewAt(setup.viewsAt) },
      ...this.disk === null ? {} : { outbox: this.disk },
      connect: (_, handlers) => {
        const roamed = setup.roams ? this.#connects++ : 0;
        const line = connect(this, setup.server + roamed, handlers);
        this.#lines.push(line);
        return line.socket;
      },
    });
    room.on("answer", (answered) => onAnswer(this, answered));
    room.on("problem", (message) => onProblem(this, message));
    room.on("said", ({ id }) => this.heard.push(id));
    this.#room = room;
  }

  /** Takes something back, or does it again. */
  turn(to: "undo" | "redo"): void {
    const room = this.#room;
    if (room === null) return;
    const end = () => {
      if (room === this.#room) this.turns--;
    };
    this.turns++;
    void room[to]().then(end, end);
  }

  /** Points somewhere. */
  point(x: number, y: number): void {
    if (this.#room === null) return;
    this.pointsAt = x;
    this.#room.setPresence({
      cursor: { x, y },
      tool: "select",
      selection: [],
      preview: null,
      viewport: null,
    });
  }

  /** Kills the process. */
  kill(): void {
    if (this.#room === null) return;
    this.#room = null;
    this.pointsAt = null;
    this.turns = 0;
    this.#clock.kill();
    this.disk?.kill();
    this.line?.clientDies();
    this.heard.length = 0;
  }

  /**
   * While it is dead, its outbox is replaced by a copy that was made when it was new. What later
   * processes have told of themselves counts above that, but all of it has arrived by then.
   */
  restoreCopy(): void {
    this.disk?.forgetLives();
    for (const line of this.#lines) line.loseGreeting();
  }
}

/** A part of what people draw on. */
function viewAt(place: number): Viewport {
  return { x: place, y: place, width: 60, height: 60 };
}
