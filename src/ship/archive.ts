import { gzipSync, zipSync } from 'fflate';
import { Header } from 'tar/header';
import { Pax } from 'tar/pax';
import { type Files, sorted } from './files.js';

/** Block size of a tar file in bytes. */
const block = 512;
/** Readable by everyone, writable by the owner. */
const mode = 0o644;

/**
 * A .tgz whose bytes depend on the files only: sorted entries, no time, no owner, one mode. The compression is a
 * JavaScript implementation, as the output of zlib differs between processors and versions of Node.
 *
 * @param folder Prefix of all paths in the archive.
 */
export function tgz(files: Files, folder: string): Uint8Array {
  const parts = sorted(files).flatMap(([path, content]) => entry(`${folder}/${path}`, content));
  const archive = Buffer.concat([...parts, Buffer.alloc(2 * block)]);
  return gzipSync(archive, { level: 9, mtime: 0 });
}

function entry(path: string, content: Uint8Array): Uint8Array[] {
  const data = {
    path,
    mode,
    uid: 0,
    gid: 0,
    size: content.byteLength,
    type: 'File',
    mtime: new Date(0),
  } as const;
  const header = new Header(data);
  const buffer = Buffer.alloc(block);
  // A path that is too long for the header is stored in an extended header.
  const before = header.encode(buffer, 0) ? [new Pax({ path }).encode()] : [];
  return [...before, buffer, content, Buffer.alloc((block - (content.byteLength % block)) % block)];
}

/** A reproducible .zip with the files at its root, which Terraform accepts as the source of a module. */
export function zip(files: Files): Uint8Array {
  const entries = Object.fromEntries(sorted(files));
  // The format has no time zone and starts in 1980; the upper 16 bits of the attributes are the Unix mode.
  return zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1), os: 3, attrs: mode << 16 });
}
