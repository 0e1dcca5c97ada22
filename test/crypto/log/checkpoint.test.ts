// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  base64,
  concat,
  cosign,
  cosignaturesOf,
  emptyRoot,
  formatCheckpoint,
  keyId,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  ProtocolError,
  signCheckpoint,
  signingKey,
  signNote,
  utf8,
  verifyNote,
  type VerifierKey,
} from "#crypto";
import { formatSignature } from "#crypto/log/note.ts";
import { sign, verify } from "#crypto/sodium.ts";
import { bytesOf, expectCode, mutatedText, outcome } from "../hostile.ts";
import { flipBit, letters, lettersKey, ORIGIN, signerNamed } from "./fixture.ts";

const NAME = `${ORIGIN}/v1/logs/letters`;
const root = new Uint8Array(32).fill(7);
const ROOT = base64(root);
const text = (size: string, encoded = ROOT, origin = NAME): string => `${origin}\n${size}\n${encoded}\n`;

test("checkpoint: origin, size and root, each on its line", () => {
  const checkpoint = { origin: NAME, size: 20_852_163, root };
  expect(formatCheckpoint(checkpoint)).toBe(
    `tegenspraak.localhost/v1/logs/letters\n20852163\n${"BwcH".repeat(10)}Bwc=\n`,
  );
  expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
});

test("checkpoint: a size has no sign, spaces, fraction or leading zeros, and is exact", () => {
  expect(parseCheckpoint(text("9007199254740991")).size).toBe(2 ** 53 - 1);
  const wrong = ["", "00", "01", "+1", "-1", " 1", "1 ", "1.0", "1e3", "0x1", "٣", "9007199254740992", "1".repeat(17)];
  for (const size of wrong) expectCode(() => parseCheckpoint(text(size)), "malformed");
});

test("checkpoint: a root is 32 bytes in the one base64 they have", () => {
  const wrong = ["", base64(root.subarray(1)), base64(new Uint8Array(33)), ROOT.slice(0, -1), ` ${ROOT}`, `${ROOT} `];
  for (const encoded of [...wrong, ROOT.replace("c=", "d=")])
    expectCode(() => parseCheckpoint(text("1", encoded)), "malformed");
});

test("checkpoint: the empty tree has one root", () => {
  expect(parseCheckpoint(text("0", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")).root).toEqual(emptyRoot());
  expectCode(() => parseCheckpoint(text("0")), "malformed");
});

test("checkpoint: extension lines are read over, an empty one is refused", () => {
  expect(parseCheckpoint(`${text("5")}anything\nmore\n`)).toEqual({ origin: NAME, size: 5, root });
  for (const source of [`${text("5")}\n`, `${text("5")}\nmore\n`, `${text("5")}more\n\n`])
    expectCode(() => parseCheckpoint(source), "malformed");
});

test("checkpoint: lines that are missing, or a last one without its end, are refused", () => {
  const whole = text("5");
  for (const source of ["", "\n", `${NAME}\n`, `${NAME}\n5\n`, whole.slice(0, -1), text("5", ROOT, ""), `\n${whole}`])
    expectCode(() => parseCheckpoint(source), "malformed");
});

test("checkpoint: any text is a checkpoint that writes its first three lines, or refused once", () => {
  fc.assert(
    fc.property(fc.oneof(mutatedText(text("1234")), fc.string()), (source) => {
      const checkpoint = outcome(() => parseCheckpoint(source));
      if (checkpoint instanceof ProtocolError) expect(checkpoint.code).toBe("malformed");
      else expect(source.startsWith(formatCheckpoint(checkpoint))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

const signed = signCheckpoint({ origin: NAME, size: 3, root }, letters);

test("checkpoint: only with the log's own signature and name it is the log's", () => {
  expect(openCheckpoint(signed, NAME, lettersKey)).toEqual({ origin: NAME, size: 3, root });
  const another = signNote(text("3", ROOT, `${ORIGIN}/v1/logs/ledger`), [letters]);
  expectCode(() => openCheckpoint(another, NAME, lettersKey), "inconsistent");
  const other = signerNamed(NAME, 9);
  expectCode(
    () => openCheckpoint(signCheckpoint({ origin: NAME, size: 3, root }, other), NAME, lettersKey),
    "bad_signature",
  );
  expectCode(() => openCheckpoint(signed.replace("\n3\n", "\n4\n"), NAME, lettersKey), "bad_signature");
  expectCode(() => openCheckpoint(signNote("not one\n", [letters]), NAME, lettersKey), "malformed");
});

test("checkpoint: whatever is done to a signed one, it is the same checkpoint or refused once", () => {
  fc.assert(
    fc.property(mutatedText(signed), (source) => {
      const checkpoint = outcome(() => openCheckpoint(source, NAME, lettersKey));
      if (checkpoint instanceof ProtocolError) return;
      expect(checkpoint).toEqual({ origin: NAME, size: 3, root });
    }),
    { numRuns: 2000 },
  );
});

const witness = signingKey(new Uint8Array(32).fill(20));
const WITNESS: VerifierKey = { name: "or.example/witness", type: 4, publicKey: witness.publicKey };
const CHECKPOINT = text("3");
const withLines = (...lines: string[]): string => `${signed}${lines.join("")}`;
const cosigned = (seconds: number): string => cosign(CHECKPOINT, seconds, WITNESS.name, witness);

test("cosignature: 76 bytes of id, seconds and a signature over time and the whole checkpoint", () => {
  const note = parseNote(withLines(cosigned(1_679_315_147)));
  const [, cosignature] = note.signatures;
  expect(cosignature?.keyId).toEqual(keyId(WITNESS));
  expect(cosignature?.signature).toHaveLength(72);
  const signature = cosignature?.signature ?? new Uint8Array(0);
  expect(signature.subarray(0, 8)).toEqual(Uint8Array.of(0, 0, 0, 0, 0x64, 0x18, 0x50, 0xcb));
  // The message as C2SP tlog-cosignature writes it out.
  const message = utf8(`cosignature/v1\ntime 1679315147\n${CHECKPOINT}`);
  expect(verify(signature.subarray(8), message, witness.publicKey)).toBe(true);
  expect(cosignaturesOf(note, [WITNESS])).toEqual([{ key: WITNESS, seconds: 1_679_315_147 }]);
});

test("cosignature: an Ed25519 key is no witness and a witness no log, even with the same key bytes", () => {
  const asLog: VerifierKey = { ...WITNESS, type: 1 };
  expect(keyId(asLog)).not.toEqual(keyId(WITNESS));
  expectCode(() => cosignaturesOf(parseNote(withLines(cosigned(5))), [asLog]), "bad_signature");
  const plain = formatSignature(WITNESS.name, keyId(WITNESS), sign(utf8(CHECKPOINT), witness));
  expectCode(() => verifyNote(parseNote(withLines(plain)), [WITNESS]), "bad_signature");
});

test("cosignature: another time, checkpoint, length or any bit is refused", () => {
  const [, cosignature] = parseNote(withLines(cosigned(1000))).signatures;
  const signature = cosignature?.signature ?? new Uint8Array(0);
  const attempt = (changed: Uint8Array): unknown =>
    cosignaturesOf(parseNote(withLines(formatSignature(WITNESS.name, keyId(WITNESS), changed))), [WITNESS]);
  attempt(signature);
  for (let bit = 16; bit < 72 * 8; bit += 3) expectCode(() => attempt(flipBit(signature, bit)), "bad_signature");
  // A time over 2^53 - 1 is refused before it is rounded.
  for (const bit of [0, 7, 13]) expectCode(() => attempt(flipBit(signature, bit)), "malformed");
  expectCode(() => attempt(signature.subarray(0, 71)), "bad_signature");
  expectCode(() => attempt(concat(signature, Uint8Array.of(0))), "bad_signature");
  const grown = signCheckpoint({ origin: NAME, size: 4, root }, letters);
  expectCode(() => cosignaturesOf(parseNote(`${grown}${cosigned(1000)}`), [WITNESS]), "bad_signature");
});

test("cosignature: of several by one witness the latest time counts, and the log's own signature still holds", () => {
  const source = withLines(cosigned(2000), cosigned(3000), cosigned(1000));
  expect(cosignaturesOf(parseNote(source), [WITNESS])).toEqual([{ key: WITNESS, seconds: 3000 }]);
  expect(openCheckpoint(source, NAME, lettersKey).size).toBe(3);
});

test("cosignature: any 72 bytes vouch for nothing", () => {
  fc.assert(
    fc.property(bytesOf(72), (signature) => {
      const note = parseNote(withLines(formatSignature(WITNESS.name, keyId(WITNESS), signature)));
      expect(outcome(() => cosignaturesOf(note, [WITNESS]))).toBeInstanceOf(ProtocolError);
    }),
  );
});
