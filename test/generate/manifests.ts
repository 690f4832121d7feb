/** Random manifests for a plan: half-filled, or with something wrong, or any JSON at all. Knows no rules. */
import type { Field, FieldType, Plan, ScalarType } from '../../compiler/plan.ts';
import { chance, type Draw, pick, times } from './draw.ts';

/** Any JSON value, mostly one that has the shape or nearly so. */
export function drawManifest(plan: Plan, draw: Draw): unknown {
  const odds = draw.integer(0, 99);
  if (odds >= 97) return drawJson(draw, 3);
  const manifest = drawRecord(plan, plan.root, draw);
  if (odds < 75) return manifest;
  return spoil(plan, manifest, draw);
}

type Json = { [key: string]: unknown };

/** A record that has the shape. Fields that may be left out often are; null is written in a few. */
function drawRecord(plan: Plan, name: string, draw: Draw): Json {
  const record: Json = {};
  for (const field of plan.records.find((one) => one.name === name)?.fields ?? []) {
    if (field.presence !== 'required') {
      if (chance(draw, 20)) continue;
      if (chance(draw, 12)) {
        record[field.key] = null;
        continue;
      }
    }
    record[field.key] = drawValue(plan, field.type, draw);
  }
  if (chance(draw, 4)) record['x-note'] = drawJson(draw, 1);
  return record;
}

function drawValue(plan: Plan, type: FieldType, draw: Draw): unknown {
  if (type.kind === 'record') return drawRecord(plan, type.record, draw);
  if (type.kind === 'list') {
    const of = type.of;
    return times(pick(draw, [1, 0, 2, 3]), () => drawValue(plan, of, draw));
  }
  return drawScalar(plan, type, draw);
}

const TEXTS = [
  '',
  'camera',
  'Camera',
  '2024-02-29',
  'https://example.org/',
  '"\\',
  ' \u3000\t',
  '相机 aab 42',
  '😀',
];
const LINKS = ['https://example.org/', 'http://例', 'https://😀', 'https://org42'];
const DATES = ['2024-02-29', '1999-12-31', '2024-02-30'];

function drawScalar(plan: Plan, type: ScalarType, draw: Draw): unknown {
  switch (type.kind) {
    case 'text':
      return pick(draw, TEXTS);
    case 'link':
      return pick(draw, LINKS);
    case 'date':
      return pick(draw, DATES);
    case 'yes-no':
      return chance(draw, 50);
    case 'number':
      return pick(draw, [0, 1, -1, 2.5, 30, 31, -0.5, 2, 1e300]);
    case 'days':
      return pick(draw, [0, 1, 30, 31, 2.5, 2]);
    case 'term': {
      const terms = plan.vocabularies.find((one) => one.name === type.vocabulary)?.terms ?? [];
      return pick(draw, terms).name;
    }
  }
}

/** Makes one thing wrong somewhere in a manifest that has the shape (or, at times, nothing). */
function spoil(plan: Plan, manifest: Json, draw: Draw): unknown {
  const places = recordsIn(plan, plan.root, manifest);
  const { record, fields } = pick(draw, places);
  const field = pick(draw, fields);
  switch (pick(draw, ['value', 'extra', 'missing', 'null', 'item', 'word', 'proto', 'list'] as const)) {
    case 'value':
      record[field.key] = drawJson(draw, 2);
      break;
    case 'extra':
      record[pick(draw, ['unheard', 'x', 'X-note', 'x-note', ''])] = drawJson(draw, 1);
      break;
    case 'missing':
      delete record[field.key];
      break;
    case 'null':
      record[field.key] = null;
      break;
    case 'item':
      record[field.key] = [...asList(record[field.key]), drawJson(draw, 1)];
      break;
    case 'word':
      record[field.key] = field.type.kind === 'list' ? ['unheard-of'] : 'unheard-of';
      break;
    case 'proto':
      Object.defineProperty(record, '__proto__', { value: {}, enumerable: true, configurable: true });
      break;
    case 'list':
      record[field.key] = Array.isArray(record[field.key])
        ? pick(draw, [{}, 'x', 0])
        : [record[field.key] ?? null];
      break;
  }
  return manifest;
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

interface Place {
  readonly record: Json;
  readonly fields: readonly Field[];
}

function recordsIn(plan: Plan, name: string, record: Json): Place[] {
  const fields = plan.records.find((one) => one.name === name)?.fields ?? [];
  const below = fields.flatMap((field) => {
    const held = field.type.kind === 'list' ? field.type.of : field.type;
    if (held.kind !== 'record') return [];
    const value = record[field.key];
    const values = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
    return values.flatMap((one) => recordsIn(plan, held.record, one as Json));
  });
  return [{ record, fields }, ...below];
}

const ODD_TEXTS = [
  '',
  'alpha',
  'beta',
  '2024-13-01',
  'ftp://x',
  'https://a b',
  'https://',
  '2024-01-01\n',
  '\ud800',
];
const KEYS = ['a', 'plain0', 'holder0', '__proto__', 'x-', 'constructor'];

/** Any JSON value, with what JSON.parse can give: `__proto__` as an own key, a number past all bounds. */
function drawJson(draw: Draw, depth: number): unknown {
  const kind = draw.integer(0, depth === 0 ? 4 : 6);
  if (kind === 0) return null;
  if (kind === 1) return chance(draw, 50);
  if (kind === 2) return pick(draw, [0, -1, 1e21, 0.1, Number.POSITIVE_INFINITY]);
  if (kind <= 4) return pick(draw, ODD_TEXTS);
  if (kind === 5) return times(draw.integer(0, 2), () => drawJson(draw, depth - 1));
  const record: Json = {};
  for (const key of times(draw.integer(0, 2), () => pick(draw, KEYS))) {
    const value = drawJson(draw, depth - 1);
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return record;
}
