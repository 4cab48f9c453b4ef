/** The buttons of a part of the toolbar. */
import { Tool } from "../../widget/tool";
import { type Command, commandWords, keysOf, type MenuName, offered, ofMap } from "../command";
import { useView, type View } from "../view";

export function Tools({ of }: { of: MenuName }) {
  const view = useView();
  return offered(view, of, ofMap(view, view.root)).map((command) => (
    <CommandTool key={command.id} view={view} command={command} />
  ));
}

function CommandTool({ view, command }: { view: View; command: Command }) {
  const { button, checked, run } = command;
  if (!button) return null;
  const target = ofMap(view, view.root);
  const label = commandWords(command, view, target);
  const on = checked?.(view, target);
  const { icon, named, opens, face } = button;
  return (
    <Tool
      icon={icon}
      class={button.class}
      named={named}
      face={face?.(view)}
      label={label}
      keys={keysOf(command, target)}
      aria-haspopup={opens === "menu" ? "menu" : undefined}
      aria-expanded={opens === "panel" ? on : undefined}
      aria-pressed={opens ? undefined : on}
      run={(element) => void run(view, ofMap(view, element))}
    />
  );
}
