/** Says in each language why no rule had anything to judge. Knows no finding. */
import { keysOf } from '../readers/reading.ts';
import type { Idle } from './reach.ts';
import { counted } from './text.ts';

/** A value that decided, as a user would write it with `--set`: `app.markets=us,jp`. */
function facts(because: Extract<Idle, { kind: 'other-apps' }>['because'], nothing: string): string {
  return because
    .map(({ pointer, value }) => `${keysOf(pointer).join('.')}: ${shown(value, nothing)}`)
    .join(', ');
}

function shown(value: unknown, nothing: string): string {
  if (Array.isArray(value)) return value.length === 0 ? nothing : value.map(String).join('/');
  return value === null ? nothing : String(value);
}

const rulesOf = (rules: number): string => (rules === 1 ? 'its only rule' : `its ${rules} rules`);

/** In English; the end of a sentence. */
export function idleReason(why: Idle): string {
  switch (why.kind) {
    case 'no-rule':
      return why.used === undefined
        ? 'it enforces none; write a rule, or `adopt` those of a law'
        : `it enforces none; \`use\` brings in names alone, write \`adopt ${why.used}\``;
    case 'not-in-force': {
      const turn =
        why.begins === undefined
          ? `the last of them ended on ${why.ended}`
          : `the first begins on ${why.begins}`;
      return `none of its ${counted(why.rules, 'rule')} is in force on ${why.day}; ${turn}`;
    }
    case 'other-apps':
      return `${rulesOf(why.rules)} ${why.rules === 1 ? 'is' : 'are'} for other apps than this one (${facts(why.because, 'none')})`;
    case 'nothing-there':
      return `the app declares nothing of which ${rulesOf(why.rules)} ${why.rules === 1 ? 'speaks' : 'speak'}`;
  }
}

/** In Chinese; the end of a sentence. */
export function zhIdleReason(why: Idle): string {
  switch (why.kind) {
    case 'no-rule':
      return why.used === undefined
        ? '这套规则没有可执行的规则；请写规则，或用 `adopt` 采用某部法律的规则'
        : `这套规则没有可执行的规则；\`use\` 只引入名称，请改写为 \`adopt ${why.used}\``;
    case 'not-in-force': {
      const turn =
        why.begins === undefined ? `最后一条于 ${why.ended} 失效` : `最早一条于 ${why.begins} 生效`;
      return `其 ${why.rules} 条规则在 ${why.day} 均无效力；${turn}`;
    }
    case 'other-apps':
      return `其 ${why.rules} 条规则针对其他应用（${facts(why.because, '无')}）`;
    case 'nothing-there':
      return `该应用未声明其 ${why.rules} 条规则所涉及的事项`;
  }
}
