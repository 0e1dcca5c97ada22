// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignerRole } from "#crypto/directory/index.ts";

/** One of the three logs, and who vouches for it as it is now. */
export interface AuditedLog {
  readonly log: "letters" | "directory" | "ledger";
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  /** Unix seconds. */
  readonly vouching: { readonly fresh: boolean; readonly since: number | null };
  readonly witnesses: readonly { readonly name: string; readonly seconds: number | null }[];
}

export interface AuditedDocument {
  readonly index: number;
  readonly signedBy: readonly SignerRole[];
  readonly changesSigners: boolean;
}

/** Somebody of a team or rung has one of its old keys no more. */
export interface AuditedBurn {
  readonly group: string;
  readonly member: string;
  readonly epoch: number;
}

/** What somebody who reads the logs from the first entry to the last has seen for themselves. */
export interface Audit {
  readonly organisation: string;
  readonly logs: readonly AuditedLog[];
  /** Every directory there ever was, the oldest first. */
  readonly documents: readonly AuditedDocument[];
  readonly tokenKeys: readonly {
    readonly purpose: "pass" | "ballot" | "post";
    readonly from: string;
    readonly until: string;
  }[];
  /** Old keys that somebody destroyed, in the order in which they said so. */
  readonly burned: readonly AuditedBurn[];
  /** The three checkpoints, to keep and to compare with later. */
  readonly checkpoints: string;
}

export interface ComparedLog {
  readonly log: AuditedLog["log"];
  /** That it had then. */
  readonly size: number;
}

/** The three logs, for whoever wants to know for sure. */
export interface AuditCalls {
  auditLogs: { readonly params: Record<string, never>; readonly result: Audit };
  /** With the logs that were audited last. */
  compareCheckpoints: { readonly params: { readonly text: string }; readonly result: readonly ComparedLog[] };
}
