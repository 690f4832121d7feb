/** Where a test expects a finding: that the place can be one in a manifest. Knows no rule. */
import type { Test, Text } from '../../grammar/ast.ts';
import { type Report, report } from '../../grammar/diagnostic.ts';
import type { LoadedFile } from '../load.ts';
import { didYouMean } from '../nearest.ts';
import type { FieldType } from '../plan.ts';
import type { FieldEntry, Names } from '../resolve/names.ts';
import { checkCodes } from './codes.ts';

/** Reports places that no manifest has. The top is written `/` or as an empty text. */
export function checkPlaces(test: Test, file: LoadedFile, names: Names, to: Report): void {
  for (const { at } of test.expects) {
    if (at === undefined || at.value === '' || at.value === '/') continue;
    if (!at.value.startsWith('/')) {
      const written = at.value.replaceAll('.', '/');
      report(to, checkCodes, 'place-without-slash', at.span, { place: at.value, written: `/${written}` });
    } else checkSteps(at, file, names, to);
  }
}

function checkSteps(at: Text, file: LoadedFile, names: Names, to: Report): void {
  if (names.manifest === undefined || file.lost.any) return;
  let type: FieldType | undefined = { kind: 'record', record: names.manifest.name };
  for (const step of at.value.slice(1).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const record: string | undefined = type?.kind === 'record' ? type.record : undefined;
    if (type?.kind === 'list') {
      if (/^\d+$/.test(key)) type = type.of;
      else return told(key, 'a list, whose entries are counted from 0', undefined);
    } else if (record !== undefined) {
      const fields: readonly FieldEntry[] = [...(names.records.get(record)?.fields.values() ?? [])];
      const field: FieldEntry | undefined = fields.find((one) => one.key === key);
      if (field === undefined && key.startsWith('x-')) return;
      if (field === undefined) {
        const hint = didYouMean(
          key,
          fields.map((one) => one.key),
        );
        return told(key, `a record \`${record}\`, which has no such field`, hint);
      }
      type = field.type;
    } else return told(key, 'a single value, which has nothing in it', undefined);
  }

  function told(key: string, holder: string, hint: string | undefined): void {
    report(to, checkCodes, 'place-nowhere', at.span, { place: at.value, key, holder, hint });
  }
}
