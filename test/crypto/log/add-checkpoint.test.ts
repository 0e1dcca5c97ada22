// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ADD_CHECKPOINT_BYTES,
  base64,
  formatAddCheckpoint,
  formatVerifierKey,
  judgeCheckpoint,
  keyId,
  parseAddCheckpoint,
  parseVerifierKey,
  ProtocolError,
  signCheckpoint,
  utf8,
  verifierKey,
  type Checkpoint,
  type Judgement,
} from "#crypto";
import { formatSignature, signNote } from "../../../crypto/log/note.ts";
import { expectCode, mutatedText, outcome } from "../hostile.ts";
import { BruteForce } from "./brute-force.ts";
import { entriesOf, flipBit, letters, lettersKey, ORIGIN, signerNamed } from "./fixture.ts";

const NAME = letters.name;
const SIZES = 40;
const brute = new BruteForce(entriesOf(SIZES));
const rootAt = (size: number): Uint8Array => brute.root(0, size);
const at = (size: number, root = rootAt(size)): Checkpoint => ({ origin: NAME, size, root });
const signedAt = (size: number, root = rootAt(size)): string => signCheckpoint(at(size, root), letters);
const proofOf = (old: number, size: number): Uint8Array[] => (old === 0 ? [] : brute.proof(old, size));

const request = (old: number, proof: readonly Uint8Array[], note: string): Uint8Array =>
  utf8(formatAddCheckpoint(old, proof, note));

/** As a witness that knows the log `letters` and holds `last`. */
const judged = (body: Uint8Array, last: Checkpoint | null, logs = [lettersKey]): Judgement =>
  judgeCheckpoint(parseAddCheckpoint(body), logs, last);
const verdict = (body: Uint8Array, last: Checkpoint | null): string => judged(body, last).verdict;

test("witness: a request as C2SP tlog-witness writes it", () => {
  const [a, b] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(255)];
  const text = `old 20852014\n${base64(a)}\n${base64(b)}\n\n${signedAt(7)}`;
  expect(formatAddCheckpoint(20_852_014, [a, b], signedAt(7))).toBe(text);
  const parsed = parseAddCheckpoint(utf8(text));
  expect(parsed).toMatchObject({ old: 20_852_014, proof: [a, b], checkpoint: at(7) });
  expect(formatAddCheckpoint(0, [], signedAt(7))).toBe(`old 0\n\n${signedAt(7)}`);
});

test("witness: whatever a log says of itself, and no more than 63 hashes, comes back as it was", () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Uint8Array.from(bytes));
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.array(hash, { maxLength: 63 }), fc.nat({ max: SIZES }), (old, proof, size) => {
      const parsed = parseAddCheckpoint(request(old, proof, signedAt(size)));
      expect(parsed).toMatchObject({ old, checkpoint: at(size) });
      expect(parsed.proof).toEqual(proof);
      expect(formatAddCheckpoint(old, parsed.proof, signedAt(size))).toBe(
        formatAddCheckpoint(old, proof, signedAt(size)),
      );
    }),
  );
});

test("witness: another first line, size, hash or order is malformed", () => {
  const note = signedAt(5);
  const hash = base64(new Uint8Array(32));
  const wrong = [
    "",
    "old 3",
    "old 3\n",
    "old 3\n\n",
    note,
    `\n\n${note}`,
    ...["", "-1", "+1", "03", "00", " 3", "3 ", "3.0", "0x3", "9007199254740992"].map((old) => `old ${old}\n\n${note}`),
    `Old 3\n\n${note}`,
    `old  3\n\n${note}`,
    `old 3\r\n\n${note}`,
    `old 3\n${note}`,
    `old 3\n\n\n${note}`,
    ...[`${hash} `, hash.slice(0, -1), base64(new Uint8Array(31)), base64(new Uint8Array(33)), "x"].map(
      (line) => `old 3\n${line}\n\n${note}`,
    ),
    `old 3\n\n${note}\n`,
    `old 3\n\n${note.slice(0, -1)}`,
    `old 3\n\n${note}left over`,
    `old 3\n\n${signNote("not a checkpoint\n", [letters])}`,
  ];
  for (const text of wrong) expectCode(() => parseAddCheckpoint(utf8(text)), "malformed");
  expectCode(() => parseAddCheckpoint(Uint8Array.of(...utf8(`old 3\n\n${note}`), 0xff)), "malformed");
});

test("witness: 64 hashes, a checkpoint over 10 KiB and a request over 16 KiB are too long", () => {
  const hashes = Array.from({ length: 63 }, () => new Uint8Array(32));
  const padded = (bytes: number): string => {
    const short = signNote(`${NAME}\n5\n${base64(rootAt(5))}\n${"x".repeat(100)}\n`, [letters]);
    return signNote(`${NAME}\n5\n${base64(rootAt(5))}\n${"x".repeat(100 + bytes - utf8(short).length)}\n`, [letters]);
  };
  expect(utf8(padded(10_240))).toHaveLength(10_240);
  expect(parseAddCheckpoint(request(4, hashes, padded(10_240))).proof).toHaveLength(63);
  expectCode(() => parseAddCheckpoint(request(4, [...hashes, new Uint8Array(32)], signedAt(5))), "too_long");
  expectCode(() => parseAddCheckpoint(request(4, [], padded(10_241))), "too_long");
  expectCode(() => parseAddCheckpoint(new Uint8Array(ADD_CHECKPOINT_BYTES + 1).fill(0x61)), "too_long");
});

test("witness: any text is a request that is written so, or refused once", () => {
  const valid = formatAddCheckpoint(3, proofOf(3, 7), signedAt(7));
  fc.assert(
    fc.property(fc.oneof(mutatedText(valid), fc.string()), (any) => {
      const source = any.toWellFormed();
      const parsed = outcome(() => parseAddCheckpoint(utf8(source)));
      if (parsed instanceof ProtocolError) expect(["malformed", "too_long"]).toContain(parsed.code);
      else expect(source.startsWith(formatAddCheckpoint(parsed.old, parsed.proof, parsed.note.text))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("witness: from every size to every later one it cosigns with RFC 6962's own proof, and again", () => {
  for (let old = 0; old <= SIZES; old++) {
    for (let size = old; size <= SIZES; size++) {
      const body = request(old, proofOf(old, size), signedAt(size));
      expect(verdict(body, at(old))).toBe("cosign");
      if (old === 0) expect(verdict(body, null)).toBe("cosign");
      expect(verdict(request(size, [], signedAt(size)), at(size))).toBe("cosign");
    }
  }
});

test("witness: it never leaves what it cosigned, whatever sizes, proofs and trees it is asked with", () => {
  const other = new BruteForce(entriesOf(SIZES).map((entry, i) => (i === 9 ? Uint8Array.of(9) : entry)));
  const size = fc.nat({ max: SIZES });
  fc.assert(
    fc.property(size, size, size, fc.boolean(), fc.boolean(), (last, old, next, forged, proves) => {
      const tree = forged ? other : brute;
      const proof = old === 0 || old > next || !proves ? [] : tree.proof(old, next);
      const body = request(old, proof, signedAt(next, tree.root(0, next)));
      const isPrefix = !forged || last <= 9;
      const expected = (): string => {
        if (old > next) return "malformed";
        if (old !== last) return "conflict";
        return isPrefix && (proves || old === 0 || old === next) ? "cosign" : "bad_proof";
      };
      // Up to nine entries the two trees are one.
      const answer = judged(body, last === 0 ? null : at(last));
      expect(answer.verdict).toBe(expected());
      if (answer.verdict === "conflict") expect(answer.latest).toBe(last);
    }),
    { numRuns: 3000 },
  );
});

test("witness: the statuses that tlog-witness gives, in its order", () => {
  const five = at(5);
  const proof = proofOf(5, 8);
  const stranger = signerNamed(NAME, 9);
  const unknown = signerNamed(`${ORIGIN}/v1/logs/ledger`, 9);
  const elsewhere = signCheckpoint({ origin: unknown.name, size: 3, root: rootAt(3) }, unknown);
  // A log that it does not know, before anything else is looked at.
  expect(verdict(request(9, proof, elsewhere), five)).toBe("unknown_log");
  // Nobody's signature, and then a size that cannot be.
  expect(verdict(request(9, proof, signCheckpoint(at(8), stranger)), five)).toBe("untrusted");
  expect(verdict(request(9, proof, signedAt(8)), five)).toBe("malformed");
  // Which size it holds, before any proof.
  expect(judged(request(4, proof, signedAt(8)), five)).toEqual({ verdict: "conflict", latest: 5 });
  expect(judged(request(0, proof, signedAt(8)), five)).toEqual({ verdict: "conflict", latest: 5 });
  expect(judged(request(3, proofOf(3, 8), signedAt(8)), null)).toEqual({ verdict: "conflict", latest: 0 });
  expect(judged(request(3, [], signedAt(3)), five)).toEqual({ verdict: "conflict", latest: 5 });
  expect(verdict(request(5, [], signedAt(8)), five)).toBe("bad_proof");
  expect(verdict(request(5, [...proof, rootAt(1)], signedAt(8)), five)).toBe("bad_proof");
  expect(
    verdict(
      request(
        5,
        proof.map((hash) => flipBit(hash, 3)),
        signedAt(8),
      ),
      five,
    ),
  ).toBe("bad_proof");
  expect(verdict(request(5, [], signedAt(5, rootAt(6))), five)).toBe("bad_proof");
  expect(verdict(request(5, proof, signedAt(5)), five)).toBe("bad_proof");
  expect(verdict(request(0, proof, signedAt(8)), null)).toBe("bad_proof");
  expect(verdict(request(0, [], signedAt(0, rootAt(1))), null)).toBe("bad_proof");
  expect(verdict(request(0, [], signedAt(0)), null)).toBe("cosign");
  expect(verdict(request(5, proof, signedAt(8)), five)).toBe("cosign");
});

test("witness: strangers' signatures count for nothing, and a known key's bad one refuses beside a good one", () => {
  const stranger = signerNamed(NAME, 9);
  const body = (...lines: string[]): Uint8Array => request(0, [], `${signedAt(3)}${lines.join("")}`);
  const line = (name: string, id: Uint8Array): string => formatSignature(name, id, new Uint8Array(64).fill(1));
  expect(verdict(body(line(NAME, keyId(verifierKey(stranger)))), null)).toBe("cosign");
  expect(verdict(body(line("elsewhere.example/log", keyId(lettersKey))), null)).toBe("cosign");
  expect(verdict(body(line(NAME, keyId(lettersKey))), null)).toBe("untrusted");
  // Another known log's key is a stranger's for this one.
  const ledger = verifierKey(signerNamed(`${ORIGIN}/v1/logs/ledger`, 2));
  const beside = body(line(ledger.name, keyId(ledger)));
  expect(judged(beside, null, [lettersKey, ledger]).verdict).toBe("cosign");
  const bySister = signNote(parseAddCheckpoint(body()).note.text, [signerNamed(ledger.name, 2)]);
  expect(judged(request(0, [], bySister), null, [lettersKey, ledger]).verdict).toBe("untrusted");
  // A key of another type under the log's name vouches for no log.
  const cosigner = parseVerifierKey(formatVerifierKey({ ...lettersKey, type: 4 }));
  expect(judged(body(), null, [cosigner]).verdict).toBe("unknown_log");
});
