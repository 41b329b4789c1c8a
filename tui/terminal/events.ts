/**
 * What a terminal tells a program, once decoded.
 *
 * @module
 */

import type {
  KeyInput,
  MouseInput,
  PasteInput,
  ResizeInput,
} from "../state/input/input.ts";

/**
 * A key.
 *
 * `key` is its canonical name, modifiers included, in the order `ctrl+meta+shift+`: `a`, `A`, `1`,
 * `é`, `space`, `enter`, `escape`, `tab`, `shift+tab`, `backspace`, `delete`, `insert`, `up`,
 * `shift+up`, `home`, `end`, `pageup`, `pagedown`, `f1`…`f12`, `ctrl+z`, `meta+x`, `ctrl+space`.
 * Of a printable character, Shift is part of the character: `A`, never `shift+a`. `text` is a
 * printable code point; Enter and Tab type nothing.
 */
export interface KeyEvent extends KeyInput {
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
}

/** The mouse, always inside of the screen; button `none` for motion without one, and for the wheel. */
export type MouseEvent = MouseInput;

/** The mouse buttons that a terminal reports. */
export type MouseButton = MouseEvent["button"];

/** Text that was pasted, lines ended by `\n`, without control characters but `\n` and `\t`. */
export type PasteEvent = PasteInput;

/** The terminal's window got or lost the keyboard. */
export interface FocusEvent {
  readonly type: "focus";
  readonly focused: boolean;
}

/** The terminal has a new size, in cells. */
export type ResizeEvent = ResizeInput;

/** Nobody is at the other end any more; told once. */
export interface HangupEvent {
  readonly type: "hangup";
}

/** All that a terminal tells. */
export type TerminalEvent =
  | KeyEvent
  | MouseEvent
  | PasteEvent
  | FocusEvent
  | ResizeEvent
  | HangupEvent;
