import type { OrgUser } from '../records/access.ts';
import { CodedError } from './coded-error.ts';

/** May capture notes and create records. */
export function mayCreate(user: OrgUser): boolean {
  return user.permissions.custom.has('Create_From_Notes');
}

/** May open and decide drafts of others, as far as sharing shows their rows. */
export function mayReview(user: OrgUser): boolean {
  return user.permissions.custom.has('Review_Team_Drafts');
}

/** May speak to the middleware for the whole org: the scheduled sync only. */
function maySync(user: OrgUser): boolean {
  return user.permissions.custom.has('Sync_Drafts');
}

/** Is shown which settings do not fit the org. */
export function mayAdminister(user: OrgUser): boolean {
  return user.permissions.custom.has('Administer_Create_From_Notes');
}

export function requireAdminister(user: OrgUser): void {
  if (!mayAdminister(user)) throw new CodedError('not-permitted');
}

export function requireUse(user: OrgUser): void {
  if (!mayCreate(user) && !mayReview(user)) throw new CodedError('not-permitted');
}

export function requireCreate(user: OrgUser): void {
  if (!mayCreate(user)) throw new CodedError('not-permitted');
}

/** A draft is decided by its owner or by a reviewer; that the row can be read at all was checked in user mode. */
export function mayDecideFor(user: OrgUser, ownerId: string): boolean {
  return ownerId === user.id || mayReview(user);
}

export function requireSync(user: OrgUser): void {
  if (!maySync(user)) throw new CodedError('not-permitted');
}
