/**
 * What hands do, as the terminal tells it. The terminal's own events are of these types: the
 * client's mind knows what it is told, not who tells it.
 *
 * @module
 */

/** A key. */
export interface KeyInput {
  readonly type: "key";
  /** Its name with modifiers: `a`, `A`, `enter`, `shift+up`, `ctrl+z`. */
  readonly key: string;
  /** What it types, `null` if nothing. */
  readonly text: string | null;
}

/** The mouse, in cells of the screen, counted from 0. */
export interface MouseInput {
  readonly type: "mouse";
  readonly action: "down" | "drag" | "move" | "up" | "wheel";
  readonly button: "left" | "middle" | "right" | "none";
  readonly column: number;
  readonly row: number;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
  /** Of the wheel: −1 is up or left. */
  readonly delta?: -1 | 1;
  /** Of the wheel. */
  readonly axis?: "vertical" | "horizontal";
}

/** Pasted text: never run as keys. */
export interface PasteInput {
  readonly type: "paste";
  readonly text: string;
}

/** The terminal has another size. */
export interface ResizeInput {
  readonly type: "resize";
  readonly columns: number;
  readonly rows: number;
}

/** What hands do. */
export type Input = KeyInput | MouseInput | PasteInput | ResizeInput;
