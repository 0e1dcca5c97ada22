// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ClausesForm } from "./clauses-form.ts";
import { HolidaysForm, ReleaseDaysForm } from "./days-form.ts";
import { GroupForm } from "./group-form.ts";
import { TokensForm, WitnessesForm } from "./keys-forms.ts";
import { InviteForm } from "./invite-form.ts";
import { JoinForm } from "./join-form.ts";
import { LadderForm, MemberForm } from "./people-forms.ts";
import { NamesForm, OrganisationForm, TermsForm } from "./plain-forms.ts";
import type { FormBasis, SubjectForm } from "./subject-form.ts";
import type { Subject } from "./subject.ts";

export { InviteForm };

export function formFor(subject: Subject, basis: FormBasis): SubjectForm {
  switch (subject.subject) {
    case "organisation":
      return new OrganisationForm(basis);
    case "terms":
      return new TermsForm(basis);
    case "units":
    case "themes":
      return new NamesForm(basis, subject.subject);
    case "clauses":
      return new ClausesForm(basis);
    case "holidays":
      return new HolidaysForm(basis);
    case "releaseDays":
      return new ReleaseDaysForm(basis);
    case "witnesses":
      return new WitnessesForm(basis);
    case "tokens":
      return new TokensForm(basis);
    case "ladder":
      return new LadderForm(basis);
    case "member":
      return new MemberForm(basis, subject.id);
    case "joining":
      return new JoinForm(basis, subject.id);
    case "group":
      return new GroupForm(basis, subject.kind, subject.id);
  }
}
