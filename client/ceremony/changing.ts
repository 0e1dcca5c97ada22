// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ask } from "../vault.ts";
import { isSame } from "./compare.ts";
import { subjectOf, withEdit, withoutEdit, type Edit } from "./edits.ts";
import type { CeremonyView, DraftView } from "./shown.ts";

/** What came of looking again. */
export type News =
  /** Somebody else was first; these of one's wishes are for whoever had them to look at. */
  | { readonly news: "changed"; readonly lost: readonly Edit[] }
  /** What one proposed oneself was signed by another. */
  | { readonly news: "in-force" }
  | { readonly news: "kept" };

/** What is in force, and what somebody wants of it. The wishes outlive a session that ends, for whoever signs in again. */
export class Changing {
  #edits: readonly Edit[] = [];
  /** What one proposed oneself, until it is known what became of it. */
  #proposed: DraftView | null = null;
  /** Null while nobody is signed in. */
  view: CeremonyView | null = null;
  draft: DraftView | null = null;

  /** Whether there is something that nobody else has yet. */
  hasWishes(): boolean {
    // Before the first list what is wanted follows from who accepted: that comes back by itself.
    return this.#edits.some(({ what }) => what !== "join" || this.view?.index !== null);
  }

  /** Keys are gone; wishes stay. */
  endSession(): void {
    this.view = null;
    this.draft = null;
  }

  forget(): void {
    this.endSession();
    this.#edits = [];
    this.#proposed = null;
  }

  /** Before the first list, whoever accepted is wanted in it. */
  #suggested({ index, invitations }: CeremonyView): readonly Edit[] {
    if (index !== null) return this.#edits;
    const joins = invitations
      .filter(({ state, offer }) => state === "accepted" && offer?.kind === "member")
      .map(({ hash }): Edit => ({ what: "join", invitation: hash }));
    return joins.reduce<readonly Edit[]>(withEdit, this.#edits);
  }

  async show(view: CeremonyView): Promise<void> {
    const draft = await ask("draftDirectory", { edits: this.#suggested(view) });
    this.#edits = draft.edits;
    this.draft = draft;
    this.view = view;
  }

  /** What there is now, with what one wanted on top of it. @returns null where nobody was faster */
  async readAgain(): Promise<News | null> {
    const before = this.view?.index;
    const proposed = this.#proposed;
    const wanted = proposed !== null && this.#edits.length === 0 ? proposed.edits : this.#edits;
    const { view, kept, lost } = await ask("rebaseDraft", { edits: wanted });
    const isInForce = proposed !== null && isSame(proposed.statement, view.statement);
    const hasChanged = view.index !== before;
    if (hasChanged) {
      this.#edits = isInForce ? [] : kept;
      this.#proposed = null;
    }
    await this.show(view);
    if (!hasChanged) return null;
    return isInForce ? { news: "in-force" } : { news: "changed", lost };
  }

  /** A wish that changes nothing is none. */
  async want(edit: Edit): Promise<void> {
    const edits = withEdit(this.#edits, edit);
    const others = withoutEdit(edits, subjectOf(edit));
    const without = await ask("draftDirectory", { edits: others });
    const drafted = await ask("draftDirectory", { edits });
    const isNothing = isSame(drafted.changes, without.changes) && isSame(drafted.lacks, without.lacks);
    this.draft = isNothing ? await ask("draftDirectory", { edits: others }) : drafted;
    this.#edits = this.draft.edits;
  }

  async discard(): Promise<void> {
    this.#edits = [];
    this.draft = await ask("draftDirectory", { edits: [] });
  }

  /** Signs what was shown, as the first of two. */
  async propose(): Promise<void> {
    const proposed = this.draft;
    const view = await ask("proposeDirectory", {});
    this.#proposed = proposed;
    this.#edits = [];
    await this.show(view);
  }

  /**
   * Signs what somebody else proposed, as it was shown; then it is in force.
   * @returns wishes of one's own that it touched
   */
  async sign(id: string): Promise<readonly Edit[]> {
    const { view, kept, lost } = await ask("signProposal", { id, edits: this.#edits });
    this.#edits = kept;
    this.#proposed = null;
    await this.show(view);
    return lost;
  }

  /** Into the ledger, and then among the wishes with the other keys that are wanted. */
  async addTokenKey(document: string, keys: readonly string[]): Promise<void> {
    const before = this.view?.tokens.map(({ hash }) => hash) ?? [];
    const view = await ask("addTokenKey", { text: document });
    await this.show(view);
    const added = view.tokens.map(({ hash }) => hash).filter((hash) => !before.includes(hash));
    await this.want({ what: "tokens", keys: [...keys, ...added] });
  }

  /** Nobody comes in with it any more. */
  async withdraw(hash: string): Promise<void> {
    const view = await ask("withdrawInvitation", { hash });
    this.#edits = this.#edits.filter((edit) => !("invitation" in edit) || edit.invitation !== hash);
    await this.show(view);
  }
}
