/** `proviso lint` on a file of each platform: what is remarked on is what the reader does not know, and nothing twice. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { readManifest } from '../readers/index.ts';
import { projectPath } from './support/host.ts';
import { libraryPlan } from './support/library-plan.ts';
import { workplace } from './support/lint.ts';

const FOLDER = 'test/manifests/platform';
const names = readdirSync(projectPath(FOLDER)).filter((name) => !name.endsWith('.read.txt'));
const place = workplace({
  'own.proviso':
    'policy own "Own"\nuse std/app\nrule told "Told"\n  each collection\n  purposes must be stated\n',
  ...Object.fromEntries(names.map((name) => [name, readFileSync(projectPath(`${FOLDER}/${name}`))])),
});
afterAll(place.clear);

it.each(names)('%s is judged, and no unknown value is called a mistake', async (name) => {
  const { exit, err } = await place.proviso('lint', name, '--policy', 'own.proviso');
  expect([0, 1, 2]).toContain(exit);
  expect(err).not.toContain('manifest-wrong-type');
});

it('names a root element of any length in a few words', async () => {
  const source = { file: 'x', text: `<${'a'.repeat(100_000)}/>` };
  const { diagnostics } = await readManifest(source, { plan: libraryPlan() });
  expect(diagnostics.map((one) => one.code)).toEqual(['manifest-unknown-format']);
  expect(diagnostics[0]?.message.length).toBeLessThan(300);
});

it('says which line brings in a term of a declaration that only the library has', async () => {
  place.put('app.yaml', 'permissions:\n  - name: Camera\n    platform: android\n    asks: android.camera\n');
  place.put(
    'said.yaml',
    'permissions:\n  - name: Camera\n    platform: android\n    asks: android.permission.CAMERA\n',
  );
  const { err, out } = await place.proviso('lint', 'app.yaml', '--policy', 'own.proviso');
  const said = `${err}${out}`.replace(/\s+/g, ' ');
  expect(said).toContain(
    '`android.camera` is a term of `std/platform/android`, which this policy does not use',
  );
  expect(said).toContain('add `use std/platform/android` to the policy');
  const other = await place.proviso('lint', 'said.yaml', '--policy', 'own.proviso');
  expect(`${other.err}${other.out}`.replace(/\s+/g, ' ')).toContain('and write `android.camera` here');
  place.put('both.proviso', 'policy both "Both"\nadopt ./own\nuse std/platform/android\n');
  const both = await place.proviso('lint', 'app.yaml', '--policy', 'both.proviso');
  expect(`${both.err}${both.out}`).not.toContain('error[');
});
