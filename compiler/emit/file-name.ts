/** The name that the files of a policy go by. Knows nothing of folders. */

/** A file name without ending: no separators, no reserved names, short enough for any file system in any script. */
export function fileName(policy: string): string {
  const clean = policy
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+/, '');
  const short = [...clean]
    .slice(0, 50)
    .join('')
    .replace(/[.-]+$/, '');
  if (short === '') return 'policy';
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(short) ? `policy-${short}` : short;
}
