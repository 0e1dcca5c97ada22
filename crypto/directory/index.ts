export {
  directoryKeyName,
  openDirectory,
  signDirectory,
  SIGNER_ROLES,
  type Directory,
  type SignerRole,
} from "./document.ts";
export { parseStatement, type MemberEntry, type Statement, type TeamEntry } from "./statement.ts";
