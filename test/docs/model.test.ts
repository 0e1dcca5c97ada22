// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { KIND } from "../../crypto/envelope/index.ts";
import { readText } from "./files.ts";
import { parseModel } from "./model/parse.ts";
import { requireTyped } from "./model/types.ts";
import { verdictsOf } from "./model/verdicts.ts";

const FILES = readdirSync(new URL("../../docs/model/", import.meta.url)).filter((name) => name.endsWith(".pv"));
const textOf = (file: string): string => readText(`docs/model/${file}`);

/** What docs/model/README.md says of each model: yes or no to everything that it asks, in its order. */
const SAID = new Map(
  [...readText("docs/model/README.md").matchAll(/^\| \[([\w.-]+)\]\(\1\) \|(.*)$/gm)].map(([, file = "", row = ""]) => [
    file,
    [...row.matchAll(/\*\*(yes|no)\*\*/g)].map(([, word]) => word === "yes"),
  ]),
);

const answers = (text: string): boolean[] => verdictsOf(parseModel(text)).map(({ isProved }) => isProved);

test("model: every model is in the table, and nothing else is", () => {
  expect([...SAID.keys()].sort()).toEqual([...FILES].sort());
});

test.each(FILES)("model: %s is one that ProVerif would begin with, and answers what the table says", (file) => {
  requireTyped(parseModel(textOf(file)));
  expect(answers(textOf(file))).toEqual(SAID.get(file));
});

/** Each takes away one thing that a yes rests on. */
const BROKEN: readonly (readonly [what: string, file: string, from: RegExp, to: string])[] = [
  ["a blinding factor that is shown", "tokens.pv", /blind\(nonce, r\)\)/, "blind(nonce, r), r)"],
  [
    "a nonce that is shown when a pass is given in",
    "exchange.pv",
    /\(passTwo, blind/,
    "(nonceOf(seedTwo, passTwo, first), blind",
  ],
  ["two notes under one tag", "threads.pv", /tagOf\(selfA, submitter, one\)/, "tagOf(selfA, submitter, zero)"],
  [
    "words that stay in generation 0",
    "threads-later.pv",
    /tagOf\(thread1, submitter, one\)/,
    "tagOf(thread0, submitter, one)",
  ],
  ["an opening that names no recipient", "authenticity.pv", /keyId\((team|epub\(team\))\)/g, "origin"],
  [
    "a message that is signed without its place",
    "authenticity.pv",
    /seedBits\(thread\), i, m\)/g,
    "seedBits(thread), m)",
  ],
  [
    "openings and re-openings signed alike",
    "resealing.pv",
    /\((?:re)?(?:opening|of), (origin, (?:keyId\((?:before|now)\)|recipient))/g,
    "($1",
  ],
  ["a colleague who is believed without a signature", "resealing.pv", /if checks\(k, h, .*\n/, ""],
  ["a lane of the generation before", "generations.pv", /laneSeed\(g1\)/, "laneSeed(g0)"],
  ["notes under the key that somebody left with", "generations.pv", /side\(now, g\)/, "side(before, g)"],
  ["an answer outside of any encryption", "relay.pv", /response\(k, n, answer\(m\)\)/, "answer(m)"],
  ["a relay that passes the address on", "relay-board.pv", /out\(c, \(enc/, "out(c, (from, enc"],
  [
    "a mark of something else than what it opened with",
    "relay-once.pv",
    /let k = decap\(g, e\)/,
    "in(c, f: bitstring); let k = decap(g, f)",
  ],
  ["a client that takes any answer", "relay-once.pv", /openResponse\(k, y\)/, "y"],
  ["a capsule without the rung's box", "capsule-custodian-clock.pv", /aead\(K, rungBox\)/, "aead(K, upText)"],
];

test.each(BROKEN)("model: with %s, the answer of %s turns", (_what, file, from, to) => {
  const broken = textOf(file).replace(from, to);
  expect(broken).not.toBe(textOf(file));
  expect(answers(broken)).not.toEqual(SAID.get(file));
});

const comments = FILES.flatMap((file) => parseModel(textOf(file)).comments);

test("model: the sources that its comments name are there, with the functions that they name in them", () => {
  const named = comments.flatMap((text) => [
    ...text.matchAll(/((?:crypto|server|client)\/[\w/-]+\.ts)(?:,\s+(\w+)(?: and (\w+))?)?/g),
  ]);
  expect(named.length).toBeGreaterThan(20);
  for (const [, path = "", ...functions] of named) {
    const source = readText(path);
    for (const each of functions.filter((name) => typeof name === "string")) expect(source, path).toContain(` ${each}`);
  }
});

test("model: the keys that its comments name are derived under these names, and no others", () => {
  const derived = readText("crypto/prf.ts");
  const names = new Set(comments.flatMap((text) => [...text.matchAll(/PRF "([\w-]+)"/g)].map(([, name = ""]) => name)));
  expect([...names].sort()).toEqual([
    "lane",
    "self_secret",
    "side",
    "submitter",
    "tag",
    "thread_secret",
    "token",
    "token_seed",
  ]);
  for (const name of names) expect(derived).toContain(`| "${name}"`);
  for (const label of ["envelope", "event"]) expect(readText("crypto/wire/label.ts")).toContain(`| "${label}"`);
});

test("model: kinds have the numbers that they have in the program", () => {
  const kinds = { opening: KIND.opening, "re-opening": KIND.reopening, message: KIND.event, note: KIND.selfNote };
  const said = comments.flatMap((text) => [...text.matchAll(/([\w-]+) \(kind (\d)/g)]);
  expect(new Set(said.map(([, name]) => name))).toEqual(new Set(Object.keys(kinds)));
  for (const [, name = "", number] of said) expect(String(kinds[name as keyof typeof kinds])).toBe(number);
});
