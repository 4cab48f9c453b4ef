/** The icons that only persona cards have. */
export const CARD_ICONS = {
  heart: "M8 13.4L3 8.3a3 3 0 0 1 5-3.3a3 3 0 0 1 5 3.3z",
  target: "M8 2a6 6 0 1 1-.01 0M8 5.4a2.6 2.6 0 1 1-.01 0",
};

export type CardIcon = keyof typeof CARD_ICONS;
