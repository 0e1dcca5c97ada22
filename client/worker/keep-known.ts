// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { equalBytes, signingKey, type Keyring, type MemberEntry, type Statement } from "#crypto";
import { WorkerFailure } from "./failure.ts";
import type { HeldKeyring } from "./keyring.ts";
import { isAhead, laterOf } from "./known.ts";
import { requireKnown, type VouchedOrganisation } from "./organisation.ts";

// A keyring beside the organisation that is shown to it.

/** Who the directory says that this is; undefined where it names nobody, or somebody with another key. */
export function memberOf({ kind, id, signing }: Keyring, { members }: Statement): MemberEntry | undefined {
  const { publicKey } = signingKey(signing);
  return members.find((member) => kind === "member" && member.id === id && equalBytes(member.key, publicKey));
}

/**
 * Refuses an organisation that is older than, or another than, what this keyring has seen; and keeps what there is to see now.
 * @throws WorkerFailure and TransportError
 */
export async function keepKnown(held: HeldKeyring, organisation: VouchedOrganisation): Promise<void> {
  const { pins, trusted } = held.contents;
  requireKnown(organisation, { directory: pins.directory, ledger: pins.ledger, trusted });
  await held.update((keyring) => knowing(keyring, organisation));
}

/**
 * Before the first directory there is none. A board that says so to whoever saw one took it away: nothing of what they would make or
 * sign then follows from what there was.
 * @throws WorkerFailure `directory_rolled_back`
 */
export function requireNoneSeen({ contents: { pins } }: HeldKeyring): void {
  if (pins.directory !== null)
    throw new WorkerFailure("directory_rolled_back", "there was a directory, and now there is none");
}

/** The same object where it knows all this already; another device may know of a later reading. */
function knowing(keyring: Keyring, seen: VouchedOrganisation): Keyring {
  const { pins, trusted } = keyring;
  const { directory, ledger } = pins;
  if (directory === null || ledger === null || trusted === null)
    return { ...keyring, pins: { ...pins, ...seen.pins }, trusted: [...seen.trusted] };
  const known = { pins: { directory, ledger }, trusted };
  if (!isAhead(seen.pins, known.pins)) return keyring;
  const later = laterOf(known, seen);
  return { ...keyring, pins: { ...pins, ...later.pins }, trusted: [...later.trusted] };
}
