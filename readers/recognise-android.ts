/** Tells an AndroidManifest.xml from other files. */
import type { Recogniser } from './recognise.ts';

const NAMESPACE = 'http://schemas.android.com/';

/** By the root element; a text that has none is left to the reader to complain of. A bare `<manifest>` may be another's. */
export const recogniseAndroidManifest: Recogniser = ({ notation, root, text }) => {
  if (notation !== 'xml' || (root && root !== 'manifest')) return undefined;
  return { sure: root === 'manifest' && text.includes(NAMESPACE) };
};
