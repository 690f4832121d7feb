/** The back ends, by the name of their target. Knows nothing of what they write. */
import type { Plan } from '../plan.ts';
import { type EmittedFile, emitTypeScript } from './typescript.ts';

/** Makes the files of a target of a plan. */
export type Emit = (plan: Plan) => { readonly files: readonly EmittedFile[] };

export const targets = {
  typescript: emitTypeScript,
} satisfies Record<string, Emit>;

export type Target = keyof typeof targets;
