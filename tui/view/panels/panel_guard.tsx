import { Component, type ReactElement } from "react";
import { faultyPicture } from "./faulty.ts";
import { PanelBox } from "./panel_box.tsx";
import type { PanelPicture } from "./picture.ts";

interface Props {
  readonly picture: PanelPicture;
}

interface State {
  readonly picture: PanelPicture;
  readonly error: unknown;
}

/**
 * A panel, or a line in its place if laying it out fails; the next picture of it is tried again.
 * Without this React would end the whole program. Only classes can do this.
 */
export class PanelGuard extends Component<Props, State> {
  override state: State = { picture: this.props.picture, error: null };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps({ picture }: Props, state: State): State {
    return picture === state.picture ? state : { picture, error: null };
  }

  override render(): ReactElement {
    const { picture, error } = this.state;
    return (
      <PanelBox
        {...error === null ? picture : faultyPicture(picture.box, error)}
      />
    );
  }
}
