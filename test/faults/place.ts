// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { verifierKey, type VerifierKey } from "#crypto";
import { readBoardKeys } from "../../server/board-keys.ts";
import { freePorts } from "../free-ports.ts";
import { demoFolder, freshDatabase, ORIGIN } from "../server/board.ts";
import { startProgram, type Program } from "../server/program.ts";

/** Where a program can be started again and again. */
export interface Place {
  readonly databaseUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly key: VerifierKey;
}

const ROLES = "board,relay,demo";

/** @param interval milliseconds between checkpoints */
export async function newPlace(interval: number): Promise<Place> {
  const databaseUrl = await freshDatabase("demo");
  const DATA_DIR = demoFolder();
  const key = verifierKey(readBoardKeys(`${DATA_DIR}/board-keys.json`, ORIGIN).logs.letters);
  const PORT = String(await freePorts());
  const SEQUENCE_INTERVAL_MS = String(interval);
  const environment = { ROLES, DATA_DIR, PORT, DATABASE_URL: databaseUrl, SEQUENCE_INTERVAL_MS, LOG: "off" };
  return { databaseUrl, environment, key };
}

export async function started({ environment }: Place): Promise<Program> {
  const program = await startProgram({ environment });
  await program.ready();
  return program;
}
