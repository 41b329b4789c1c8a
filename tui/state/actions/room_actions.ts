import type { Action } from "./action.ts";
import { WAY_KEYS } from "./first_keys.ts";
import { closeChat, openChat } from "../chat/chat.ts";
import {
  followNamed,
  followSomebody,
  listMembers,
  whomToFollow,
} from "../company/follow.ts";
import { invite } from "../rooms/invite.ts";
import { join, openLobby } from "../rooms/lobby.ts";
import { leave, leaveAtOnce } from "../rooms/leave.ts";
import { askFor } from "../palette/ask_for.ts";
import { pure } from "../update_type.ts";

/** Help, company, leaving. */
export const ROOM_ACTIONS: readonly Action[] = [
  {
    name: "help",
    group: "Room",
    keys: WAY_KEYS.help,
    help: "this help",
    run: (model) => pure({ ...model, panel: { kind: "help", page: 0 } }),
  },
  {
    name: "commands",
    group: "Room",
    keys: WAY_KEYS.commands,
    help: "every command",
    run: (model) => ({
      model: askFor(model, ""),
      // Whoever goes on with `import` should see what there is.
      effects: [{ type: "list-files" }],
    }),
  },
  {
    name: "lobby",
    group: "Room",
    keys: ["O"],
    help: "other rooms",
    run: (model) => openLobby(model),
  },
  {
    name: "join",
    group: "Room",
    keys: [],
    help: "join a room, or make one",
    argument: { word: "room", run: join },
    run: (model) => openLobby(model),
  },
  {
    name: "invite",
    group: "Room",
    keys: ["I"],
    help: "how others join",
    run: invite,
  },
  {
    name: "chat",
    group: "Room",
    keys: ["i"],
    help: "chat",
    run: (model) => pure(openChat(model)),
  },
  {
    name: "chat-close",
    group: "Room",
    keys: [],
    help: "close the chat",
    when: (model) => model.chat.isOpen,
    whyNot: "The chat is not open.",
    run: (model) => pure(closeChat(model)),
  },
  {
    name: "members",
    group: "Room",
    keys: ["m"],
    help: "who is here",
    family: "who is here; follow",
    run: (model, world) => pure(listMembers(model, world.now)),
  },
  {
    name: "follow",
    group: "Room",
    keys: ["f"],
    help: "follow somebody's view",
    family: "who is here; follow",
    when: (model) => model.past === null,
    whyNot: "This is the past.",
    argument: { word: "who", suggest: whomToFollow, run: followNamed },
    run: followSomebody,
  },
  {
    name: "suspend",
    group: "Room",
    keys: [],
    help: "to the shell, for now",
    run: (model) => ({ model, effects: [{ type: "suspend" }] }),
  },
  {
    name: "leave",
    group: "Room",
    keys: WAY_KEYS.leave,
    help: "leave",
    family: "leave (Ctrl+C: twice)",
    run: leave,
  },
  {
    name: "leave-at-once",
    group: "Room",
    keys: ["ctrl+c"],
    help: "twice: leave",
    family: "leave (Ctrl+C: twice)",
    run: leaveAtOnce,
  },
];
