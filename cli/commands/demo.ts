/** `proviso demo`: tells the cases of January 2018, each before and after, and what an Android manifest shows. */
import { join } from 'node:path';
import type { Plan } from '../../compiler/plan.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { type Ground, groundOf } from '../ground.ts';
import { TOP } from '../host.ts';
import { judge, loadManifest, textsOf } from '../manifest.ts';
import { demandPlan } from '../policy.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { type Look, renderJudged, summaryLine } from '../render-findings.ts';
import { parseFact, setFact } from '../set-facts.ts';
import type { Terminal } from '../terminal.ts';
import { counted, wrap } from '../text.ts';

const POLICY = 'std/cn/principles';
/** The day the ministry spoke to the three companies. */
const DAY = '2018-01-11';

interface Story {
  readonly folder: string;
  readonly title: string;
  readonly tells: string;
}

const STORIES: readonly Story[] = [
  {
    folder: 'alipay-annual-bill',
    title: 'Alipay, the annual bill',
    tells:
      'In small print, a box was ticked already: whoever left it so was taken to agree to the terms of another service.',
  },
  {
    folder: 'baidu-browser',
    title: 'Baidu, the browser',
    tells:
      'A consumer council sued: the browser asked for phone state, messages, contacts and location, and users were not told why.',
  },
  {
    folder: 'toutiao-microphone',
    title: 'Toutiao, the microphone',
    tells:
      'Users suspected that it listened. A declaration cannot show whether it did: that is said, not guessed.',
  },
];

/** Runs the whole story. It shows findings, but finding them is what it is for: it ends with 0. */
export async function demo(terminal: Terminal): Promise<ExitCode> {
  const { out } = terminal;
  const then = demandPlan(POLICY, DAY, terminal);
  if ('exit' in then) return then.exit;
  say(
    terminal,
    `The policy ${POLICY} holds what the regulators held against three companies in January 2018, as ` +
      `${counted(then.plan.rules.length, 'rule')} under the law of that day. What follows is the policy ` +
      'applied to each app, before and after it changed. The manifests are reconstructions for testing, not ' +
      'documents of the companies; examples/*/README.md tells what is known.',
  );
  for (const story of STORIES) await tellStory(story, groundOf(then.policy, then.plan), terminal);
  const now = demandPlan(POLICY, terminal.today, terminal);
  if ('exit' in now) return now.exit;
  await tellAndroid(groundOf(now.policy, now.plan), terminal);
  heading('What to try next', terminal);
  out.write(`${NEXT.join('\n')}\n`);
  return EXIT.complies;
}

const NEXT = [
  '  npx proviso lint examples/alipay-annual-bill/before.yaml --policy std/cn/principles --as-of 2018-01-11 --lang zh',
  '  npx proviso lint path/to/your/AndroidManifest.xml --policy std/cn/principles',
  '  npx proviso build std/cn/principles -o out        JSON Schema and a TypeScript validator of the same policy',
  '  npx proviso explain cn.principles/purpose-told    what a rule says, and what it rests on',
];

function heading(text: string, { out }: Terminal): void {
  out.write(
    `\n${out.paint.strong(`── ${text} ${'─'.repeat(Math.max(0, out.width - text.length - 4))}`)}\n\n`,
  );
}

function say({ out }: Terminal, text: string): void {
  out.write(`${wrap(text, out.width).join('\n')}\n`);
}

function lookFor(plan: Plan, terminal: Terminal): Look {
  return { plan, language: 'en', stream: terminal.out, brief: true };
}

async function tellStory(story: Story, ground: Ground, terminal: Terminal): Promise<void> {
  const { plan } = ground;
  heading(story.title, terminal);
  say(terminal, story.tells);
  for (const name of ['before.yaml', 'after.yaml']) {
    const path = join(TOP, 'examples', story.folder, name);
    const manifest = await loadManifest(path, plan, TOP);
    const judged = await judge(ground, manifest, 'en');
    terminal.out.write(`\n${terminal.out.paint.strong(manifest.file)}\n`);
    if (judged.judgement?.complies)
      terminal.out.write(`${summaryLine(judged, { plan, language: 'en' }, terminal.out)}\n`);
    else terminal.out.write(`\n${renderJudged(judged, lookFor(plan, terminal))}`);
    if (judged.remarks.length > 0) {
      terminal.err.write(renderDiagnostics(judged.remarks, textsOf(manifest), terminal.err));
    }
  }
}

async function tellAndroid(ground: Ground, terminal: Terminal): Promise<void> {
  const { plan } = ground;
  heading('An AndroidManifest.xml, under the law of today', terminal);
  say(
    terminal,
    'A short-video app, of which only the manifest is known, and the kind of service (given by --set).',
  );
  const manifest = await loadManifest(join(TOP, 'examples', 'android-app', 'AndroidManifest.xml'), plan, TOP);
  const fact = parseFact(plan, 'app.services=short-video');
  const { read } = manifest;
  if (read === undefined || 'problem' in fact) return;
  const set = setFact(read.tree, fact.path, fact.value, { plan, partial: read.partial });
  const tree = 'problem' in set ? read.tree : set.value;
  const judged = await judge(ground, { ...manifest, read: { ...read, tree } }, 'en');
  terminal.out.write(`\n${terminal.out.paint.strong(manifest.file)}\n\n`);
  terminal.out.write(renderJudged(judged, lookFor(plan, terminal)));
}
