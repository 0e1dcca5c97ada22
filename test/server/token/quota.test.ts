// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { hex } from "#crypto";
import { EMPLOYEES } from "../../../server/demo/organisation.ts";
import { personInQuarter, personKey } from "../../../server/staff/person.ts";
import { startForgetting } from "../../../server/token/index.ts";
import { countPasses, take } from "../../../server/token/quota.ts";
import { freshDatabase } from "../board.ts";
import { cookieFor, drawn, mine, openIssuer, passesThisYear, postRequest, signerOf, someone } from "../issuer.ts";
import { execute } from "../sql.ts";

interface Row {
  readonly quarter: string;
  readonly person: string;
  readonly number: number;
}

const rowsOf = (url: string): Promise<Row[]> =>
  execute<{ quarter: string; person: string; number: number }>(
    url,
    "select quarter, encode(person, 'hex') as person, number from pass_taken order by 1, 2, 3",
  );

test("quota: the issuer's database has these columns and no others, and none is a time or an order", async () => {
  const url = await freshDatabase("issuer");
  const columns = await execute<{ name: string }>(
    url,
    `select table_name || '.' || column_name || ' ' || data_type as name from information_schema.columns
     where table_schema = 'public' and table_name not like 'kysely\\_%' order by 1`,
  );
  expect(columns.map(({ name }) => name)).toEqual([
    "pass_taken.number smallint",
    "pass_taken.person bytea",
    "pass_taken.purpose text",
    "pass_taken.quarter text",
    "pass_taken.request_hash bytea",
    "pass_year.passes integer",
    "pass_year.year smallint",
  ]);
  expect(await execute(url, "select 1 from information_schema.sequences")).toEqual([]);
  expect(await execute(url, "select 1 from information_schema.triggers")).toEqual([]);
  const defaults = await execute(
    url,
    `select 1 from information_schema.columns
     where table_schema = 'public' and table_name not like 'kysely\\_%' and column_default is not null`,
  );
  expect(defaults).toEqual([]);
});

test("quota: no row can be there that the rules do not have", async () => {
  const url = await freshDatabase("issuer");
  const [person, hash] = ["'\\x" + "ab".repeat(32) + "'", "'\\x" + "cd".repeat(32) + "'"];
  const insert = (values: string): Promise<unknown> => execute(url, `insert into pass_taken values (${values})`);
  await insert(`'2027-Q1', ${person}, 'pass', 20, ${hash}`);
  for (const values of [
    `'2027-Q5', ${person}, 'pass', 1, ${hash}`,
    `'2027-02-10', ${person}, 'pass', 1, ${hash}`,
    `'2027-Q2', '\\xab', 'pass', 1, ${hash}`,
    `'2027-Q2', ${person}, 'post', 1, ${hash}`,
    `'2027-Q2', ${person}, 'pass', 0, ${hash}`,
    `'2027-Q2', ${person}, 'pass', 21, ${hash}`,
    `'2027-Q2', ${person}, 'ballot', 2, ${hash}`,
    `'2027-Q2', ${person}, 'pass', 1, '\\xcd'`,
    // The same number, and the same request, of the same person twice.
    `'2027-Q1', ${person}, 'pass', 20, '\\x${"ef".repeat(32)}'`,
    `'2027-Q1', ${person}, 'pass', 1, ${hash}`,
  ]) {
    await expect(insert(values)).rejects.toThrow(/violates (check|unique) constraint/);
  }
  for (const values of ["1999, 1", "2027, 0", "2027, -1"])
    await expect(execute(url, `insert into pass_year values (${values})`)).rejects.toThrow(/violates check constraint/);
});

test("quota: a person is another one in every quarter, and nobody without the secret", async () => {
  const issuer = await openIssuer({ now: "2027-02-10T12:00:00Z" });
  for (const now of ["2027-02-10T12:00:00Z", "2027-05-10T12:00:00Z"]) {
    issuer.clock.nowMs = Date.parse(now);
    for (const { subject } of EMPLOYEES)
      await postRequest(issuer, cookieFor(issuer, someone(subject)), drawn(signerOf(issuer, "pass")).request);
  }
  const people = (await rowsOf(issuer.databaseUrl)).map(({ person }) => person);
  expect(people).toHaveLength(6);
  expect(new Set(people).size).toBe(6);
  // Who has secret and list of staff finds them, which shows what is looked for; with another secret nobody does.
  const named = (secret: Uint8Array): string[] =>
    EMPLOYEES.flatMap(({ subject }) =>
      ["2027-Q1", "2027-Q2"].map((quarter) =>
        hex(personInQuarter(personKey(someone(subject), secret), quarter, secret)),
      ),
    );
  expect(named(issuer.secrets.person).sort()).toEqual(people.toSorted());
  for (const secret of [randomBytes(32), issuer.secrets.session])
    expect(named(secret).some((person) => people.includes(person))).toBe(false);
  // Nor is what the session has for a person in any row.
  const sessions = EMPLOYEES.map(({ subject }) => hex(personKey(someone(subject), issuer.secrets.person)));
  expect(sessions.some((person) => people.includes(person))).toBe(false);
});

test("quota: rows go two quarters later, the count of the year stays", async () => {
  const issuer = await openIssuer({ now: "2027-02-10T12:00:00Z" });
  const { request } = drawn(signerOf(issuer, "pass"));
  const forgottenAt = async (now: string): Promise<string[]> => {
    issuer.clock.nowMs = Date.parse(now);
    await startForgetting(
      issuer.database,
      () => issuer.clock.nowMs,
      (error) => {
        throw error;
      },
    ).stop();
    return (await rowsOf(issuer.databaseUrl)).map(({ quarter }) => quarter);
  };
  await postRequest(issuer, cookieFor(issuer), request);
  expect(await forgottenAt("2027-06-30T23:59:59Z")).toEqual(["2027-Q1"]);
  await postRequest(issuer, cookieFor(issuer), drawn(signerOf(issuer, "pass")).request);
  expect(await forgottenAt("2027-07-01T00:00:00Z")).toEqual(["2027-Q2"]);
  expect(await passesThisYear(issuer)).toMatchObject({ year: 2027, passes: 2 });
  // The quarter before the first of a year is the last of the year before.
  expect(await forgottenAt("2027-10-01T00:00:00Z")).toEqual([]);
  await postRequest(issuer, cookieFor(issuer), drawn(signerOf(issuer, "pass")).request);
  expect(await forgottenAt("2028-01-15T00:00:00Z")).toEqual(["2027-Q4"]);
  expect(await forgottenAt("2028-04-01T00:00:00Z")).toEqual([]);
  expect(await countPasses(issuer.database, 2027)).toBe(3);
});

test("quota: a request that was forgotten is a new one", async () => {
  const issuer = await openIssuer({ now: "2027-02-10T12:00:00Z" });
  const { request } = drawn(signerOf(issuer, "pass"));
  await postRequest(issuer, cookieFor(issuer), request);
  issuer.clock.nowMs = Date.parse("2027-08-10T12:00:00Z");
  const cookie = cookieFor(issuer);
  expect((await postRequest(issuer, cookie, request)).statusCode).toBe(200);
  expect(await mine(issuer, cookie)).toMatchObject({ quarter: "2027-Q3", taken: 1 });
});

test("quota: the same taken by many at once is taken once, whatever they know of each other", async () => {
  const { database, databaseUrl } = await openIssuer();
  const holder = { quarter: "2027-Q1", person: randomBytes(32) };
  const hashes = Array.from({ length: 5 }, () => randomBytes(32));
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, i) => take(database, holder, "pass", hashes[i % 5] ?? randomBytes(32), 3)),
  );
  // Each of the five got the same outcome every time, and three of them one.
  const byHash = hashes.map((_, i) => new Set(outcomes.filter((_outcome, at) => at % 5 === i)));
  expect(byHash.every(({ size }) => size === 1)).toBe(true);
  expect(outcomes.filter(Boolean)).toHaveLength(24);
  expect(await rowsOf(databaseUrl)).toHaveLength(3);
  expect(await countPasses(database, 2027)).toBe(3);
});
