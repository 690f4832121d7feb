/** The command's own words about findings, in each language. Knows no finding. */
import { idleReason, zhIdleReason } from './idle-words.ts';
import type { Idle } from './reach.ts';
import { counted } from './text.ts';

/** What a report says besides what the policy says. */
export interface Words {
  readonly asOf: (day: string) => string;
  /** The files that are judged as one app. */
  readonly together: (files: readonly string[]) => string;
  readonly violated: string;
  readonly notFollowed: string;
  readonly waived: (until: string, by: string, because: string) => string;
  readonly rule: string;
  readonly law: string;
  readonly mend: string;
  readonly colon: string;
  readonly comma: string;
  readonly semicolon: string;
  readonly openQuestion: string;
  readonly openQuestions: (count: number) => string;
  readonly openRecommendations: (count: number) => string;
  readonly adviceHeading: string;
  readonly alsoAt: (count: number, lines: string) => string;
  readonly concerns: string;
  readonly answer: string;
  readonly decides: string;
  readonly more: (count: number) => string;
  readonly line: (line: number) => string;
  readonly moreExactly: (value: string) => string;
  readonly orNone: string;
  /** What other files of an app ask for, by platform. */
  readonly others: Readonly<Record<string, string>>;
  readonly of: (inner: string, outer: string) => string;
  readonly partial: string;
  readonly complies: string;
  /** How many of the rules in force had something to judge. */
  readonly applied: (applied: number, inForce: number) => string;
  /** Nothing was judged, and why. */
  readonly idle: (file: string, why: Idle) => string;
  readonly setByHand: string;
  readonly inPlaceOf: (value: string) => string;
  readonly nothingJudged: string;
  readonly nothingToJudge: string;
  readonly nothingNew: (known: number) => string;
  readonly breaks: (rules: number, places: number) => string;
  readonly undecided: string;
  readonly misshapen: (count: number) => string;
  readonly stillOpen: (count: number) => string;
  readonly recommendations: (count: number) => string;
  readonly waivers: (count: number) => string;
  readonly known: (count: number) => string;
  readonly why: string;
  readonly source: string;
}

const en: Words = {
  asOf: (day) => `, as of ${day}`,
  together: (files) => `Read as one app:\n${files.map((one) => `  ${one}`).join('\n')}`,
  violated: 'Violated',
  notFollowed: 'Recommendation not followed',
  waived: (until, by, because) => `Waived until ${until} (approved by ${by}: ${because})`,
  rule: 'Rule',
  law: 'Basis',
  mend: 'To do',
  colon: ': ',
  comma: ', ',
  semicolon: '; ',
  openQuestion: 'Open question',
  openQuestions: (count) =>
    `${counted(count, 'open question')}: the manifest does not say, so these rules cannot be decided`,
  openRecommendations: (count) => `${counted(count, 'open question')} on which only recommendations depend`,
  adviceHeading: 'Recommendations not followed, and what is waived',
  alsoAt: (count, lines) => `The same at ${counted(count, 'more place')}: line ${lines}`,
  concerns: 'For',
  answer: 'Answer',
  decides: 'Decides',
  more: (count) => `and ${count} more`,
  line: (line) => `line ${line}`,
  moreExactly: (value) => `say more exactly than "${value}"`,
  orNone: 'list them, or say that there are none',
  others: {
    android:
      'What libraries, flavours and the build ask for on Android (lint the merged manifest of a build)',
    ios: "What translations, other targets and the build's settings ask for on Apple's systems",
    harmony: 'What other modules and libraries ask for on HarmonyOS',
    wechat: 'What the code of the mini-program asks for in WeChat while it runs',
    alipay: 'What the code of the mini-program asks for in Alipay while it runs',
    'web-extension': 'What the build adds to the manifest of the extension',
  },
  of: (inner, outer) => `${inner} of ${outer}`,
  partial:
    'This file shows what the app asks for, not why, nor what becomes of the data; what it cannot say stays open. ' +
    'State what you know with --set, or lint a declaration.',
  complies: 'Complies: every rule is satisfied or waived',
  applied: (applied, inForce) =>
    applied === inForce
      ? `${counted(inForce, 'rule')} in force, all of which applied`
      : `${applied} of ${counted(inForce, 'rule')} in force applied, ${inForce - applied} had nothing to judge`,
  idle: (file, why) => `No rule of this policy applies to ${file}, nothing was judged: ${idleReason(why)}`,
  setByHand: 'Set by hand',
  inPlaceOf: (value) => ` (in place of ${value})`,
  nothingJudged: 'Nothing was judged',
  nothingToJudge: 'the rule had nothing to judge in this manifest',
  nothingNew: (known) =>
    `Nothing new; ${counted(known, 'known finding')} ${known === 1 ? 'remains' : 'remain'}`,
  breaks: (rules, places) =>
    `Does not comply: ${counted(rules, 'rule')} violated in ${counted(places, 'place')}`,
  undecided: 'Cannot be decided: nothing is violated, but not everything is answered',
  misshapen: (count) => `${counted(count, 'mistake')} in the form of the manifest`,
  stillOpen: (count) => `${counted(count, 'open question')}`,
  recommendations: (count) => `${counted(count, 'recommendation')} not followed`,
  waivers: (count) => `${counted(count, 'violation')} waived`,
  known: (count) => `${counted(count, 'finding')} of the baseline not shown`,
  why: 'Why',
  source: 'Read',
};

const zh: Words = {
  asOf: (day) => `，按 ${day} 有效的规则`,
  together: (files) => `作为同一应用读取：\n${files.map((one) => `  ${one}`).join('\n')}`,
  violated: '违反',
  notFollowed: '未遵循建议',
  waived: (until, by, because) => `豁免至 ${until}（批准：${by}；理由：${because}）`,
  rule: '规则',
  law: '依据',
  mend: '整改',
  colon: '：',
  comma: '、',
  semicolon: '；',
  openQuestion: '待答问题',
  openQuestions: (count) => `${count} 个待答问题：清单尚未说明，以下规则无法判定`,
  openRecommendations: (count) => `${count} 个待答问题，仅涉及建议`,
  adviceHeading: '未遵循的建议与获豁免的事项',
  alsoAt: (count, lines) => `另有 ${count} 处相同：第 ${lines} 行`,
  concerns: '涉及',
  answer: '作答',
  decides: '据以判定',
  more: (count) => `另有 ${count} 项`,
  line: (line) => `第 ${line} 行`,
  moreExactly: (value) => `“${value}”过于笼统，请进一步说明`,
  orNone: '逐项列明，或说明没有',
  others: {
    android: '第三方库、渠道包和构建另外申请的安卓权限（可检查构建合并后的清单）',
    ios: '本地化文件、其他目标和构建设置另外申请的苹果系统权限',
    harmony: '其他模块和库另外申请的鸿蒙权限',
    wechat: '小程序代码运行时申请的微信授权',
    alipay: '小程序代码运行时申请的支付宝授权',
    'web-extension': '构建加入扩展清单的权限',
  },
  of: (inner, outer) => `${outer}的${inner}`,
  partial:
    '该文件只说明应用申请了什么，不说明理由和用途；未能说明的一律视为未知。可用 --set 补充已知事实，或检查完整的声明。',
  complies: '符合：全部规则均已满足或获豁免',
  applied: (applied, inForce) =>
    applied === inForce
      ? `有效规则 ${inForce} 条，全部适用`
      : `有效规则 ${inForce} 条，其中 ${applied} 条适用，${inForce - applied} 条无可判定事项`,
  idle: (file, why) => `没有规则适用于 ${file}，未作任何判定：${zhIdleReason(why)}`,
  setByHand: '手工设定',
  inPlaceOf: (value) => `（替代 ${value}）`,
  nothingJudged: '未作任何判定',
  nothingToJudge: '该规则在此清单中无可判定事项',
  nothingNew: (known) => `没有新增事项；${known} 项已知事项仍然存在`,
  breaks: (rules, places) => `不符合：违反 ${rules} 条规则，共 ${places} 处`,
  undecided: '无法判定：未发现违反，但仍有事项未说明',
  misshapen: (count) => `清单格式有 ${count} 处错误`,
  stillOpen: (count) => `${count} 个待答问题`,
  recommendations: (count) => `${count} 项建议未遵循`,
  waivers: (count) => `${count} 处违反获豁免`,
  known: (count) => `另有 ${count} 项为基线中已有，未显示`,
  why: '理由',
  source: '原文',
};

/** By language. */
export const WORDS = { en, zh } as const;
