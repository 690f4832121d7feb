/** The settings of Electron's builder, in package.json or a file of their own -> what the app asks for on a Mac. */
import { appleWanted } from './apple-wanted.ts';
import { type Filling, platformReader, textAt } from './platform-text.ts';
import type { Reader } from './reading.ts';
import { type At, itemsOf, under } from './values.ts';

/** Reads `extendInfo`, which the builder puts into the Info.plist. Elsewhere than on a Mac, nothing is asked for by a file. */
export const readElectronBuilder: Reader = platformReader('electron-builder', 'yaml', (top, filling) => {
  const build = under(top, 'build') ?? top;
  return {
    app: {
      id: textAt(under(build, 'appId'), filling),
      name: textAt(under(build, 'productName') ?? under(top, 'productName') ?? under(top, 'name'), filling),
      version: textAt(under(top, 'version'), filling),
    },
    permissions: ['mac', 'mas'].flatMap((key) => infoOf(under(build, key), filling)),
  };
});

/** One record, or a list of them. */
function infoOf(target: At | undefined, filling: Filling) {
  const info = target && under(target, 'extendInfo');
  if (info === undefined) return [];
  return (Array.isArray(info.value) ? itemsOf(info) : [info]).flatMap((one) =>
    appleWanted(one, 'macos', filling),
  );
}
