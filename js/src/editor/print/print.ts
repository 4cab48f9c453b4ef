/** On paper the map stands in pieces as wide as a page, each with the names of the lanes. */
import { createElement, render } from "preact";
import { score } from "../../document/numbers";
import { isFull } from "../../dom/full-screen";
import { nameOf } from "../../widget/names";
import { Mark } from "../../widget/personas";
import { shownPersonas } from "../emotion/feeling";
import type { View } from "../view";
import { legend } from "./legend";
import { pages } from "./pages";

/** Pixels on the lower of the usual papers, A4 across, less its margins and the foot of a map. */
const HEIGHT = 670;
/** What a heading, the code of a cell and a board's line of filters take above the first sheet. */
const HEADED = 180;
/** The small letters of a map have 6 points at this scale. */
const SMALLEST = 0.73;

/** Lay the map out for paper whenever the page is printed. */
export function watchPrinting(view: View, ended: AbortSignal): void {
  const { root } = view;
  let gone = () => {};
  const away = () => {
    gone();
    gone = () => {};
  };
  const lay = () => {
    away();
    const grid = root.querySelector<HTMLElement>(".cjw-grid");
    if (!grid) return;
    const paper = laid(view, grid);
    if (isFull(root)) {
      // What fills the screen has one sheet of paper and no more: the map is printed beside it.
      const beside = root.cloneNode(false) as HTMLElement;
      beside.classList.remove("cjw-full", "cjw-presenting");
      beside.popover = null;
      const foot = root.querySelector(".cjw-foot")?.cloneNode(true);
      beside.append(paper, ...(foot ? [foot] : []));
      root.after(beside);
      root.classList.add("cjw-beside");
      gone = () => {
        beside.remove();
        root.classList.remove("cjw-beside");
      };
    } else {
      root.prepend(paper);
      gone = () => paper.remove();
    }
    shrink(paper);
  };
  const media = matchMedia("print");
  const listen = { signal: ended };
  window.addEventListener("beforeprint", lay, listen);
  window.addEventListener("afterprint", away, listen);
  media.addEventListener("change", () => (media.matches ? lay() : away()), listen);
  ended.addEventListener("abort", away);
}

function laid(view: View, grid: HTMLElement): HTMLElement {
  const paper = document.createElement("div");
  paper.className = "cjw-paper";
  paper.ariaHidden = "true";
  const { cols } = view.layout.peek();
  const parts = pages(cols);
  const title = String(view.session.store.peek(view.session.root)?.fields.title ?? "");
  parts.forEach(([from, to], at) => {
    const sheet = paper.appendChild(document.createElement("section"));
    const head = sheet.appendChild(document.createElement("p"));
    const name = head.appendChild(document.createElement("b"));
    name.textContent = title;
    for (const { id, index, name } of shownPersonas(view)) {
      if (!id) continue;
      const mark = createElement(Mark, { index });
      render([mark, name], head.appendChild(document.createElement("span")));
    }
    if (parts.length > 1)
      head.append(view.t("editor.present.count", { n: at + 1, all: parts.length }));
    const part = piece(view, grid, from, to);
    const before = cols[from - 1];
    if (before) {
      const place = nameOf(view, before.touchpoint ?? before.stage);
      sayWhence(part, view.t("editor.print.from", { place, page: at }));
    }
    sheet.append(part, legend(view, part));
  });
  return paper;
}

/** Make a map that is higher than its sheets smaller, as far as it can be read then. */
function shrink(paper: HTMLElement): void {
  paper.classList.add("cjw-measured");
  const heights = [...paper.children].map((sheet) => (sheet as HTMLElement).offsetHeight);
  paper.classList.remove("cjw-measured");
  const zooms = heights.map((height, at) => (at ? HEIGHT : HEIGHT - HEADED) / height);
  paper.style.zoom = Math.max(SMALLEST, Math.min(1, ...zooms)).toFixed(3);
}

/** A copy of the grid that has some of its columns. */
function piece(view: View, grid: HTMLElement, from: number, to: number): HTMLElement {
  const copy = grid.cloneNode(true) as HTMLElement;
  copy.style.cssText = `--cjw-count:${to - from}`;
  copy.inert = true;
  for (const cell of copy.querySelectorAll<HTMLElement>("[data-row]")) {
    const col = Number(cell.dataset.col);
    const start = Math.max(col, from);
    const end = Math.min(col + Number(cell.ariaColSpan ?? 1), to);
    if (end <= start) cell.remove();
    else cell.style.gridColumn = `${start - from + 2} / ${end - from + 2}`;
  }
  for (const cell of copy.querySelectorAll(".cjw-feeling")) putValues(cell, view);
  for (const curve of copy.querySelectorAll(".cjw-curves"))
    curve.setAttribute("viewBox", `${from} 0 ${to - from} 100`);
  return copy;
}

/** Say where the curves of a page come from. */
function sayWhence(part: HTMLElement, said: string): void {
  for (const curve of part.querySelectorAll(".cjw-curves:has(.cjw-curve)")) {
    const whence = document.createElement("span");
    whence.className = "cjw-whence";
    whence.textContent = said;
    curve.parentElement?.querySelector(".cjw-feeling")?.append(whence);
  }
}

/** Say values beside their marks, for paper has no tips: the lower ones below. */
function putValues(cell: Element, view: View): void {
  const points = [...cell.querySelectorAll<HTMLElement>("[aria-valuenow]")];
  const best = Math.max(...points.map((point) => Number(point.ariaValueNow)));
  for (const point of points) {
    const value = Number(point.ariaValueNow);
    point.dataset.value = score(value, view.t);
    point.classList.toggle("cjw-below", value < best);
  }
}
