/** The icons of the map editor, and which of them stands for a channel. */
import type { IconName } from "./icons";

export const EDITOR_ICONS = {
  into: "M3 2.5v4.2a3 3 0 0 0 3 3h7M9.8 6.5L13 9.7l-3.2 3.2",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M10.4 10.4L14 14",
  ad: "M2.5 6.5v3h2l5 3v-9l-5 3zM12 6.2a2.6 2.6 0 0 1 0 3.6",
  star: "M8 1.9l1.9 3.9 4.2.6-3 3 .7 4.2L8 11.6l-3.8 2 .7-4.2-3-3 4.2-.6z",
  page: "M4 1.8h5.2L12.5 5v9.2h-8.5zM9 2v3.2h3.3M6 8h4.5M6 11h4.5",
  cart: "M1.5 2.5h2l1.6 7.5h7l1.4-5.2H4.1M6 13a.6.6 0 1 0 .01 0M11.4 13a.6.6 0 1 0 .01 0",
  pay: "M1.8 4h12.4v8.5H1.8zM1.8 6.8h12.4M4 10h2.5",
  truck:
    "M1.5 4h7.6v7H1.5zM9.1 6.4h3l2.4 2.6v2H9.1M4.4 11.1a1.3 1.3 0 1 0 .01 0M11.7 11.1a1.3 1.3 0 1 0 .01 0",
  mail: "M1.8 3.5h12.4v9H1.8zM2 4l6 4.8L14 4",
  person:
    "M8 2.2a2.6 2.6 0 1 1 0 5.2a2.6 2.6 0 1 1 0-5.2M2.8 14c.4-3 2.4-4.6 5.2-4.6s4.8 1.6 5.2 4.6",
  phone:
    "M4.6 2L6.6 5.2 5.4 6.8c.7 1.6 2 2.9 3.6 3.6l1.6-1.2 3.2 2c-.2 1.6-1.2 2.6-2.8 2.6C6.4 13.4 2.4 9.4 2 4.8 2 3.2 3 2.2 4.6 2z",
  app: "M4.5 1.6h7v12.8h-7zM7.2 12.2h1.6",
  store: "M2 6.2L3 2.6h10l1 3.6M2 6.2h12M3 6.4v7.2h10V6.4M6.2 13.4V9.4h3.6v4",
  home: "M2 7.6L8 2.4l6 5.2M3.6 6.6v7h8.8v-7",
  globe:
    "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 1 1 8 1.8M1.9 8h12.2M8 1.9c4 3.6 4 8.6 0 12.2M8 1.9c-4 3.6-4 8.6 0 12.2",
  people:
    "M5.6 3a2 2 0 1 1 0 4.1a2 2 0 1 1 0-4.1M1.6 13c.2-2.6 1.8-4 4-4s3.8 1.4 4 4M10.6 3.4a1.9 1.9 0 1 1 .2 3.7M11.6 9.2c1.7.4 2.7 1.7 2.9 3.8",
  edit: "M10.6 2.6l2.8 2.8-7.6 7.6-3.6.8.8-3.6zM8.8 4.4l2.8 2.8",
  lanes: "M2 2.8h12v3H2zM2 7.6h12M2 10.2h12v3H2z",
  table: "M2 3h12v10H2zM2 6.3h12M2 9.7h12M6.3 3v10",
  up: "M3.5 10L8 5.5 12.5 10",
  next: "M6 3l5 5-5 5",
  previous: "M10 3L5 8l5 5",
  minus: "M3 8h10",
  present: "M1.8 2.8h12.4v8H1.8zM8 10.8v3.4M5.4 14.2h5.2M6.8 5l3 1.9-3 1.9z",
  panel: "M1.8 2.8h12.4v10.4H1.8zM10 2.8v10.4M11.6 5.4h1M11.6 7.6h1",
  full: "M2.4 6V2.4H6M10 2.4h3.6V6M13.6 10v3.6H10M6 13.6H2.4V10",
  figures: "M2.4 13.6h11.2M4 13.4V9M8 13.4V3M12 13.4V6",
  fit: "M1.8 2.8v10.4M14.2 2.8v10.4M4 8h8M6 6L4 8l2 2M10 6l2 2-2 2",
  help: "M5.6 6.2c0-3.4 5-3.2 5-.2 0 2-2.4 2-2.4 4M8.2 13h.01",
  smile:
    "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 1 1 8 1.6M5.8 6.4h.01M10.2 6.4h.01M5.2 9.6c1.2 1.7 4.4 1.7 5.6 0",
  neutral: "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 1 1 8 1.6M5.8 6.4h.01M10.2 6.4h.01M5.4 10.2h5.2",
  sad: "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 1 1 8 1.6M5.8 6.4h.01M10.2 6.4h.01M5.2 11c1.2-1.7 4.4-1.7 5.6 0",
} as const;

export type EditorIcon = keyof typeof EDITOR_ICONS;

/** Words in a channel's name, in the languages of the interface, and the icon they stand for. */
const CHANNELS: [RegExp, IconName][] = [
  [/search|seo|поиск|搜索|搜尋/i, "search"],
  [/\bads?\b|advert|banner|campaign|outbound|tv|реклам|广告|廣告/i, "ad"],
  [/review|rating|отзыв|评价|評價|评论|評論/i, "star"],
  [/mail|newsletter|почт|邮件|郵件/i, "mail"],
  [/chat|messag|sms|(?<!\p{L})чат|сообщ|聊天|消息|訊息/iu, "chat"],
  [/call|phone|hotline|звон|телефон|电话|電話/i, "phone"],
  [/basket|cart|корзин|购物车|購物車/i, "cart"],
  [/pay|checkout|bank|оплат|支付|付款/i, "pay"],
  [/app\b|mobile|прилож|应用|應用|手机|手機/i, "app"],
  [/deliver|courier|parcel|ship|post|достав|курьер|配送|快递|快遞/i, "truck"],
  [/store|shop|retail|branch|магазин|门店|門店|商店/i, "store"],
  [/home|product|use|(?<!\p{L})дом(?!ен)|使用|家/iu, "home"],
  [/social|community|соцсет|社交/i, "people"],
  [
    /friend|mouth|person|staff|referral|(?<!\p{L})друг(?!ой|ая|ие)|советы|朋友|口碑|人员/iu,
    "person",
  ],
  [/page|document|страниц|页面|頁面/i, "page"],
  [/web|site|online|internet|сайт|网|網/i, "globe"],
];

export function channelIcon(...names: string[]): IconName | null {
  for (const name of names) {
    const found = name && CHANNELS.find(([words]) => words.test(name));
    if (found) return found[1];
  }
  return null;
}
