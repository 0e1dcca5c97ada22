// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cosignDirectory,
  formatVerifierKey,
  openDirectory,
  openProposal,
  ProtocolError,
  signDirectory,
  signersOf,
  signNote,
  verifierKey,
  type NoteSigner,
} from "#crypto";
import { signerNamed } from "../log/fixture.ts";
import { expectCode, mutatedText, outcome } from "../hostile.ts";
import { logKey, ORIGIN, signer, signerKey, STATEMENT } from "./fixture.ts";

const SOURCE = JSON.stringify(STATEMENT);
const [officer, council, spare] = [signer("officer"), signer("council"), signer("spare")];
const KEYS = [officer, council, spare].map(verifierKey);
const signed = (...signers: NoteSigner[]): string => signDirectory(ORIGIN, 7, SOURCE, signers);
const open = (document: string): ReturnType<typeof openDirectory> => openDirectory(document, ORIGIN, KEYS);
/** What two of the three signed, whatever it is. */
const vouched = (text: string): string => signNote(text, [officer, council]);

test("directory: any two of the three keys vouch for it, and so do all three", () => {
  for (const signers of [
    [officer, council],
    [council, spare],
    [spare, officer],
    [officer, council, spare],
  ]) {
    const { index, statement, signedBy } = open(signed(...signers));
    expect(index).toBe(7);
    expect(statement.organisation).toBe("Dienst");
    expect(signedBy).toHaveLength(signers.length);
  }
});

test("directory: one signature is refused, also twice, and beside a stranger's", () => {
  expectCode(() => open(signed(officer)), "too_few_signatures");
  expectCode(() => open(signed(officer, officer)), "too_few_signatures");
  expectCode(() => open(signed(officer, signerNamed("stranger", 99))), "too_few_signatures");
  expectCode(() => open(signed(signerNamed("stranger", 99))), "bad_signature");
  expectCode(() => open(signed()), "malformed");
  expectCode(() => open(signed(signerNamed(council.name, 98), officer)), "too_few_signatures");
});

test("directory: one key that is trusted under two names has one vote", () => {
  const again = { name: council.name, key: officer.key };
  const keys = [officer, again, spare].map(verifierKey);
  expectCode(() => openDirectory(signed(officer, again), ORIGIN, keys), "too_few_signatures");
  // Also where others, whom it names, signed enough.
  const others = [signer("officer", 50), signer("council", 51), signer("spare", 52)];
  const [newOfficer = "", newCouncil = "", newSpare = ""] = others.map((other) =>
    formatVerifierKey(verifierKey(other)),
  );
  const signers = { officer: newOfficer, council: newCouncil, spare: newSpare };
  const source = JSON.stringify({ ...STATEMENT, signers, successions: [7] });
  const document = signDirectory(ORIGIN, 7, source, [officer, again, ...others]);
  expectCode(() => openDirectory(document, ORIGIN, keys), "too_few_signatures");
  const twice = [officer, officer, spare].map(verifierKey);
  expectCode(() => openDirectory(signed(officer), ORIGIN, twice), "too_few_signatures");
});

test("directory: a trusted key's bad signature refuses it, although two others are good", () => {
  const other = signed(spare).split("\n").at(-2) ?? "";
  const bad = signDirectory(ORIGIN, 8, SOURCE, [spare]).split("\n").at(-2) ?? "";
  expect(open(`${signed(officer, council)}${other}\n`).signedBy).toHaveLength(3);
  expectCode(() => open(`${signed(officer, council)}${bad}\n`), "bad_signature");
});

test("directory: another organisation's means nothing here", () => {
  expectCode(() => openDirectory(signed(officer, council), "another.example", KEYS), "malformed");
  expectCode(() => signDirectory("another.example", 0, SOURCE, [officer, council]), "inconsistent");
  expectCode(() => open(vouched(`another.example/v1/directory\n0\n${SOURCE}\n`)), "malformed");
});

test("directory: keys with the names of other logs or roles are refused", () => {
  const statement = (change: object): string =>
    vouched(`${ORIGIN}/v1/directory\n0\n${JSON.stringify({ ...STATEMENT, ...change })}\n`);
  open(statement({}));
  const logs = { ...STATEMENT.logs, letters: logKey("ledger") };
  expectCode(() => open(statement({ logs })), "inconsistent");
  const signers = { ...STATEMENT.signers, officer: signerKey("spare", 50) };
  expectCode(() => open(statement({ signers })), "inconsistent");
});

test("directory: its index is a number without leading zeros", () => {
  const at = (index: string): string => vouched(`${ORIGIN}/v1/directory\n${index}\n${SOURCE}\n`);
  expect(open(at("0")).index).toBe(0);
  expect(open(at("999999999")).index).toBe(999_999_999);
  for (const index of ["", "-1", "01", "1.0", " 1", "1 ", "1e3", "1000000000", "x"])
    expectCode(() => open(at(index)), "malformed");
});

test("directory: a line too many or too few is refused", () => {
  const lines = [`${ORIGIN}/v1/directory`, "0", SOURCE];
  const document = (parts: readonly string[]): string => vouched(`${parts.join("\n")}\n`);
  open(document(lines));
  for (const parts of [lines.slice(0, 2), lines.slice(0, 1), [...lines, "more"], [...lines, "", ""], ["", ...lines]])
    expectCode(() => open(document(parts)), "malformed");
});

test("directory: an unsound statement is neither signed nor read", () => {
  const unsound = JSON.stringify({ ...STATEMENT, ladder: ["directie"] });
  expectCode(() => signDirectory(ORIGIN, 0, unsound, [officer, council]), "inconsistent");
  expectCode(() => open(vouched(`${ORIGIN}/v1/directory\n0\n${unsound}\n`)), "inconsistent");
});

test("directory: a document is signed by two of the three that it names, whoever the reader trusts", () => {
  const signers = { ...STATEMENT.signers, spare: signerKey("spare", 50), council: signerKey("council", 51) };
  const [newSpare, newCouncil] = [signer("spare", 50), signer("council", 51)];
  const changed = (...by: NoteSigner[]): string =>
    signDirectory(ORIGIN, 7, JSON.stringify({ ...STATEMENT, signers, successions: [7] }), by);
  expect(open(changed(officer, council, newSpare)).signedBy.map(({ name }) => name)).toEqual([
    officer.name,
    council.name,
  ]);
  open(changed(council, spare, newSpare, newCouncil));
  expectCode(() => open(changed(officer, council)), "too_few_signatures");
  expectCode(() => open(changed(council, spare)), "bad_signature");
  expectCode(() => open(changed(officer, newSpare, newCouncil)), "too_few_signatures");
});

test("directory: a change of signers that is still to come is neither signed nor read", () => {
  const changed = (...successions: number[]): string => JSON.stringify({ ...STATEMENT, successions });
  open(signDirectory(ORIGIN, 7, changed(3, 7), [officer, council]));
  expectCode(() => signDirectory(ORIGIN, 7, changed(3, 8), [officer, council]), "inconsistent");
  expectCode(() => open(vouched(`${ORIGIN}/v1/directory\n7\n${changed(3, 8)}\n`)), "inconsistent");
});

test("directory: what one of the three proposes is read as that, and is no directory", () => {
  const proposal = signed(spare);
  const read = openProposal(proposal, ORIGIN, KEYS);
  expect(read.index).toBe(7);
  expect(read.signedBy.map(({ name }) => name)).toEqual([spare.name]);
  expect(signersOf(read.statement)).toEqual(KEYS);
  expectCode(() => open(proposal), "too_few_signatures");
  expectCode(() => openProposal(signed(signerNamed("stranger", 99)), ORIGIN, KEYS), "bad_signature");
  expectCode(() => openProposal(signed(signerNamed(spare.name, 99)), ORIGIN, KEYS), "bad_signature");
});

test("directory: a second signature makes a directory of a proposal, which stays as it was", () => {
  const proposal = signed(spare);
  const document = cosignDirectory(proposal, officer);
  expect(document.startsWith(proposal)).toBe(true);
  expect(document).toBe(signed(spare, officer));
  expect(open(document).signedBy).toHaveLength(2);
  expect(open(cosignDirectory(document, council)).signedBy).toHaveLength(3);
  expectCode(() => open(cosignDirectory(proposal, spare)), "too_few_signatures");
  expectCode(() => cosignDirectory("not a note", officer), "malformed");
});

test("directory: whatever is done to a document, it is the same statement or refused once", () => {
  const document = signed(officer, council);
  const statement = open(document).statement;
  fc.assert(
    fc.property(mutatedText(document), (source) => {
      const opened = outcome(() => open(source));
      if (!(opened instanceof ProtocolError)) expect(opened.statement).toEqual(statement);
    }),
    { numRuns: 400 },
  );
});
