/** A small plan for trying the readers: the records of a declaration, cut down. Holds no rule. */
import type { Field, FieldType, Plan, RecordType } from '../compiler/plan.ts';

function field(key: string, type: FieldType, presence: Field['presence'] = 'optional'): Field {
  return {
    name: key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    key,
    title: {},
    type,
    presence,
  };
}

function record(name: string, fields: readonly Field[]): RecordType {
  return { name, title: {}, fields };
}

const text = { kind: 'text' } as const;
const yesNo = { kind: 'yes-no' } as const;
const number = { kind: 'number' } as const;
const term = (vocabulary: string) => ({ kind: 'term', vocabulary }) as const;
const one = (name: string) => ({ kind: 'record', record: name }) as const;
const list = (of: Exclude<FieldType, { kind: 'list' }>) => ({ kind: 'list', of }) as const;
const terms = (names: readonly string[], android: Readonly<Record<string, string>> = {}) =>
  names.map((name) => ({ name, title: {}, also: name in android ? { android: [android[name] ?? ''] } : {} }));

/** Records as in the standard library, with the permissions CAMERA, VIBRATE and ACCESS_FINE_LOCATION. */
export const plan: Plan = {
  format: 'proviso-plan/1',
  asOf: '2026-01-01',
  policy: { name: 'try', title: {} },
  vocabularies: [
    { name: 'data', title: {}, terms: terms(['media', 'location', 'location.precise', 'system']) },
    { name: 'market', title: {}, terms: terms(['cn', 'no']) },
    { name: 'platform', title: {}, terms: terms(['android', 'ios']) },
    {
      name: 'system-permission',
      title: {},
      terms: terms(['camera', 'vibrate', 'location', 'contacts'], {
        camera: 'android.permission.CAMERA',
        vibrate: 'android.permission.VIBRATE',
        location: 'android.permission.ACCESS_FINE_LOCATION',
        contacts: 'android.permission.READ_CONTACTS',
      }),
    },
  ],
  records: [
    record('declaration', [
      field('app', one('app')),
      field('collections', list(one('collection'))),
      field('permissions', list(one('permission'))),
    ]),
    record('app', [field('id', text), field('version', text), field('markets', list(term('market')))]),
    record('collection', [
      field('data', term('data'), 'required'),
      field('background', yesNo),
      field('retention', { kind: 'days' }),
      field('name', text),
    ]),
    record('permission', [
      field('platform', term('platform')),
      field('name', text),
      field('asks', term('system-permission')),
      field('data', term('data')),
      field('rationale', text),
      field('untilSdk', number),
      field('neverForLocation', yesNo),
    ]),
  ],
  root: 'declaration',
  tables: [
    {
      name: 'permission-data',
      from: 'system-permission',
      to: 'data',
      rows: { camera: ['media'], vibrate: [], location: ['location.precise'] },
    },
  ],
  rules: [],
};
