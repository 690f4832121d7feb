/** The parts that readers of JSON and YAML have in common: from a text to its values, and on to a declaration. Knows no format. */
import type { Source } from '../grammar/source.ts';
import { type Wanted, wantedRecords } from './asking.ts';
import { parseYamlText } from './declaration-yaml.ts';
import { type Dialect, parseJsonText } from './json-text.ts';
import { beginReading, emptyRecord, endReading, fieldsOf, type Reader, type Reading } from './reading.ts';
import { fillUnknown } from './unknown.ts';
import { type At, type Filled, recordAt, spanAt, topOf, type Values } from './values.ts';

/** A text on its way to a declaration. */
export interface Filling {
  readonly values: Values;
  readonly reading: Reading;
}

/** What a file says, by the parts of a declaration. A part left out is not known. */
export interface Said {
  readonly app?: Readonly<Record<string, Filled | undefined>>;
  readonly permissions?: readonly Wanted[];
  /** Lists of records by their key, each made for the pointer it gets. */
  readonly lists?: Readonly<Record<string, ((pointer: string) => readonly unknown[]) | undefined>>;
  /** No other file of the app asks for more. */
  readonly whole?: boolean;
}

/** A reader that says what the values of a text come to. `yaml`: what is no JSON is YAML. */
export function platformReader(
  format: string,
  dialect: Dialect | 'yaml',
  say: (top: At, filling: Filling) => Said,
): Reader {
  return (source: Source, context) => {
    const reading = beginReading(source, context);
    const isYaml = dialect === 'yaml' && !/^\s*[[{/]/.test(source.text);
    const values = isYaml
      ? parseYamlText(reading)
      : parseJsonText(reading, dialect === 'yaml' ? 'either' : dialect);
    const said = values && say(topOf(values), { values, reading });
    const tree = values && said && treeOf(said, { values, reading });
    return { ...endReading(reading, format, tree, true), whole: said?.whole ?? false };
  };
}

function treeOf(said: Said, { values, reading }: Filling): unknown {
  const { plan } = reading;
  const span = values.places.get('');
  const setPlace = (pointer: string): void => {
    if (span) reading.places.set(pointer, span);
  };
  setPlace('');
  const tree = emptyRecord();
  const fields = fieldsOf(plan, plan.root);
  if (said.app && fields.has('app')) tree.app = recordAt(reading, 'app', '/app', span, said.app);
  if (said.permissions && fields.has('permissions')) {
    setPlace('/permissions');
    tree.permissions = wantedRecords(said.permissions, '/permissions', reading);
  }
  for (const [key, make] of Object.entries(said.lists ?? {})) {
    if (make === undefined || !fields.has(key)) continue;
    setPlace(`/${key}`);
    tree[key] = make(`/${key}`);
  }
  return fillUnknown(plan, tree);
}

/** The value at a place, as a field. */
export function filledBy(at: At | undefined, { values }: Filling): Filled | undefined {
  return at && { value: at.value, span: spanAt(values, at) };
}

/** A text that is written out; null where a build fills in all of it (`$(NAME)`, `__MSG_name__`, `$string:name`). */
export function textAt(at: At | undefined, { values }: Filling): Filled | undefined {
  if (at === undefined) return undefined;
  const isText = typeof at.value === 'string' && !isPlaceholder(at.value);
  return { value: isText ? at.value : null, span: spanAt(values, at) };
}

/** Whether a text stands for another that is written elsewhere. */
export function isPlaceholder(text: string): boolean {
  return /^\s*(?:\$[({][^)}]*[)}]|__\w+__|\$\w+:\S+|%\w+%|\{\{.*\}\}|<%.*%>)\s*$/.test(text);
}
