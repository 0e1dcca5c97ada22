// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { sha256 as sodiumSha256, type Sha256 } from "../sodium.ts";
import { concat, equalBytes } from "../wire/index.ts";

// Merkle tree hashing of RFC 6962, section 2.1: leaf H(00 ‖ entry), node H(01 ‖ left ‖ right), empty tree H("").

export const HASH_BYTES = 32;
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(entry: Uint8Array, sha256: Sha256 = sodiumSha256): Uint8Array {
  return sha256(concat(LEAF, entry));
}

export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256 = sodiumSha256): Uint8Array {
  return sha256(concat(NODE, left, right));
}

export function emptyRoot(sha256: Sha256 = sodiumSha256): Uint8Array {
  return sha256(new Uint8Array(0));
}

/** A perfect subtree: 2^height leaves. */
export interface Subtree {
  readonly height: number;
  readonly hash: Uint8Array;
}

/**
 * The perfect subtrees of a growing tree from left to right, as a binary counter: appending merges equals. At most one a
 * height, so 53 of them hold any tree.
 */
export class Subtrees {
  readonly #stack: Subtree[] = [];
  readonly #sha256: Sha256;

  constructor(sha256: Sha256 = sodiumSha256) {
    this.#sha256 = sha256;
  }

  /** @throws RangeError where a subtree would come after a smaller one */
  append(subtree: Subtree): void {
    let { height, hash } = subtree;
    for (let last = this.#stack.at(-1); last !== undefined && last.height <= height; last = this.#stack.at(-1)) {
      if (last.height < height) throw new RangeError("a larger subtree after a smaller one");
      this.#stack.pop();
      hash = nodeHash(last.hash, hash, this.#sha256);
      height++;
    }
    this.#stack.push({ height, hash });
  }

  root(): Uint8Array {
    const hashes = this.#stack.map(({ hash }) => hash);
    if (hashes.length === 0) return emptyRoot(this.#sha256);
    return hashes.reduceRight((right, left) => nodeHash(left, right, this.#sha256));
  }
}

/** Root over leaf hashes. */
export function rootOf(leaves: Iterable<Uint8Array>, sha256: Sha256 = sodiumSha256): Uint8Array {
  const subtrees = new Subtrees(sha256);
  for (const hash of leaves) subtrees.append({ height: 0, hash });
  return subtrees.root();
}

const inconsistent = (what: string): ProtocolError => new ProtocolError("inconsistent", what);

/** RFC 9162, section 2.1.3.2. @throws ProtocolError `inconsistent` */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
  sha256: Sha256 = sodiumSha256,
): void {
  if (index >= size) throw inconsistent("an index outside the tree");
  let fn = BigInt(index);
  let sn = BigInt(size) - 1n;
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0n) throw inconsistent("a proof that is too long");
    if ((fn & 1n) === 1n || fn === sn) {
      hash = nodeHash(sibling, hash, sha256);
      while ((fn & 1n) === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else hash = nodeHash(hash, sibling, sha256);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  if (sn !== 0n || !equalBytes(hash, root)) throw inconsistent("a leaf that is not in the tree");
}

/** RFC 9162, section 2.1.4.2. @throws ProtocolError `inconsistent` */
export function verifyConsistency(
  oldSize: number,
  oldRoot: Uint8Array,
  newSize: number,
  newRoot: Uint8Array,
  proof: readonly Uint8Array[],
  sha256: Sha256 = sodiumSha256,
): void {
  if (oldSize > newSize) throw inconsistent("a log that shrank");
  if (oldSize === newSize || oldSize === 0) {
    if (proof.length > 0) throw inconsistent("a proof where none is needed");
    if (oldSize === newSize && !equalBytes(oldRoot, newRoot)) throw inconsistent("two trees of one size");
    if (oldSize === 0 && !equalBytes(oldRoot, emptyRoot(sha256))) throw inconsistent("a wrong empty tree");
    return;
  }
  let fn = BigInt(oldSize) - 1n;
  let sn = BigInt(newSize) - 1n;
  while ((fn & 1n) === 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  // A size that is a power of two is a subtree of its own: its root is not repeated in the proof.
  const path = fn === 0n ? [oldRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) throw inconsistent("an empty proof");
  let [oldHash, newHash] = [first, first];
  for (const hash of rest) {
    if (sn === 0n) throw inconsistent("a proof that is too long");
    if ((fn & 1n) === 1n || fn === sn) {
      oldHash = nodeHash(hash, oldHash, sha256);
      newHash = nodeHash(hash, newHash, sha256);
      while ((fn & 1n) === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else newHash = nodeHash(newHash, hash, sha256);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  if (sn !== 0n || !equalBytes(oldHash, oldRoot) || !equalBytes(newHash, newRoot)) {
    throw inconsistent("a log that was rewritten");
  }
}
