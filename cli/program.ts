/** The commands and their options, as `--help` shows them. Each command is loaded when it is called. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../grammar/day.ts';
import { PLATFORMS } from '../readers/in-part.ts';
import type { Threshold } from './commands/test.ts';
import { EXIT, EXIT_HELP, type ExitCode } from './exit.ts';
import { FORMAT_NAMES } from './formats/index.ts';
import type { Terminal } from './terminal.ts';
import type { Share } from './testing/mutants.ts';
import { TOOL } from './tool.ts';

/** Runs a command line (without the program's own name) and gives its exit code. */
export async function run(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const result: { exit: ExitCode } = { exit: EXIT.complies };
  const program = programFor(terminal, (exit) => {
    result.exit = exit;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return result.exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.complies : EXIT.unusable;
    throw error;
  }
}

type Done = (exit: ExitCode) => void;

function programFor(terminal: Terminal, done: Done): Command {
  const program = new Command('proviso')
    .description('States what an app may collect, and holds manifests against it')
    .version(TOOL.version)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out.write, writeErr: terminal.err.write })
    .showHelpAfterError('(`proviso --help` lists the commands)')
    .addHelpText('after', EXIT_HELP);
  for (const add of [
    addCheck,
    addBuild,
    addVerify,
    addLint,
    addRead,
    addTest,
    addNew,
    addFmt,
    addShow,
    addExplain,
    addDemo,
  ]) {
    add(program, terminal, done);
  }
  return program;
}

type Add = (program: Command, terminal: Terminal, done: Done) => void;

const addCheck: Add = (program, terminal, done) => {
  command(
    program,
    'check [files...]',
    'say what is wrong with rule files (of folders, all below; of nothing, all below this one)',
  )
    .addOption(asOf(terminal))
    .action(async (files, options) =>
      done(await (await import('./commands/check.ts')).check(files, options, terminal)),
    );
};

const addBuild: Add = (program, terminal, done) => {
  command(program, 'build <policy>', 'compile a policy to JSON Schema and TypeScript')
    .requiredOption('-o, --out <folder>', 'where to write the files')
    .option('--target <name>', 'only this target (may be given several times)', collect, [])
    .option('--verify', 'check the files with TypeScript and Ajv before writing them', false)
    .option(
      '--certify',
      'compare all targets on manifests made from the rules, and write what was compared',
      false,
    )
    .addOption(
      new Option('--samples <number>', 'with --certify: manifests for each rule at most')
        .default(100)
        .argParser(wholeNumber(100_000)),
    )
    .addOption(
      new Option('--seed <number>', 'with --certify: which manifests, of more than these')
        .default(1)
        .argParser(wholeNumber(1_000_000_000)),
    )
    .option('--open', 'let records have other keys than their fields')
    .option('--no-open', 'let them have none, whatever the configuration says')
    .option('--watch', 'build again when a rule file changes, until Ctrl-C', false)
    .addOption(asOf(terminal))
    .action(async (policy, options) =>
      done(await (await import('./commands/build.ts')).build(policy, options, terminal)),
    );
};

const addVerify: Add = (program, terminal, done) => {
  command(
    program,
    'verify <certificate>',
    'compare again what a certificate of `build --certify` says, on the files beside it',
  ).action(async (certificate) =>
    done(await (await import('./commands/verify.ts')).verifyCertificate(certificate, terminal)),
  );
};

const addLint: Add = (program, terminal, done) => {
  command(
    program,
    'lint [manifests...]',
    'hold manifests against a policy (of a folder, all below it as one app; of nothing, those of proviso.config.json)',
  )
    .option('--policy <policy>', 'a rule file, or a name of the library such as std/cn/principles')
    .addOption(
      new Option('--format <format>', 'how to report')
        .choices(['text', 'ndjson', ...FORMAT_NAMES])
        .default('text'),
    )
    .option(
      '--set <field=value>',
      'state a fact (may be given several times): app.services=short-video',
      collect,
      [],
    )
    .addOption(
      new Option(
        '--whole <platform>',
        'the files show all that the app asks for there (may be given several times)',
      )
        .argParser(platform)
        .default([]),
    )
    .addOption(
      new Option('--merge', 'all that is named is one app, later files laid over earlier ones')
        .default(false)
        .conflicts(['each', 'lines']),
    )
    .addOption(
      new Option('--each', 'judge each file below a folder by itself').default(false).conflicts('lines'),
    )
    .option('--lines', 'each line of each file is a declaration in JSON; - is the standard input', false)
    .addOption(
      new Option('--jobs <number>', 'how many threads (default: by the number of files)').argParser(jobs),
    )
    .option('--explain', 'say of each rule why it is there', false)
    .option('--baseline <report>', 'show only what is not in an earlier report, written by --format json')
    .addOption(new Option('--lang <language>', 'language of the report').choices(['en', 'zh']))
    .addOption(asOf(terminal))
    .addHelpText('after', EXIT_HELP)
    .action(async (files, options) =>
      done(await (await import('./commands/lint.ts')).lintConfigured(files, options, terminal)),
    );
};

const addRead: Add = (program, terminal, done) => {
  command(program, 'read <manifest>', 'print the declaration that a manifest gives, as JSON')
    .option('--policy <policy>', 'whose records to fill (if not those of the library)')
    .action(async (file, options) =>
      done(await (await import('./commands/read.ts')).read(file, options, terminal)),
    );
};

const addTest: Add = (program, terminal, done) => {
  command(
    program,
    'test [files...]',
    'run the tests in rule files (of folders, all below; of nothing, all below this one)',
  )
    .option(
      '--coverage',
      'say which rules and exceptions no test has shown; less than all ends with 1',
      false,
    )
    .option('--mutate', 'change rules one small step at a time, and say which changes no test noticed', false)
    .addOption(
      new Option(
        '--max-survivors <number>',
        'with --mutate: end with 1 if more go unnoticed, as 5% or 12',
      ).argParser(threshold),
    )
    .addOption(
      new Option('--jobs <number>', 'with --mutate: how many processes try changes')
        .default(1)
        .argParser(processes),
    )
    .addOption(new Option('--share <part>').hideHelp().argParser(share))
    .option('--junit <file>', 'write the results as JUnit XML too')
    .option('--watch', 'run again what a changed rule file or manifest concerns, until Ctrl-C', false)
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text'))
    .action(async (files, options) =>
      done(await (await import('./commands/test.ts')).test(files, options, terminal)),
    );
};

function threshold(text: string): Threshold {
  const [, number = '', percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  if (number === '')
    throw new InvalidArgumentError('It has to be a number such as 12, or a share such as 5%.');
  return percent === '%' ? { percent: Number(number) } : { count: Number(number) };
}

function processes(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It has to be a number from 1 to 99.');
}

function share(text: string): Share {
  const [, nth = '', of = ''] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (Number(nth) < Number(of)) return { nth: Number(nth), of: Number(of) };
  throw new InvalidArgumentError('It has to be a part such as 0/2.');
}

const addNew: Add = (program, terminal, done) => {
  command(program, 'new', 'write a file to start from')
    .command('policy [name]')
    .description('write a policy to start from: laws to adopt, own words, a rule, a test')
    .option('-o, --out <file>', 'where to write it (NAME.proviso, if nothing is said)')
    .option('--adopt <laws>', 'laws of the library that apply, with commas: std/cn/principles', commas, [])
    .action(async (name, options) =>
      done((await import('./commands/new.ts')).newPolicy(name, options, terminal)),
    );
};

function commas(value: string, before: readonly string[]): readonly string[] {
  return [...before, ...value.split(',').flatMap((one) => one.trim() || [])];
}

const addFmt: Add = (program, terminal, done) => {
  command(program, 'fmt [files...]', 'write rule files in their canonical form')
    .option('--check', 'write nothing; exit with 1 if a file is not in it', false)
    .action(async (files, options) =>
      done((await import('./commands/fmt.ts')).fmt(files, options, terminal)),
    );
};

const addShow: Add = (program, terminal, done) => {
  command(program, 'show <stage> <file>', 'print a stage of compiling: tokens, ast, names, types or plan')
    .addOption(asOf(terminal))
    .action(async (stage, file, options) =>
      done((await import('./commands/show.ts')).show(stage, file, options, terminal)),
    );
};

const addExplain: Add = (program, terminal, done) => {
  command(program, 'explain <name>', 'tell more about a diagnostic code, a rule or the terms of a vocabulary')
    .option('--policy <policy>', 'where the rule stands (if not in the library)')
    .action(async (name, options) =>
      done((await import('./commands/explain.ts')).explain(name, options, terminal)),
    );
};

const addDemo: Add = (program, terminal, done) => {
  command(program, 'demo', 'judge the cases of January 2018').action(async () =>
    done(await (await import('./commands/demo.ts')).demo(terminal)),
  );
};

function command(program: Command, usage: string, description: string): Command {
  return program.command(usage).description(description);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function asOf(terminal: Terminal): Option {
  return new Option('--as-of <date>', 'the day whose law counts, YYYY-MM-DD')
    .default(terminal.today, 'today')
    .argParser(day);
}

function wholeNumber(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(`It has to be a whole number from 1 to ${most}.`);
  };
}

function jobs(text: string): number {
  return wholeNumber(256)(text);
}

function platform(text: string, before: readonly string[]): readonly string[] {
  if (PLATFORMS.includes(text)) return [...before, text];
  throw new InvalidArgumentError(`It has to be one of: ${PLATFORMS.join(', ')}.`);
}

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('It has to be a day of the calendar, written as YYYY-MM-DD.');
}
