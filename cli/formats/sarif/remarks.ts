/**
 * Remarks on texts in SARIF. One on a manifest is a result like a finding, since code hosts show nothing else, and offers the
 * change where it is certain; one on a policy says that the run itself went wrong.
 */
import type { RemarkEntry } from '../entries.ts';
import { artifact, physical, region } from './places.ts';

/** Each code among the remarks, once. */
export function remarkDescriptors(entries: readonly RemarkEntry[]): readonly { readonly id: string }[] {
  return [...new Set(entries.map((one) => one.remark.code))].map((id) => ({
    id,
    help: { text: `\`proviso explain ${id}\` tells more.` },
  }));
}

/** A remark on a manifest. */
export function remarkResult({ remark, location, fix }: RemarkEntry, ruleIndex: number): unknown {
  return {
    ruleId: remark.code,
    ruleIndex,
    kind: 'fail',
    level: remark.severity,
    message: { text: textOf(remark) },
    locations: [{ physicalLocation: physical(location) }],
    ...(fix === undefined ? {} : { fixes: [fixOf(fix)] }),
  };
}

function fixOf({ location, text }: NonNullable<RemarkEntry['fix']>): unknown {
  const replacement = { deletedRegion: region(location), insertedContent: { text } };
  return {
    description: { text: `Write \`${text}\`` },
    artifactChanges: [{ artifactLocation: artifact(location.file), replacements: [replacement] }],
  };
}

/** A remark on what the run was given besides manifests. */
export function remarkNotification({ remark, location }: RemarkEntry): unknown {
  return {
    descriptor: { id: remark.code },
    level: remark.severity,
    message: { text: textOf(remark) },
    locations: [{ physicalLocation: physical(location) }],
  };
}

const textOf = ({ message, help }: RemarkEntry['remark']): string =>
  help === undefined ? message : `${message}; ${help}`;
