// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { hex } from "#crypto";
import { cleanUp, ORIGIN } from "../board.ts";
import {
  cookieFor,
  drawn,
  finalised,
  mine,
  openIssuer,
  PASS_REQUEST,
  passesThisYear,
  postRequest,
  signerOf,
  type Issuer,
} from "../issuer.ts";
import { freePorts } from "../../free-ports.ts";
import { execute } from "../sql.ts";

const DYING = fileURLToPath(new URL("dying-issuer.ts", import.meta.url));

/** The same issuer in a process of its own, on the same database, that dies after a statement. @returns where it listens, and how it ended */
async function startDying(issuer: Issuer, statement: number): Promise<{ address: string; ended: Promise<unknown> }> {
  const port = await freePorts();
  const { issuerKeys, issuerSecrets, dataDir } = issuer.config;
  const child = spawn(process.execPath, [DYING, issuer.databaseUrl, String(issuer.clock.nowMs), String(statement)], {
    env: {
      ROLES: "issuer",
      ORIGIN,
      PORT: String(port),
      BOARD_URL: "http://127.0.0.1:1",
      DATA_DIR: dataDir,
      ISSUER_KEYS: issuerKeys,
      ISSUER_SECRETS: issuerSecrets,
      OIDC_ISSUER: "http://127.0.0.1:1",
      OIDC_CLIENT_ID: "nobody",
      OIDC_CLIENT_SECRET: "none",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanUp(() => child.kill("SIGKILL"));
  const ended = once(child, "exit").then(([, signal]) => signal as unknown);
  await Promise.race([once(child.stdout, "data"), ended]);
  return { address: `http://127.0.0.1:${port + 2}`, ended };
}

test("pass: an issuer that is killed at any statement of a request, before it answers, costs nobody a pass", async () => {
  const issuer = await openIssuer();
  const signer = signerOf(issuer, "pass");
  const asked = drawn(signer);
  const cookie = cookieFor(issuer);
  const rows = (): Promise<{ n: number }[]> => execute(issuer.databaseUrl, "select count(*)::int as n from pass_taken");
  const left: number[] = [];
  for (let statement = 1; left.at(-1) !== 1; statement++) {
    const { address, ended } = await startDying(issuer, statement);
    const headers = { "Content-Type": PASS_REQUEST, Cookie: cookie };
    const answer = await fetch(`${address}/v1/passes`, {
      method: "POST",
      headers,
      body: new Uint8Array(asked.request),
    }).catch(() => null);
    expect(answer).toBeNull();
    expect(await ended).toBe("SIGKILL");
    left.push((await rows())[0]?.n ?? -1);
  }
  // Whether it is known, how many there are, and the one that takes it: that was durable, and nobody heard of it.
  expect(left).toEqual([0, 0, 1]);
  expect(await mine(issuer, cookie)).toMatchObject({ taken: 1 });

  const answer = await postRequest(issuer, cookie, asked.request);
  finalised(asked, answer);
  expect(hex((await postRequest(issuer, cookie, asked.request)).rawPayload)).toBe(hex(answer.rawPayload));
  expect(await mine(issuer, cookie)).toMatchObject({ taken: 1 });
  expect(await passesThisYear(issuer)).toMatchObject({ passes: 1 });
});
