/** The plugin for bundlers: `import rules from './app.proviso'`. Knows bundlers only through unplugin. */
import { createUnplugin } from 'unplugin';
import { POLICY_BYTES, readBytes, writeWhole } from '../cli/files.ts';
import { pathOf } from '../cli/host.ts';
import { isDay } from '../grammar/day.ts';
import { type PolicyModule, policyModule, type Remark } from './policy-module.ts';

/** What the plugin is told; all of it may be left out. */
export interface PluginOptions {
  /** The day whose law counts, YYYY-MM-DD; the day of the build where it is left out. */
  readonly asOf?: string;
  /** Whether records take no keys but their fields; it is so where this is left out. */
  readonly closed?: boolean;
  /** Writes the types of each rule file beside it, as `app.proviso.d.ts`. */
  readonly types?: boolean;
  /** The folder of the project: the working folder, where it is left out. */
  readonly folder?: string;
}

const RULE_FILE = /\.proviso$/;

/** The plugin, for every bundler that unplugin knows. */
export const plugin = createUnplugin<PluginOptions | undefined, false>((options = {}) => {
  const { asOf, closed = true, types = false, folder = process.cwd() } = options;
  if (asOf !== undefined && !isDay(asOf))
    throw new Error(`proviso: \`asOf\` has to be a day such as '2026-11-01', and is '${asOf}'`);
  return {
    name: 'proviso',
    // The library is imported by its name: `std/cn/pipl.proviso`.
    resolveId: (id) => (/^std\/.+\.proviso$/.test(id) ? pathOf(id, folder) : null),
    loadInclude: (id) => RULE_FILE.test(pathIn(id)),
    load(id) {
      const path = pathIn(id);
      const day = asOf ?? new Date().toISOString().slice(0, 10);
      const made = policyModule(path, { asOf: day, closed, folder });
      for (const file of made.watched) this.addWatchFile(file);
      for (const one of made.warnings) this.warn(messageOf(one, path));
      const [first] = made.errors;
      if (first) this.error(messageOf(first, path, made.errors.length - 1));
      if (types) writeTypes(path, made);
      // Some bundlers go on after an error; they need a module to go on with.
      return { code: made.code ?? 'export default undefined;', map: null };
    },
    esbuild: { loader: 'js', onLoadFilter: RULE_FILE, onResolveFilter: /^std\/.+\.proviso$/ },
  };
});

const pathIn = (id: string): string => id.replace(/[?#].*$/, '');

/** The frame is in the message, with the line and the place underlined; a stack would lead into this program. */
function messageOf({ message, location }: Remark, id: string, more = 0) {
  const rest = more > 0 ? `\n… and ${more} more` : '';
  const loc = location && { file: location.file, line: location.line, column: location.column - 1 };
  return { message: message + rest, id, stack: '', ...(loc ? { loc } : {}) };
}

/** Not where they stand there already: whoever watches the folder would be woken for nothing. */
function writeTypes(path: string, { types }: PolicyModule): void {
  const file = `${path}.d.ts`;
  if (types === undefined) return;
  const before = readBytes(file, POLICY_BYTES);
  if ('bytes' in before && new TextDecoder().decode(before.bytes) === types) return;
  writeWhole([{ path: file, text: types }]);
}
