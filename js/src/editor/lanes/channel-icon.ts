/** Which icon stands for a channel. */
import type { IconName } from "../../widget/icons";

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
  [/\bhome\b(?![\s-]*page)|(?<!\p{L})дома?(?!\p{L})|在家|家里|家裡|居家/iu, "home"],
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
