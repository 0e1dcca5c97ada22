// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  burnNoticesIn,
  cosignatureLines,
  equalBytes,
  groupsIn,
  hex,
  logName,
  LOGS,
  openCheckpoint,
  openHistory,
  parseNote,
  parseVerifierKey,
  sha256,
  SIGNER_ROLES,
  statementIn,
  tokenKeysOf,
  utf8Decode,
  vouching,
  type Checkpoint,
  type Directory,
  type LogShortName,
  type SharedGroup,
  type Statement,
  type VerifierKey,
} from "#crypto";
import { read } from "../transport.ts";
import { logKeysOf } from "./directory.ts";
import { readDocumentLog, requireSameBeginning, type DocumentLog } from "./document-log.ts";
import { checking, WorkerFailure } from "./failure.ts";
import { Letters } from "./letters.ts";
import { readConfiguration } from "./organisation.ts";
import type { Audit, AuditedBurn, AuditedDocument, AuditedLog, ComparedLog, Progress } from "../protocol/index.ts";

// Everything that is public, from the first entry to the last, for whoever wants to know for sure. It trusts the three keys that
// this page was given, and nothing else.

interface AuditedLetters {
  readonly source: string;
  readonly checkpoint: Checkpoint;
  readonly letters: Letters;
}

/** The logs of one visit, verified whole. */
export interface Audited {
  readonly origin: string;
  readonly keys: Readonly<Record<LogShortName, VerifierKey>>;
  readonly history: readonly Directory[];
  readonly statement: Statement;
  readonly directory: DocumentLog;
  readonly ledger: DocumentLog;
  readonly letters: AuditedLetters;
}

async function readLetters(
  origin: string,
  key: VerifierKey,
  onProgress: (progress: Progress) => void,
): Promise<AuditedLetters> {
  const name = logName(origin, "letters");
  const source = utf8Decode(await read("/v1/logs/letters/checkpoint"));
  const checkpoint = await checking("log_damaged", () => openCheckpoint(source, name, key));
  const letters = new Letters(name, key, false);
  await letters.refresh();
  letters.verifyAll(onProgress);
  // It may have grown since.
  await letters.requireContinues(checkpoint.size, checkpoint.root);
  return { source, checkpoint, letters };
}

/** Reads and verifies all three logs and every directory there ever was. */
export async function auditLogs(onProgress: (progress: Progress) => void): Promise<Audited> {
  const { origin, directoryKeys } = await readConfiguration();
  const current = utf8Decode(await read("/v1/directory"));
  // Which no later statement may change: a reader of the whole history sees that none did.
  const keys = await checking("directory_unsound", () => logKeysOf(statementIn(current)));
  const directory = await readDocumentLog(origin, "directory", keys.directory);
  const ledger = await readDocumentLog(origin, "ledger", keys.ledger);
  const history = await checking("directory_unsound", () =>
    openHistory(directory.documents.map(utf8Decode), origin, directoryKeys.map(parseVerifierKey)),
  );
  const last = history.at(-1);
  if (last === undefined || utf8Decode(directory.documents.at(-1) ?? new Uint8Array(0)) !== current)
    throw new WorkerFailure("directory_unsound", "this directory is not the last one in its log");
  const letters = await readLetters(origin, keys.letters, onProgress);
  return { origin, keys, history, statement: last.statement, directory, ledger, letters };
}

function shownDocument({ index, statement, signedBy }: Directory): AuditedDocument {
  return {
    index,
    signedBy: SIGNER_ROLES.filter((role) => signedBy.some(({ name }) => name.endsWith(`/${role}`))),
    changesSigners: statement.successions.includes(index),
  };
}

function shownLog(log: LogShortName, source: string, { size, root }: Checkpoint, statement: Statement): AuditedLog {
  const note = parseNote(source);
  const witnesses = statement.witnesses.map(({ name, key }) => ({ name, key: parseVerifierKey(key) }));
  const keys = witnesses.map(({ key }) => key);
  return {
    log,
    size,
    root: hex(root),
    vouching: vouching(note, keys, Math.floor(Date.now() / 1000)),
    witnesses: witnesses.map(({ name, key }) => {
      const times = cosignatureLines(note, key).map(({ seconds }) => seconds);
      return { name, seconds: times.length === 0 ? null : Math.max(...times) };
    }),
  };
}

/** Those of people who shared that key, by the names that they and the group had then. */
function shownBurns({ origin, history, ledger }: Audited): AuditedBurn[] {
  return burnNoticesIn(ledger.documents, origin).flatMap(({ group, epoch, key, member }) => {
    const statements = history.map(({ statement }) => statement);
    const id = statements.flatMap(({ members }) => members).find((each) => equalBytes(each.key, member))?.id;
    const shared = statements.toReversed().flatMap((statement) => {
      const isIt = (each: SharedGroup): boolean => each.id === group && each.epoch === epoch;
      const found = groupsIn(statement).find((each) => isIt(each) && equalBytes(sha256(each.key), key));
      const name = found && statement.members.find((each) => each.id === id && found.members.includes(each.id))?.name;
      return found === undefined || name === undefined ? [] : [{ group: found.name, member: name, epoch }];
    });
    return shared.slice(0, 1);
  });
}

/** Between the checkpoints of a file that somebody keeps; it cannot occur in one. */
const SEPARATOR = "-----\n";

export function shownAudit(audited: Audited): Audit {
  const { statement, history, directory, ledger, letters } = audited;
  const logs = { letters, directory, ledger };
  return {
    organisation: statement.organisation,
    logs: LOGS.map((log) => shownLog(log, logs[log].source, logs[log].checkpoint, statement)),
    documents: history.map(shownDocument),
    tokenKeys: tokenKeysOf(statement.tokens, ledger.documents).map(({ purpose, from, until }) => ({
      purpose,
      from,
      until,
    })),
    burned: shownBurns(audited),
    checkpoints: LOGS.map((log) => logs[log].source).join(SEPARATOR),
  };
}

async function compareOne(audited: Audited, source: string): Promise<ComparedLog> {
  const title = source.split("\n")[0];
  const log = LOGS.find((name) => logName(audited.origin, name) === title);
  if (log === undefined) throw new WorkerFailure("checkpoints_unreadable", "a checkpoint of another log");
  const { size, root } = await checking("checkpoints_unreadable", () =>
    openCheckpoint(source, logName(audited.origin, log), audited.keys[log]),
  );
  if (log === "letters") await audited.letters.letters.requireContinues(size, root);
  else requireSameBeginning(audited[log], size, root);
  return { log, size };
}

/** No file of ours is larger. */
const LARGEST_FILE = 64 * 1024;

/**
 * Whether the logs of now continue those that somebody kept.
 * @throws WorkerFailure `log_inconsistent`, or `checkpoints_unreadable`
 */
export async function compareCheckpoints(audited: Audited, text: string): Promise<ComparedLog[]> {
  if (text.length > LARGEST_FILE) throw new WorkerFailure("checkpoints_unreadable", "a file that is too large");
  const compared: ComparedLog[] = [];
  for (const source of text.replaceAll("\r\n", "\n").split(SEPARATOR)) compared.push(await compareOne(audited, source));
  return compared;
}
