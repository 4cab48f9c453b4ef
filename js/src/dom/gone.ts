/** What an element dispatches when it learns whether Python answers what is chosen in it. */
const ANSWERS = "cjw-answers";

export function tellAnswers(element: Element, answers: boolean): void {
  const event = new CustomEvent(ANSWERS, { bubbles: true, composed: true, detail: answers });
  element.dispatchEvent(event);
}

export function hearAnswers(element: Element, heard: (answers: boolean) => void): void {
  element.addEventListener(ANSWERS, (event) => heard((event as CustomEvent<boolean>).detail));
}
