/** The types of every rule file that is imported, whatever stands in it: what holds of all. */
declare module '*.proviso' {
  import type { Judgement } from 'proviso';

  interface Texts {
    readonly en?: string;
    readonly zh?: string;
  }
  interface Rules {
    readonly policy: {
      readonly name: string;
      readonly title: Texts;
      readonly version?: string;
      readonly asOf: string;
    };
    readonly rules: readonly {
      readonly id: string;
      readonly name: string;
      readonly policy: string;
      readonly force: 'must' | 'should';
      readonly title: Texts;
      readonly documentation?: string;
      readonly citations: readonly {
        readonly source: string;
        readonly locator?: string;
        readonly link?: string;
      }[];
    }[];
    readonly validate: (manifest: unknown, options?: { readonly language?: 'en' | 'zh' }) => Judgement;
    readonly validateJson: (
      json: Uint8Array | string,
      options?: { readonly language?: 'en' | 'zh' },
    ) => Judgement;
    readonly complies: (manifest: unknown) => boolean;
    readonly standard: {
      readonly '~standard': {
        readonly version: 1;
        readonly vendor: 'proviso';
        readonly validate: (value: unknown) =>
          | { readonly value: unknown; readonly issues?: undefined }
          | {
              readonly issues: readonly {
                readonly message: string;
                readonly path: readonly (string | number)[];
              }[];
            };
      };
    };
  }
  const rules: Rules;
  export default rules;
  export const policy: Rules['policy'];
  export const validate: Rules['validate'];
  export const validateJson: Rules['validateJson'];
  export const complies: Rules['complies'];
  export const standard: Rules['standard'];
}
