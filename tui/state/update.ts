/**
 * The client's mind: `update(model, message)` gives the next model, and what the shell has to do.
 *
 * Nothing here knows of clocks, sockets or the terminal. Time, ids and the spatial index come in
 * as a {@linkcode World}.
 *
 * @module
 */

import { act } from "./actions/act.ts";
import { followCaret, followCaretInSight } from "./typing/caret.ts";
import { heardLine } from "./chat/chat.ts";
import { waits, wasRefused, wasSaid } from "./chat/say.ts";
import { afterHand, afterMembers, along } from "./company/follow.ts";
import { nextRest, withPresences, withRest } from "./company/stirring.ts";
import { noteConflicts } from "./work/conflict.ts";
import { typeText } from "./typing/entry_keys.ts";
import { dropEntryOfDead, followEntry } from "./typing/others_edits.ts";
import { beginTyping } from "./actions/hand_actions.ts";
import { pressedKey } from "./input/keyboard.ts";
import type { Input, ResizeInput } from "./input/input.ts";
import type { Keymap } from "./input/keymap.ts";
import { heardFiles } from "./files/files.ts";
import { heardLobby } from "./rooms/lobby.ts";
import type { Choice, Message } from "./message.ts";
import type { Model } from "./model.ts";
import { panelPaste, panelPick } from "./panels/panels.ts";
import { plain } from "./words/plain.ts";
import { movedMouse } from "./input/mouse.ts";
import { expireNotices, nextExpiry, notify } from "./notice.ts";
import { pasteDrawing, pasteOnCanvas } from "./shapes/pasted.ts";
import { withBlame } from "./past/blame.ts";
import { presentChanged, recalled, surveyed, unrecalled } from "./past/past.ts";
import { nextStep, playOn } from "./past/play.ts";
import { copied } from "./past/copy_room.ts";
import { withNames } from "./names/people.ts";
import { renewed } from "./work/renewed.ts";
import { pruneSelection } from "./shapes/selection.ts";
import { pure, type Update } from "./update_type.ts";
import { resized, tooSmall } from "./viewport.ts";
import { patienceEnds, withPatience, withStatus } from "./work/waiting.ts";
import type { World } from "./world.ts";

/** When time alone changes the model next; `null` for never. */
export function nextTick(model: Model): number | null {
  const times = [
    nextExpiry(model),
    patienceEnds(model),
    nextStep(model),
    nextRest(model),
  ].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** What a message makes of the model. */
export function update(
  model: Model,
  message: Message,
  world: World,
  keys: Keymap,
): Update {
  switch (message.type) {
    case "key":
    case "mouse":
    case "paste":
    case "act":
    case "pick":
      return afterHand(model, byHand(model, message, world, keys), world.now);
    case "resize":
      return pure(along(
        surveyed(resized(model, message.columns, message.rows), world),
      ));
    case "document":
      if (model.past !== null) {
        const { past } = model;
        return pure(presentChanged(model, past, message.document, world));
      }
      return pure(
        followCaretInSight(model, withDocument(model, message, world)),
      );
    case "status":
      return pure(withStatus(model, message.status, world.now));
    case "renewed":
      return pure(renewed(model, world.now));
    case "members":
      return pure(afterMembers(
        model,
        withNames({
          ...model,
          members: message.members,
          memberId: message.memberId,
        }, message.members),
        world.now,
      ));
    case "met":
      return pure(withNames(model, [message]));
    case "recalled":
      return pure(recalled(model, world, message.seq));
    case "unrecalled":
      return pure(unrecalled(model, world, message.reason));
    case "surveyed":
      return pure(surveyed(model, world));
    case "copied":
      return copied(model, world, message.room);
    case "blamed":
      return pure(withBlame(model, message.id, message.found));
    case "presences":
      return pure(along(withPresences(model, message.presences, world.now)));
    case "refused":
      return pure(told(model, world, message.message, "error"));
    case "overrode":
      return pure(noteConflicts(model, message.registers, world.now));
    case "said":
      return pure(heardLine(model, message.line, message.isNews, world.now));
    case "line-waits":
      return pure(waits(model, message));
    case "line-kept":
      return pure(wasSaid(model, message.key));
    case "line-refused":
      return pure(wasRefused(model, message.key, message.reason, world.now));
    case "unkept":
      return pure(told(
        { ...model, isUnsentKept: false },
        world,
        `Unsent work would not outlive this program: ${message.reason}`,
        "warning",
      ));
    case "told":
      return pure(told(model, world, message.text, message.tone));
    case "rooms":
    case "rooms-failed":
    case "picture":
      return heardLobby(model, message, world.now);
    case "files":
    case "work":
    case "exported":
    case "file-there":
    case "imported":
    case "work-failed":
      return pure(heardFiles(model, message, world.now));
    case "tick":
      return playOn(
        withRest(
          withPatience(expireNotices(model, world.now), world.now),
          world.now,
        ),
        world,
      );
  }
}

/** What the user does. */
function byHand(
  model: Model,
  message: Exclude<Input, ResizeInput> | Choice,
  world: World,
  keys: Keymap,
): Update {
  switch (message.type) {
    case "key":
      return typed(model, pressedKey(model, world, keys, message));
    case "mouse":
      return tooSmall(model) ? pure(model) : movedMouse(model, world, message);
    case "paste":
      return typed(model, pasted(model, world, keys, message.text));
    case "act":
      return act(model, world, message.action, message.word);
    case "pick":
      return model.panel === null
        ? pure(model)
        : panelPick(model, model.panel, message.line, { world, keys });
  }
}

/** The drawing changed: what was selected, or typed in, may be gone. */
function withDocument(
  model: Model,
  { document, edits }: Extract<Message, { type: "document" }>,
  world: World,
): Model {
  const content = world.contentBox();
  const pruned = pruneSelection({ ...model, document, content });
  return followEntry(dropEntryOfDead(pruned, world), edits ?? new Map());
}

function typed(before: Model, { model, effects }: Update): Update {
  return { model: followCaret(before, model), effects };
}

/** Pasted text is text, never keys (T22). */
function pasted(
  model: Model,
  world: World,
  keys: Keymap,
  text: string,
): Update {
  if (model.panel !== null) {
    return panelPaste(model, model.panel, text, { world, keys });
  }
  if (model.past !== null) return pure(model);
  if (model.entry !== null) {
    return typeText(model, world, model.entry, text);
  }
  if (model.fresh !== null && world.now >= model.boxesUntil) {
    return pasteDrawing(model, world, text) ?? beginTyping(model, world, text);
  }
  return pasteOnCanvas(model, world, text);
}

/** A line from outside: others may have had a word in it. */
function told(
  model: Model,
  world: World,
  text: string,
  tone: "info" | "warning" | "error",
): Model {
  return notify(model, plain(text), tone, world.now);
}
