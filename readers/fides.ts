/** Systems and data sets of fides -> collections of a declaration, by the words of its taxonomy that the vocabularies give. */
import { fidesTerm } from './fides-words.ts';
import { type Filling, filledBy, platformReader, textAt } from './platform-text.ts';
import { pointerTo, type Reader } from './reading.ts';
import { type At, type Filled, itemsOf, recordAt, spanAt, under } from './values.ts';

/** Reads what systems declare, and where there is no system what data sets hold. */
export const readFides: Reader = platformReader('fides', 'yaml', (top, filling) => {
  const systems = itemsOf(under(top, 'system'));
  const sets = itemsOf(under(top, 'dataset'));
  const [only, second] = systems.length > 0 ? systems : sets;
  const declared = [...systems.flatMap((one) => declaredBy(one, filling)), ...sets.flatMap(heldBy)];
  return {
    app:
      only && !second
        ? { id: textAt(under(only, 'fides_key'), filling), name: textAt(under(only, 'name'), filling) }
        : {},
    lists: {
      collections: (pointer) =>
        declared.map(({ category, facts, shares }, index) => {
          const at = pointerTo(pointer, index);
          const data = termOf('data', category, 'a data category of fides', filling);
          const record = recordAt(filling.reading, 'collection', at, data.span, { data, ...facts });
          if (shares) record.shares = shares(pointerTo(at, 'shares'));
          return record;
        }),
    },
  };
});

interface Declared {
  readonly category: At;
  readonly facts: Readonly<Record<string, Filled | undefined>>;
  readonly shares?: (pointer: string) => readonly unknown[];
}

/** One collection for each category of each declaration. */
function declaredBy(system: At, filling: Filling): readonly Declared[] {
  return itemsOf(under(system, 'privacy_declarations')).flatMap((declaration) => {
    const facts = factsOf(declaration, filling);
    const shared = under(declaration, 'data_shared_with_third_parties');
    const shares = shared && sharesOf(declaration, shared, filling);
    return itemsOf(under(declaration, 'data_categories')).map((category) => ({
      category,
      facts,
      ...(shares ? { shares } : {}),
    }));
  });
}

function factsOf(declaration: At, filling: Filling): Declared['facts'] {
  const use = under(declaration, 'data_use');
  const subjects = under(declaration, 'data_subjects');
  const span = spanAt(filling.values, use);
  const purpose = use && termOf('purpose', use, 'a use of fides', filling);
  return {
    function: textAt(under(declaration, 'name'), filling),
    purposes: purpose && { value: [purpose.value], span },
    whose: subjects && subjectOf(subjects, filling),
  };
}

/** People of several kinds are the narrowest kind that all of them are. */
function subjectOf(subjects: At, filling: Filling): Filled {
  const terms = itemsOf(subjects).map(
    (one) => termOf('actor', one, 'a data subject of fides', filling).value,
  );
  const span = spanAt(filling.values, subjects);
  const [first] = terms;
  return { value: terms.every((one) => one === first) ? (first ?? null) : null, span };
}

function sharesOf(declaration: At, shared: At, filling: Filling): Declared['shares'] {
  if (typeof shared.value !== 'boolean') return undefined;
  return (pointer) => {
    const span = spanAt(filling.values, shared);
    if (span) filling.reading.places.set(pointer, span);
    if (shared.value === false) return [];
    const name = filledBy(under(declaration, 'third_parties'), filling);
    return [recordAt(filling.reading, 'share', pointerTo(pointer, 0), span, { name })];
  };
}

/** Each category once for each table of a set, where it stands first. */
function heldBy(set: At): readonly Declared[] {
  return itemsOf(under(set, 'collections')).flatMap((table) => {
    const seen = new Map<unknown, At>();
    for (const category of [...categoriesOf(table), ...fieldsBelow(table)]) {
      if (!seen.has(category.value)) seen.set(category.value, category);
    }
    return [...seen.values()].map((category) => ({ category, facts: {} }));
  });
}

function fieldsBelow(at: At): readonly At[] {
  return itemsOf(under(at, 'fields')).flatMap((field) => [...categoriesOf(field), ...fieldsBelow(field)]);
}

function categoriesOf(at: At): readonly At[] {
  return itemsOf(under(at, 'data_categories'));
}

function termOf(vocabulary: string, at: At, what: string, filling: Filling): Filled {
  const span = spanAt(filling.values, at);
  return { value: fidesTerm(vocabulary, at.value, what, span, filling.reading), span };
}
