/** A button of a toolbar: an icon that says its name to pointers and screen readers. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";
import { keyName } from "./key-names";

type Props = {
  icon: IconName;
  label: string;
  /** As commands write them: `Ctrl+Z`. */
  keys?: string;
  /** The label is written beside the icon where there is room. */
  named?: boolean;
  /** Stands there instead of the icon, and is its name. */
  face?: string;
  size?: number;
  class?: string;
  disabled?: boolean;
  "aria-label"?: string;
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
  "aria-pressed"?: boolean;
  run: (button: HTMLElement) => void;
  children?: ComponentChildren;
};

export function Tool(props: Props) {
  const { icon, label, keys, named, face, size = 16, class: kind, run, children, ...rest } = props;
  return (
    <button
      type="button"
      aria-label={face ? undefined : label}
      title={keys ? `${label} (${keyName(keys)})` : label}
      {...rest}
      class={`cjw-button ${kind ?? ""}`}
      onClick={(event) => run(event.currentTarget)}
    >
      {face ?? <Icon name={icon} size={size} />}
      {named && <span class="cjw-word">{label}</span>}
      {children}
    </button>
  );
}
