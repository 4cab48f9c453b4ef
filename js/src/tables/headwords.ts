/** The words by which tables name their rows, in English, Russian and Chinese. */

export const STAGE = /^(journey |customer )?(stage|phase)|^(этап|стади|фаз)|阶段|階段/i;
export const TOUCHPOINT =
  /touch ?-?points?|^steps?$|journey steps?|точк[аи] (контакта|касания)|касани|^шаги?$|触点|接触点|觸點|接觸點|步骤|步驟/i;

/** The first that fits wins: what is more exact stands before what is more general. */
const NAMES: [RegExp, string][] = [
  [/moments? of truth|момент\S* истины|关键时刻|真实瞬间|關鍵時刻/i, "moment_of_truth"],
  [
    /physical evidence|tangible|физическ|вещественн|有形展示|实体证据|有形證據/i,
    "physical_evidence",
  ],
  [/front ?-?stage|фронт|видим\S+ действ|前台/i, "frontstage"],
  [/back ?-?stage|бэк|закулис|后台|後台/i, "backstage"],
  [/support process|поддерж|支持流程|支持系统|支援/i, "support"],
  [/satisf|удовлетвор|满意|滿意|csat/i, "satisfaction"],
  [/emotion|feel|sentiment|mood|эмоц|чувств|настроен|情绪|情緒|情感|感受/i, "emotion"],
  [
    /pain|frustrat|barrier|problem|difficult|боль|боли|барьер|проблем|трудност|痛点|痛點|障碍|问题/i,
    "pains",
  ],
  [/\bideas?\b|solution|иде[яи]|решени|想法|点子|创意|創意/i, "ideas"],
  [/opportunit|improve|возможност|улучшени|точк[аи] роста|机会|機會|改进|改進/i, "opportunities"],
  [/\bkpis?\b|metric|measure|показател|метрик|指标|指標/i, "kpis"],
  [/goal|need|\bjobs?\b|цел[ьи]|потребност|задач|目标|目標|需求/i, "goals"],
  [/think|thought|quote|question|мысл|думае|цитат|вопрос|想|思考|引语|疑问/i, "thoughts"],
  [/channel|media|device|канал|渠道|通路/i, "channel"],
  [
    /action|doing|does|\bdo\b|activit|behavio|step|действ|делае|поведен|行为|行為|行动|行動|动作/i,
    "actions",
  ],
  [/duration|time|длительн|время|时长|時長|时间|時間/i, "duration"],
  [/owner|responsib|department|ответствен|владел|отдел|负责|負責/i, "owner"],
  [/^status|статус|状态|狀態/i, "status"],
  [/evidence|source|research|доказат|источник|исследован|证据|證據|来源|來源/i, "evidence"],
];

/** What a lane of this name shows; a lane that we don't know keeps its text. */
export function laneNamed(name: string): string {
  return NAMES.find(([words]) => words.test(name))?.[1] ?? "text";
}

export function isKnown(name: string): boolean {
  return STAGE.test(name) || TOUCHPOINT.test(name) || laneNamed(name) !== "text";
}
