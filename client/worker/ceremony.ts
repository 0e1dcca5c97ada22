// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  cosignDirectory,
  directoryKeyName,
  formatStatement,
  openDirectory,
  parseStatement,
  ProtocolError,
  signDirectory,
  signersOf,
  signingKey,
  utf8Decode,
  type NoteSigner,
  type Statement,
} from "#crypto";
import { allGroupsOf } from "../ceremony/changes-groups.ts";
import type { Edit } from "../ceremony/edits.ts";
import { lacksOf, type Lack } from "../ceremony/lacks.ts";
import { isSame } from "../ceremony/compare.ts";
import type { CeremonyView, DraftView, InvitationPlan, InvitationWords, Rebased } from "../ceremony/shown.ts";
import { deleteInvitation, postDirectory, postInvitation, postTokenKey, putProposal } from "../signer-transport.ts";
import { closeSession, read, TransportError } from "../transport.ts";
import { draftStatement } from "./ceremony-draft.ts";
import { makeInvitation, wordsOfInvitation, type Maker, type MadeInvitation } from "./ceremony-invitations.ts";
import { refusalOf, shownChanges } from "./ceremony-proposals.ts";
import { rebase } from "./ceremony-rebase.ts";
import { readAll, sourcesOf, type Standing } from "./ceremony-standing.ts";
import { viewOf } from "./ceremony-view.ts";
import { wordsOfKeys, type WordsOfKey } from "./ceremony-words.ts";
import { checking, WorkerFailure } from "./failure.ts";
import { HeldKeyring } from "./keyring.ts";
import { readOrganisation, type VouchedOrganisation } from "./organisation.ts";
import { keepKnown, requireNoneSeen } from "./keep-known.ts";

/** What one of the three has seen before still holds, and what there is now is kept. Null while nothing is founded. */
async function readKnown(held: HeldKeyring, isFounded: boolean): Promise<VouchedOrganisation | null> {
  if (!isFounded) {
    requireNoneSeen(held);
    return null;
  }
  const organisation = await readOrganisation();
  await keepKnown(held, organisation);
  return organisation;
}

/** What was shown last, and would be signed. */
interface Shown {
  readonly index: number;
  /** JSON on one line. */
  readonly source: string;
}

/** An invitation that goes out again as it is, until the board is known to have it. */
interface Pending {
  readonly plan: InvitationPlan;
  readonly made: MadeInvitation;
  readonly nonce: Uint8Array;
}

/** One of the three signers, from sign-in on. What they did not see is not signed. */
export class SignerSession {
  readonly #held: HeldKeyring;
  readonly #maker: Maker;
  readonly #words: WordsOfKey;
  #standing: Standing;
  #drafted: Shown | null = null;
  #pending: Pending | null = null;

  private constructor(held: HeldKeyring, maker: Maker, words: WordsOfKey, standing: Standing) {
    this.#held = held;
    this.#maker = maker;
    this.#words = words;
    this.#standing = standing;
  }

  /** @throws WorkerFailure `wrong_phrase`, `keyring_damaged`, `not_signer`, and TransportError */
  static async signIn(origin: string, master: Uint8Array): Promise<SignerSession> {
    const held = await HeldKeyring.open(origin, master);
    const { kind, signing, box } = held.contents;
    if (kind !== "signer") throw new WorkerFailure("not_signer", "a member's keyring");
    const maker = { origin, identity: signingKey(signing).publicKey, boxSeed: box };
    const [words, standing] = await Promise.all([
      wordsOfKeys(origin),
      readAll(maker, (isFounded) => readKnown(held, isFounded)),
    ]);
    return new SignerSession(held, maker, words, standing);
  }

  async signOut(): Promise<void> {
    this.#drafted = null;
    await closeSession();
  }

  view(): CeremonyView {
    return viewOf(this.#standing, this.#words);
  }

  async read(): Promise<CeremonyView> {
    this.#standing = await readAll(this.#maker, (isFounded) => readKnown(this.#held, isFounded));
    return this.view();
  }

  draft(edits: readonly Edit[]): DraftView {
    this.#drafted = null;
    const { previous, statement: base, offers } = this.#standing;
    const drafted = draftStatement(base, edits, sourcesOf(this.#standing, this.#maker.origin));
    const statement = this.#withSuccession(drafted.statement);
    const lacks = this.#lacks(statement, drafted.keys);
    const changes = shownChanges(previous?.statement ?? null, statement, offers, this.#words);
    return { edits: drafted.edits, statement, changes, lacks };
  }

  /** A document that changes who signs says so of itself. */
  #withSuccession(statement: Statement): Statement {
    const { previous } = this.#standing;
    if (previous === null || isSame(previous.statement.signers, statement.signers)) return statement;
    return { ...statement, successions: [...previous.statement.successions, previous.index + 1] };
  }

  #lacks(statement: Statement, keys: Parameters<typeof lacksOf>[1]): Lack[] {
    const { previous, role } = this.#standing;
    const lacks = lacksOf(statement, keys);
    if (previous !== null && previous.statement.signers[role] !== statement.signers[role])
      lacks.push({ lack: "own-role" });
    if (lacks.length > 0) return lacks;
    const index = previous === null ? 0 : previous.index + 1;
    try {
      const source = formatStatement(statement);
      const reason = refusalOf(previous, { index, statement: parseStatement(source) });
      if (reason !== null) return [{ lack: "unsound", reason }];
      this.#drafted = { index, source };
      return [];
    } catch (error) {
      if (error instanceof ProtocolError) return [{ lack: "unsound", reason: error.message }];
      throw error;
    }
  }

  async rebase(edits: readonly Edit[]): Promise<Rebased> {
    const before = this.#standing.statement;
    const view = await this.read();
    const { statement } = this.#standing;
    return { view, ...rebase(edits, before, statement, sourcesOf(this.#standing, this.#maker.origin)) };
  }

  #signer(): NoteSigner {
    const name = directoryKeyName(this.#maker.origin, this.#standing.role);
    return { name, key: signingKey(this.#held.contents.signing) };
  }

  /** What `draft` showed last. A lost answer is followed by the same bytes. */
  async propose(): Promise<CeremonyView> {
    if (this.#drafted === null) throw new WorkerFailure("refused", "nothing that could be signed was shown");
    const { index, source } = this.#drafted;
    await putProposal(signDirectory(this.#maker.origin, index, source, [this.#signer()]));
    const view = await this.read();
    // Only now: where reading was lost, whoever asks again proposes the same bytes.
    this.#drafted = null;
    return view;
  }

  /** With two signatures it is in force. A lost answer is followed by the same bytes, which the board takes again. */
  async sign(id: string, edits: readonly Edit[]): Promise<Rebased> {
    const { proposals, role } = this.#standing;
    const proposal = proposals.find((each) => each.id === id);
    if (proposal === undefined) throw new WorkerFailure("directory_changed", "what was shown is not there any more");
    if (proposal.role === role || proposal.refusal !== null)
      throw new WorkerFailure("refused", "this is not for this person to sign");
    await postDirectory(cosignDirectory(proposal.document, this.#signer()));
    return this.rebase(edits);
  }

  async invite(plan: InvitationPlan): Promise<InvitationWords> {
    if (this.#pending === null || !isSame(this.#pending.plan, plan)) {
      const groups = allGroupsOf(this.#standing.previous?.statement ?? null);
      // Whoever comes in brings a next key with them.
      const epochOf = (id: string): number => (groups.find((group) => group.id === id)?.epoch ?? -1) + 1;
      const { nonceBytes: nonce, ...made } = makeInvitation(plan, epochOf, this.#maker);
      this.#pending = { plan, made, nonce };
    }
    const { made, nonce } = this.#pending;
    try {
      await postInvitation(made);
    } catch (error) {
      // Its answer was lost the first time: the board has it.
      if (!(error instanceof TransportError && error.problem === "invitation_used")) throw error;
    }
    this.#pending = null;
    await this.read();
    const words = await wordsOfInvitation(nonce, this.#maker);
    const hash = this.#standing.invitations.find((each) => isSame(each.nonce, nonce))?.hash ?? "";
    return { hash, words };
  }

  async invitationWords(hash: string): Promise<InvitationWords> {
    const invitation = this.#standing.invitations.find((each) => each.hash === hash);
    if (invitation === undefined || invitation.offer === null)
      throw new WorkerFailure("invitation_unknown", "somebody else made it");
    return { hash, words: await wordsOfInvitation(invitation.nonce, this.#maker) };
  }

  async withdraw(hash: string): Promise<CeremonyView> {
    try {
      await deleteInvitation(hash);
    } catch (error) {
      if (!(error instanceof TransportError && error.status === 404)) throw error;
    }
    return this.read();
  }

  async addTokenKey(text: string): Promise<CeremonyView> {
    await postTokenKey(text);
    return this.read();
  }

  /** With its signatures, which are checked once more. */
  async document(): Promise<Uint8Array<ArrayBuffer>> {
    const { previous } = this.#standing;
    if (previous === null) throw new WorkerFailure("not_ready", "there is no directory yet");
    const bytes = await read("/v1/directory");
    await checking("directory_unsound", () =>
      openDirectory(utf8Decode(bytes), this.#maker.origin, signersOf(previous.statement)),
    );
    return bytes;
  }
}
