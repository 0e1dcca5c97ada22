// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  burnNoticesIn,
  randomBytes,
  sha256,
  signBurnNotice,
  utf8,
  utf8Decode,
  withGroupKey,
  withMember,
  withoutMember,
  xwingKey,
  type BurnNotice,
} from "#crypto";
import { addTokenKey } from "../../../server/token/index.ts";
import { countRows, expectProblem, freshFolder, ORIGIN } from "../board.ts";
import { execute } from "../sql.ts";
import { found, publish, signed, type Organisation } from "./organisation.ts";
import { Participant } from "./participant.ts";

/** But for the gateway's keys, which were there before. */
const LEDGER = `log_document where log = 'ledger' and convert_from(document, 'UTF8') not like '%"type":"gateway"%'`;

const send = (who: Participant, document: Uint8Array) =>
  who.send("POST", "/v1/desk/burn-notices", utf8Decode(document));

/** Of team Oost, whose first key is another's by now: Anna is still in it, Bas went to nobody, Eva came for him. */
async function rotated(): Promise<Organisation & { readonly eva: Participant; readonly keys: readonly Uint8Array[] }> {
  const organisation = await found();
  const { listener, signers, statement } = organisation;
  const eva = await new Participant(listener).join(await signers.officer.invite());
  const named = withMember(statement, { id: "eva", name: "eva", key: eva.identity });
  const teams = named.teams.map((team) => (team.id === "oost" ? { ...team, members: ["anna", "eva"] } : team));
  const next = withGroupKey({ ...named, teams }, "oost", xwingKey(randomBytes(32)).publicKey);
  expect((await publish(listener, signed(1, next, signers))).statusCode).toBe(201);
  const keys = [statement, next].map(({ teams: [oost] }) => sha256(oost?.key ?? new Uint8Array(0)));
  return { ...organisation, statement: next, eva, keys };
}

async function noticesOf({ board }: Organisation): Promise<BurnNotice[]> {
  const rows = await execute<{ document: string }>(
    board.databaseUrl,
    `select convert_from(document, 'UTF8') as document from ${LEDGER}`,
  );
  return burnNoticesIn(
    rows.map(({ document }) => utf8(document)),
    ORIGIN,
  );
}

test("burn: who shared a key that was replaced puts one notice of it in the ledger, however often they ask", async () => {
  const organisation = await rotated();
  const { members, keys } = organisation;
  const { anna, bas } = members.people;
  const [first = new Uint8Array(32)] = keys;
  const notice = { group: "oost", epoch: 0, key: first };
  const annas = signBurnNotice(notice, ORIGIN, anna.signing);
  const answers = await Promise.all([send(anna, annas), send(anna, annas), send(anna, annas)]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([204, 204, 204]);
  // Who went to no team still has the seed, until they say that they have not.
  expect((await send(bas, signBurnNotice(notice, ORIGIN, bas.signing))).statusCode).toBe(204);
  const burned = [anna, bas].map(({ identity }) => ({ ...notice, member: identity }));
  expect(await noticesOf(organisation)).toEqual(burned);
});

test("burn: of the present key, of one that is not there, and of one that one never had, there is no notice", async () => {
  const organisation = await rotated();
  const { members, eva, keys, board } = organisation;
  const { anna, cora } = members.people;
  const [first = new Uint8Array(32), present = new Uint8Array(32)] = keys;
  const refused: [Participant, Omit<BurnNotice, "member">][] = [
    [anna, { group: "oost", epoch: 1, key: present }],
    [anna, { group: "oost", epoch: 0, key: present }],
    [anna, { group: "oost", epoch: 2, key: first }],
    [anna, { group: "noord", epoch: 0, key: first }],
    [eva, { group: "oost", epoch: 0, key: first }],
    [cora, { group: "oost", epoch: 0, key: first }],
  ];
  for (const [who, notice] of refused)
    expectProblem(await send(who, signBurnNotice(notice, ORIGIN, who.signing)), 422, "not_replaced");
  expect(await countRows(board.databaseUrl, LEDGER)).toBe(0);
});

test("burn: a notice is its member's own, of this board, and of somebody whom the directory names", async () => {
  const { members, signers, keys, listener, statement, board } = await rotated();
  const { anna, bas } = members.people;
  const [key = new Uint8Array(32)] = keys;
  const notice = { group: "oost", epoch: 0, key };
  const basNotice = signBurnNotice(notice, ORIGIN, bas.signing);
  expectProblem(await send(anna, basNotice), 403, "not_own_key");
  expectProblem(await send(new Participant(listener), basNotice), 401, "unauthenticated");
  const elsewhere = signBurnNotice(notice, "another.example", anna.signing);
  for (const wrong of [elsewhere, utf8(""), utf8("{}"), utf8(` ${utf8Decode(basNotice)}`)])
    expectProblem(await send(anna, wrong), 400, "malformed");
  expectProblem(await send(anna, utf8("x".repeat(513))), 413, "too_large");
  expectProblem(await anna.send("POST", "/v1/desk/burn-notices", {}), 415, "wrong_media_type");
  const officers = signBurnNotice(notice, ORIGIN, signers.officer.signing);
  expectProblem(await send(signers.officer, officers), 403, "not_member");
  expect((await publish(listener, signed(2, withoutMember(statement, "bas"), signers))).statusCode).toBe(201);
  expectProblem(await send(bas, basNotice), 403, "not_member");
  expect(await countRows(board.databaseUrl, LEDGER)).toBe(0);
});

test("burn: notices do not take the room that there is for token keys", async () => {
  const { members, signers, keys, board } = await rotated();
  const [key = new Uint8Array(32)] = keys;
  for (const who of [members.people.anna, members.people.bas])
    expect((await send(who, signBurnNotice({ group: "oost", epoch: 0, key }, ORIGIN, who.signing))).statusCode).toBe(
      204,
    );
  const made = addTokenKey(`${freshFolder()}/issuer-keys.json`, "pass", "2026-11-01");
  const document = (until: string): string =>
    JSON.stringify({
      version: 1,
      type: "token-key",
      purpose: made.purpose,
      key: Buffer.from(made.publicKey.encoded).toString("base64url"),
      from: made.from,
      until,
    });
  const put = (i: number) => signers.officer.send("POST", "/v1/desk/token-keys", document(`2${100 + i}-01-01`));
  const codes = (await Promise.all(Array.from({ length: 33 }, (_, i) => put(i)))).map(({ statusCode }) => statusCode);
  expect(codes.filter((code) => code === 204)).toHaveLength(32);
  expect(await countRows(board.databaseUrl, LEDGER)).toBe(34);
});
