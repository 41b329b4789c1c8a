/**
 * What a terminal tells a program, once decoded.
 *
 * @module
 */

/**
 * A key.
 *
 * `key` is its canonical name, modifiers included, in the order `ctrl+meta+shift+`: `a`, `A`, `1`,
 * `é`, `space`, `enter`, `escape`, `tab`, `shift+tab`, `backspace`, `delete`, `insert`, `up`,
 * `shift+up`, `home`, `end`, `pageup`, `pagedown`, `f1`…`f12`, `ctrl+z`, `meta+x`, `ctrl+space`.
 * Of a printable character, Shift is part of the character: `A`, never `shift+a`.
 */
export interface KeyEvent {
  readonly type: "key";
  readonly key: string;
  /** What the key types, `null` if nothing: a printable code point. Enter and Tab type nothing. */
  readonly text: string | null;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
}

/** The mouse buttons that a terminal reports; `none` for motion without one, and for the wheel. */
export type MouseButton = "left" | "middle" | "right" | "none";

/** The mouse, in cells from the top left, counted from 0, always inside of the screen. */
export interface MouseEvent {
  readonly type: "mouse";
  readonly action: "down" | "drag" | "move" | "up" | "wheel";
  readonly button: MouseButton;
  readonly column: number;
  readonly row: number;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
  /** Of the wheel: −1 is up (or left), 1 is down (or right). */
  readonly delta?: -1 | 1;
  /** Of the wheel. */
  readonly axis?: "vertical" | "horizontal";
}

/** Text that was pasted, lines ended by `\n`, without control characters but `\n` and `\t`. */
export interface PasteEvent {
  readonly type: "paste";
  readonly text: string;
}

/** The terminal's window got or lost the keyboard. */
export interface FocusEvent {
  readonly type: "focus";
  readonly focused: boolean;
}

/** The terminal has a new size, in cells. */
export interface ResizeEvent {
  readonly type: "resize";
  readonly columns: number;
  readonly rows: number;
}

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
