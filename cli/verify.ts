/**
 * Checks emitted files by independent means: TypeScript by its own compiler, a schema by its meta-schema and Ajv's strict
 * mode. Loads both only when asked; knows nothing of policies.
 */
import type { EmittedFile } from '../compiler/emit/typescript.ts';

/** A place in an emitted file that does not stand up to the check. `line` is left out for a schema. */
export interface Fault {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** What is wrong with emitted files; nothing, as it should be, if the compiler is right. */
export async function verify(
  files: readonly EmittedFile[],
  schemas: readonly EmittedFile[],
): Promise<Fault[]> {
  const faults: Fault[] = [];
  if (files.length > 0) faults.push(...(await typeFaults(files)));
  for (const schema of schemas) faults.push(...(await schemaFaults(schema)));
  return faults;
}

/** Type-checks each `.ts` and `.d.ts` by itself, as strictly as TypeScript can. */
async function typeFaults(files: readonly EmittedFile[]): Promise<Fault[]> {
  const { Project, ts } = await import('ts-morph');
  return files
    .filter((file) => file.name.endsWith('.ts'))
    .flatMap((file) => {
      const project = new Project({
        useInMemoryFileSystem: true,
        compilerOptions: {
          strict: true,
          noUncheckedIndexedAccess: true,
          exactOptionalPropertyTypes: true,
          noImplicitReturns: true,
          noFallthroughCasesInSwitch: true,
          noUnusedLocals: true,
          noUnusedParameters: true,
          isolatedModules: true,
          target: ts.ScriptTarget.ES2022,
          module: ts.ModuleKind.ESNext,
          lib: ['lib.es2022.d.ts'],
          types: [],
        },
      });
      project.createSourceFile(`/${file.name}`, file.text);
      return project.getPreEmitDiagnostics().map((one): Fault => {
        const line = one.getLineNumber();
        const message = ts.flattenDiagnosticMessageText(one.compilerObject.messageText, '\n');
        return { file: file.name, message, ...(line === undefined ? {} : { line }) };
      });
    });
}

/** Checks a schema against the meta-schema of its dialect, then compiles it in Ajv's strict mode. */
async function schemaFaults(file: EmittedFile): Promise<Fault[]> {
  const faults: Fault[] = [];
  const report = (message: string): void => {
    faults.push({ file: file.name, message });
  };
  const schema: unknown = JSON.parse(file.text);
  if (!isSchema(schema)) {
    report('not a schema');
    return faults;
  }
  const ajv = await ajvFor(schema, report);
  try {
    if ('openapi' in schema) {
      // A document is no schema: what it says around its schemas is to be known and passed over.
      ajv.addVocabulary(Object.keys(schema));
      ajv.addSchema(schema, 'document');
      ajv.compile({ $ref: 'document#/components/schemas/manifest' });
    } else if (ajv.validateSchema(schema) === true) ajv.compile(schema);
    else
      for (const error of ajv.errors ?? [])
        report(`${error.instancePath || '/'} ${error.message ?? error.keyword}`);
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
  }
  return faults;
}

async function ajvFor(schema: Record<string, unknown>, report: (message: string) => void) {
  const logger = { log: report, warn: report, error: report };
  const options = {
    strict: true,
    allErrors: true,
    inlineRefs: false,
    logger,
    validateSchema: false,
  } as const;
  if (String(schema.$schema).includes('draft-07')) return new (await import('ajv')).Ajv(options);
  return new (await import('ajv/dist/2020.js')).Ajv2020(options);
}

function isSchema(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
