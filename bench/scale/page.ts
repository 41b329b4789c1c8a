/**
 * What docs/SCALE.md tells in numbers, from the measured figures.
 *
 * @module
 */

import { randomFrom } from "../random.ts";
import type { Row } from "../report/row.ts";
import { number } from "../report/number.ts";
import { type Costs, costsOf, figureOf, FITTED } from "./costs.ts";
import { drawRooms, type Population, roomCost } from "./load.ts";
import {
  BOUND,
  boundedLoads,
  modulo,
  outcomeOf,
  rendezvous,
  twoChoices,
} from "./placement.ts";

/** The room that all is told for: people of a team who talk and draw. */
const ROOM = { members: 10, txPerMember: 0.5 };
/** The part of a core's time that is planned with. */
const PLANNED = 0.6;
const CORES = [2, 16, 64];
const SEED = 1, MACHINES = [4, 16, 64];

const POPULATION = {
  rooms: 1_000_000,
  inUse: 0.02,
  txPerMember: ROOM.txPerMember,
  mostMembers: 200,
};
const POPULATIONS: Readonly<Record<string, Population>> = {
  teams: { ...POPULATION, skew: 1.5 },
  "with crowds": { ...POPULATION, skew: 1 },
};
const WAYS = {
  "hash, modulo": modulo,
  "rendezvous hashing": rendezvous,
  [`bounded loads, ${BOUND}×`]: boundedLoads,
  "the less loaded of two": twoChoices,
};

/** The blocks of docs/SCALE.md. */
export function scaleBlocks(
  rows: readonly Row[],
): Readonly<Record<string, string>> {
  const costs = costsOf(rows);
  return {
    "scale costs": costTable(rows, costs),
    "scale machines": machineTable(rows, costs),
    "scale limits": limitTable(rows, costs),
    "scale placement": placementTables(costs),
  };
}

const micro = (seconds: number) => `${number(seconds * 1e6)} µs`;

function costTable(rows: readonly Row[], costs: Costs): string {
  const of = (measure: string, figure: string) =>
    figureOf(rows, measure, figure);
  const fitted = Object.keys(FITTED).join(", ");
  const size = "a room's size";
  return tableOf(["", "", "from"], [
    [
      "one transaction, decided, committed, acknowledged",
      micro(costs.perTx),
      `fitted to ${fitted}`,
    ],
    [
      "one change delivered to one other member",
      micro(costs.perDelivery),
      "the same fit",
    ],
    [
      "the most that one server commits, all listening",
      `${
        number(of(
          "as fast as it goes, all listen",
          "durable transactions a second",
        ))
      } tx/s`,
      "ingest",
    ],
    [
      "a shape in memory",
      `${number(of(size, "server memory a shape") / 1e3)} kB`,
      size,
    ],
    [
      "a room in use, with two members",
      `${
        number(of("1,000 rooms × 2", "server memory a room, 1,000 rooms"))
      } kB`,
      "1,000 rooms × 2",
    ],
    [
      "a change on disk, for good",
      `${number(of("disk 100,000", "bytes a change"))} bytes`,
      "disk 100,000",
    ],
    [
      "a change on the wire, to one other",
      `${number(of("20 × 20", "bytes a delivery"))} bytes`,
      "20 × 20",
    ],
    [
      "opening a room of 100,000 events, 1,000 shapes",
      `${number(of("open a room: 1,000 shapes, edited", "by snapshot"))} ms`,
      "loading",
    ],
  ]);
}

/** What a second of such a room takes. */
function demand(rows: readonly Row[], costs: Costs) {
  const { members, txPerMember } = ROOM;
  const txs = members * txPerMember;
  return {
    cpu: roomCost(members, txPerMember, costs),
    disk: txs * figureOf(rows, "disk 100,000", "bytes a change"),
    wire: txs * (members - 1) *
      figureOf(rows, "20 × 20", "bytes a delivery"),
    memory: 1_000 * figureOf(
      rows,
      "1,000 rooms × 2",
      "server memory a room, 1,000 rooms",
    ),
  };
}

function machineTable(rows: readonly Row[], costs: Costs): string {
  const each = demand(rows, costs);
  const perServer = PLANNED / each.cpu;
  const day = 86_400;
  return tableOf(
    [
      "cores",
      "servers",
      "rooms of ten",
      "people",
      "memory of the rooms",
      "disk a day, all ten at work",
      "network out",
    ],
    CORES.map((cores) => {
      const rooms = Math.floor(perServer * cores / 2);
      return [
        `${cores}`,
        `${cores / 2}`,
        number(round(rooms)),
        number(round(rooms * ROOM.members)),
        `${number(rooms * each.memory / 1e9)} GB`,
        `${number(rooms * each.disk * day / 1e9)} GB`,
        `${number(rooms * each.wire * 8 / 1e6)} Mbit/s`,
      ];
    }),
  );
}

function limitTable(rows: readonly Row[], costs: Costs): string {
  const each = demand(rows, costs);
  const crowd = 200, rate = 5;
  const crowdCost = roomCost(crowd, rate, costs);
  return tableOf(["limit", "reached at"], [
    [
      "the rooms' thread, transactions one by one",
      `${number(round(1 / costs.perTx))} transactions a second`,
    ],
    [
      "the same, in batches",
      `${
        number(round(figureOf(
          rows,
          "as fast as it goes, all listen",
          "durable transactions a second",
        )))
      } transactions a second`,
    ],
    [
      `one room: ${crowd} people, ${rate} changes a second each`,
      `${number(crowdCost)} of a core`,
    ],
    [
      "the disk, 1 TB, as the history is kept",
      `${
        number(1e12 / (PLANNED / each.cpu * each.disk) / 86_400)
      } days of a server's full load`,
    ],
    [
      "memory, 4 GB for shapes",
      `${
        number(round(
          4e9 / figureOf(rows, "a room's size", "server memory a shape"),
        ))
      } shapes in rooms in use`,
    ],
  ]);
}

function placementTables(costs: Costs): string {
  return Object.entries(POPULATIONS).map(([name, population]) => {
    const rooms = drawRooms(population, costs, randomFrom(SEED));
    const members = rooms.reduce((sum, room) => sum + room.members, 0);
    const body = MACHINES.flatMap((machines) =>
      Object.entries(WAYS).map(([way, place]) => {
        const outcome = outcomeOf(place, rooms, machines);
        return [
          `${machines}`,
          way,
          outcome.busiest.toFixed(2),
          percent(outcome.movedByOneMore),
          percent(outcome.movedByOneLess),
          outcome.busiestAfterLoss.toFixed(2),
          outcome.dearestRoom.toFixed(3),
        ];
      })
    );
    const cores = rooms.reduce((sum, { cpu }) => sum + cpu, 0);
    const head = [
      "machines",
      "way",
      "busiest / mean",
      "rooms that move: one more",
      "one less",
      "busiest / mean then",
      "dearest room / mean",
    ];
    return `**${name}**: ${number(rooms.length)} of ` +
      `${number(population.rooms)} rooms in use, ${number(members)} members, ` +
      `${number(cores)} cores' work\n\n${tableOf(head, body)}`;
  }).join("\n\n");
}

const percent = (part: number) => `${number(part * 100)} %`;

/** Two digits that count. */
function round(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}

function tableOf(
  head: readonly string[],
  body: readonly (readonly string[])[],
): string {
  return [head, head.map(() => "---"), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
