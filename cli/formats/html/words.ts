/** The words of the page besides those of every report, in each language. Knows no finding. */
import type { Language } from '../../../grammar/ast.ts';

/** What the page says of its own. */
export interface PageWords {
  readonly lang: string;
  readonly title: string;
  readonly policy: string;
  readonly collected: string;
  readonly permissions: string;
  readonly findings: string;
  readonly questions: string;
  readonly flow: string;
  readonly flowOf: (data: number, purposes: number, recipients: number) => string;
  readonly data: string;
  readonly purposes: string;
  readonly recipients: string;
  readonly start: string;
  readonly permission: string;
  readonly told: string;
  readonly notStated: string;
  readonly nobody: string;
  readonly none: string;
  readonly more: (count: number) => string;
  readonly foot: string;
}

const en: PageWords = {
  lang: 'en',
  title: 'What the app collects, and what the rules say',
  policy: 'Policy',
  collected: 'What is collected',
  permissions: 'Permissions asked for',
  findings: 'Findings',
  questions: 'Open questions',
  flow: 'Where the data goes',
  flowOf: (data, purposes, recipients) =>
    `Picture: ${data} kinds of data, ${purposes} purposes, ${recipients} recipients, and which goes to which`,
  data: 'Data',
  purposes: 'Purposes',
  recipients: 'Recipients',
  start: 'How it starts',
  permission: 'Permission',
  told: 'What the user is told',
  notStated: 'not stated',
  nobody: 'nobody',
  none: 'none',
  more: (count) => `and ${count} more`,
  foot: 'Findings come from what the manifest says, not from watching the app. Not legal advice.',
};

const zh: PageWords = {
  lang: 'zh-CN',
  title: '应用收集的信息与规则检查结果',
  policy: '规则',
  collected: '收集的信息',
  permissions: '申请的权限',
  findings: '检查结果',
  questions: '待答问题',
  flow: '信息流向',
  flowOf: (data, purposes, recipients) =>
    `图：${data} 类信息、${purposes} 项目的、${recipients} 类接收方及其流向`,
  data: '信息种类',
  purposes: '目的',
  recipients: '接收方',
  start: '初始状态',
  permission: '权限',
  told: '对用户的说明',
  notStated: '未说明',
  nobody: '不向他人提供',
  none: '无',
  more: (count) => `另有 ${count} 项`,
  foot: '检查结果依据清单所述，不代表对应用行为的检测；不构成法律意见。',
};

/** By language. */
export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = { en, zh };
