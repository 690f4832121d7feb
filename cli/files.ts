/** Reads and writes files, with a plain sentence where that fails. The only place of the command that touches them. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** The bytes of a file, or why they cannot be had; `size` where it is too large, in bytes as far as it was read. */
export type FileRead = { readonly bytes: Uint8Array } | { readonly problem: string; readonly size?: number };

/** How much of a rule file is read. The library has some 3,000 lines in 150 kB; a policy of 10,000 lines has 0.5 MB. */
export const POLICY_BYTES = 16 * 1024 * 1024;

/** Reads a regular file of at most `limit` bytes. A pipe or a device is refused: it might never end. */
export function readBytes(path: string, limit: number): FileRead {
  let handle: number | undefined;
  try {
    // Not blocking, so that opening a pipe that nobody writes to does not wait for ever.
    handle = openSync(path, 0x800);
    const stat = fstatSync(handle);
    if (stat.isDirectory()) return { problem: 'this is a folder, not a file' };
    if (!stat.isFile()) return { problem: 'this is not a regular file' };
    if (stat.size > limit) return tooLarge(stat.size, limit);
    return readAll(handle, limit);
  } catch (error) {
    return { problem: reason(error) };
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Reads to the end, whatever size the file claimed: it may grow, and some files claim none. */
function readAll(handle: number, limit: number): FileRead {
  const parts: Buffer[] = [];
  let size = 0;
  for (;;) {
    const part = Buffer.alloc(64 * 1024);
    const length = readSync(handle, part);
    if (length === 0) return { bytes: Buffer.concat(parts, size) };
    size += length;
    if (size > limit) return tooLarge(size, limit);
    parts.push(part.subarray(0, length));
  }
}

function tooLarge(size: number, limit: number): FileRead {
  const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return { problem: `the file has ${megabytes(size)}, and no more than ${megabytes(limit)} is read`, size };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'it may not be read or written (permission denied)',
  EPERM: 'it may not be read or written (permission denied)',
  EISDIR: 'this is a folder, not a file',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'there is no room left on the disk',
  EROFS: 'the disk can only be read',
  EEXIST: 'a file stands where a folder is needed',
  ENXIO: 'this is not a regular file',
};

function reason(error: unknown): string {
  const { code = '' } = error as { readonly code?: string };
  return REASONS[code] ?? `it cannot be used (${code || (error as Error).message})`;
}

/** A file to be written. */
export interface FileToWrite {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes files so that none is ever half there: each to a temporary name beside its own, and all are renamed once all are
 * written. Gives back what went wrong; then nothing new is left behind.
 */
export function writeWhole(files: readonly FileToWrite[]): string | undefined {
  const written: { readonly from: string; readonly to: string }[] = [];
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(path), { recursive: true });
      const before = statSync(path, { throwIfNoEntry: false });
      if (before?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      // Through a link the file itself is renewed, not the link.
      const to = before ? realpathSync(path) : path;
      const from = `${to}.${randomBytes(4).toString('hex')}.tmp`;
      written.push({ from, to });
      writeFileSync(from, text, { flag: 'wx', mode: before?.mode ?? 0o666 });
    }
    for (const { from, to } of written) renameSync(from, to);
    return undefined;
  } catch (error) {
    for (const { from } of written) rmSync(from, { force: true });
    return reason(error);
  }
}

/** Writes a file that is not there yet; never over one that is. Gives back what went wrong. */
export function writeNew({ path, text }: FileToWrite): string | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    return reason(error);
  }
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return undefined;
  } catch (error) {
    const { code } = error as { readonly code?: string };
    return code === 'EEXIST' ? 'there is already such a file, and nothing was written' : reason(error);
  }
}

/** Whether a folder is there; false for what cannot be looked at. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** How a file is named to people: from where the command runs, if it lies below. */
export function shownPath(path: string, cwd: string): string {
  const full = isAbsolute(path) ? path : resolve(cwd, path);
  const near = relative(cwd, full);
  if (near === '' || near.startsWith('..') || isAbsolute(near)) return full;
  const name = near.split(sep).join('/');
  // `std/…` is how the library is named.
  return name.startsWith('std/') ? `./${name}` : name;
}

/** A file of a shown name. */
export function fullPath(shown: string, cwd: string): string {
  return join(resolve(cwd, shown));
}
