/** The formats of a report by name, each loaded when it is asked for. Knows nothing of what they write. */
import type { Report } from './report.ts';

/** Writes a whole report. */
export type Format = (report: Report) => string;

export const formats = {
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  junit: async () => (await import('./junit.ts')).junit,
  github: async () => (await import('./github.ts')).github,
  markdown: async () => (await import('./markdown.ts')).markdown,
  html: async () => (await import('./html.ts')).html,
} satisfies Record<string, () => Promise<Format>>;

export type FormatName = keyof typeof formats;

export const FORMAT_NAMES = Object.keys(formats) as readonly FormatName[];
