/** Whether all that a plan compiles to says the same of a manifest as the reference semantics. Builds nothing itself. */
import { isDeepStrictEqual } from 'node:util';
import { evaluate, judgement } from '../../compiler/evaluate.ts';
import type { Judgement } from '../../compiler/findings.ts';
import type { Plan } from '../../compiler/plan.ts';

/** An emitted validator. */
export interface Validator {
  readonly validate: (manifest: unknown) => Judgement;
  readonly validateJson: (json: Uint8Array | string) => Judgement;
  readonly complies: (manifest: unknown) => boolean;
}

/** What each part of a schema says of a manifest. */
export interface SchemaParts {
  readonly hasShape: (manifest: unknown) => boolean;
  /** The rules by which the schema refuses it. */
  readonly refusing: (manifest: unknown) => ReadonlySet<string>;
}

/** All that one plan compiles to, ready to be asked about a manifest. */
export interface Targets {
  readonly plan: Plan;
  /** Left out: records take no keys but their fields. */
  readonly closed?: boolean;
  readonly validator: Validator | undefined;
  /** Implementations of JSON Schema with the schema, by name. */
  readonly schemas: Readonly<Record<string, (manifest: unknown) => boolean>>;
  /** The parts of the schema one by one: what one of them refuses, another cannot hide. */
  readonly parts?: SchemaParts | undefined;
  /** Rules that the schema does not carry. */
  readonly notCarried?: ReadonlySet<string>;
}

/** The reference: what the plan says; of an open build, with keys of any name allowed. */
export function referenceOf({ plan, closed = true }: Targets, manifest: unknown): Judgement {
  const judged = evaluate(plan, manifest);
  if (closed) return judged;
  return judgement(
    judged.shape.filter((one) => one.problem !== 'unknown-field'),
    judged.findings,
  );
}

/** What the reference says of a manifest, and what two targets say differently; undefined where all agree. */
export function compareOn(
  targets: Targets,
  manifest: unknown,
): { readonly reference: Judgement; readonly said: string | undefined } {
  const reference = referenceOf(targets, manifest);
  const said =
    disagreementOfValidator(targets, manifest, reference) ??
    disagreementOfSchemas(targets, manifest, reference) ??
    disagreementOnTexts(targets, manifest, reference);
  return { reference, said };
}

/** What two targets say differently about a manifest; undefined where all agree. */
export function disagreement(targets: Targets, manifest: unknown): string | undefined {
  return compareOn(targets, manifest).said;
}

function disagreementOfValidator(
  { validator }: Targets,
  manifest: unknown,
  reference: Judgement,
): string | undefined {
  if (validator === undefined) return undefined;
  const validated = validator.validate(manifest);
  if (!isSame(reference, validated)) return differ('validate', validated, reference);
  const complies = validator.complies(manifest);
  return complies === reference.complies
    ? undefined
    : `evaluate says ${reference.complies}, complies ${complies}`;
}

function disagreementOfSchemas(
  { schemas, parts, notCarried = new Set() }: Targets,
  manifest: unknown,
  reference: Judgement,
): string | undefined {
  const against = reference.findings.filter(
    (one) => one.force === 'must' && one.verdict !== 'waived' && !notCarried.has(one.rule),
  );
  const due = reference.shape.length === 0 && against.length === 0;
  const wrong = Object.entries(schemas)
    .map(([name, accepts]) => [name, accepts(manifest)] as const)
    .filter(([, answer]) => answer !== due);
  if (wrong.length > 0)
    return `evaluate says ${due}, ${wrong.map(([name, answer]) => `${name} ${answer}`).join(', ')}`;
  if (parts === undefined) return undefined;
  const hasShape = reference.shape.length === 0;
  if (parts.hasShape(manifest) !== hasShape)
    return `evaluate says ${hasShape} of the shape, the schema ${!hasShape}`;
  if (!hasShape) return undefined;
  const broken = [...new Set(against.map((one) => one.rule))].sort();
  const refusing = [...parts.refusing(manifest)].sort();
  if (isDeepStrictEqual(broken, refusing)) return undefined;
  return `evaluate finds ${broken.join(', ') || 'nothing'}, the schema refuses by ${refusing.join(', ') || 'nothing'}`;
}

/** The bytes of a text say what the values in it say, however it is laid out. */
function disagreementOnTexts(targets: Targets, manifest: unknown, known: Judgement): string | undefined {
  if (targets.validator === undefined) return undefined;
  for (const text of textsOf(manifest)) {
    const value: unknown = JSON.parse(text);
    const reference = isDeepStrictEqual(value, manifest) ? known : referenceOf(targets, value);
    for (const given of [new TextEncoder().encode(text), text]) {
      const said = targets.validator.validateJson(given);
      if (!isSame(reference, said)) return differ(`of ${text} validateJson`, said, reference);
    }
  }
  return undefined;
}

const differ = (who: string, said: Judgement, reference: Judgement): string =>
  `${who} says ${JSON.stringify(said)}, evaluate ${JSON.stringify(reference)}`;

/** JSON texts of a value: on one line, on many, with a key said twice, with escapes. */
function textsOf(manifest: unknown): string[] {
  // A number past all bounds can be written, though no value writes it.
  const inlined = (text: string): string => text.replaceAll('"\\u0000past"', '1e400');
  const past = (_key: string, value: unknown): unknown =>
    value === Number.POSITIVE_INFINITY ? '\u0000past' : value;
  const text = inlined(JSON.stringify(manifest, past) ?? 'null');
  const key = /"([^"\\]+)":/.exec(text)?.[1];
  return [
    text,
    inlined(JSON.stringify(manifest, past, '\t') ?? 'null'),
    ...(key === undefined || !text.startsWith('{') ? [] : [`{"${key}":[],${text.slice(1)}`]),
    text.replace('a', '\\u0061'),
  ].filter(isJson);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const isSame = (left: Judgement, right: Judgement): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(left)), JSON.parse(JSON.stringify(right)));
