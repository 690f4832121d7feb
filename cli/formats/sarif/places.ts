/** Places as SARIF writes them. Knows nothing of what stands there. */
import type { Location } from '../../../grammar/source.ts';

/** A stretch of a file. */
export function physical(location: Location) {
  return { artifactLocation: artifact(location.file), region: region(location) };
}

/** A stretch of a file that is named elsewhere. */
export function region({ line, column, endLine, endColumn }: Location) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A path below the folder of the command is relative to the root of the checkout; any other stands for itself. */
export function artifact(file: string) {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}
