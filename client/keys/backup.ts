// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { saveFile } from "../design/save.ts";
import { ask } from "../vault.ts";

const FILE_NAME = "sleutels.tegenspraak";
/** A backup is far smaller: what is larger is none, and not read. */
const LARGEST_FILE = 64 * 1024;

export async function saveBackup(): Promise<void> {
  saveFile(await ask("backUpKeyring", {}), FILE_NAME);
}

/** Nothing for what cannot be a backup. */
export async function readBackup(file: File): Promise<Uint8Array> {
  return file.size > LARGEST_FILE ? new Uint8Array(0) : new Uint8Array(await file.arrayBuffer());
}
