/** The plugin for rollup. */
import { plugin } from './plugin.ts';

export type { PluginOptions } from './plugin.ts';

/** Lets `import rules from './app.proviso'` give the validator of a rule file. */
export const proviso = plugin.rollup;
