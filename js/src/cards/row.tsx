/** A line of a card: what it is about, and what there is. */
import type { ComponentChildren } from "preact";
import { useCards } from "./cards-view";

type Props = { name: string; action?: ComponentChildren; children: ComponentChildren };

export function Row({ name, action, children }: Props) {
  return (
    <div class="cjw-about">
      <span class="cjw-about-what">
        {useCards().t(`persona.field.${name}`)}
        {action}
      </span>
      <div>{children}</div>
    </div>
  );
}
