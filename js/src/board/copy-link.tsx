/** A button that copies the page's address, in which its filter is. */
import { useState } from "preact/hooks";
import type { Words } from "../document/texts";
import { copyText } from "../dom/copy-text";
import { Icon } from "../widget/icons";

type Props = { address: string; t: Words };

export function CopyLink({ address, t }: Props) {
  // What was said of one address does not hold for the next.
  const [said, setSaid] = useState({ address: "", key: "" });
  const copy = async (near: HTMLElement) => {
    const copied = await copyText(location.href, near.closest(".cjw-filter") ?? near);
    setSaid({ address, key: copied ? "board.copied" : "board.not_copied" });
  };
  return (
    <button type="button" class="cjw-quiet" onClick={(event) => copy(event.currentTarget)}>
      <Icon name="copy" size={14} />
      <span aria-live="polite">{t(said.address === address ? said.key : "board.copy_link")}</span>
    </button>
  );
}
