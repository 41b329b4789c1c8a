/**
 * Shapes that belong together (E4 `groupId`): a click takes all of them, a double click goes in.
 *
 * @module
 */

import type { Document } from "../../../shared/document/document.ts";

/** Members of every group, from back to front: documents never change. */
const known = new WeakMap<Document, ReadonlyMap<string, readonly string[]>>();

/** What is taken together with a shape, itself included, from back to front. */
export function groupOf(document: Document, id: string): readonly string[] {
  const group = document.shapes.get(id)?.shape.groupId ?? null;
  return group === null ? [id] : membersOf(document, group);
}

/** Shapes, and all that belongs together with them. */
export function withGroups(
  document: Document,
  ids: readonly string[],
): string[] {
  const all = new Set<string>();
  for (const id of ids) {
    // Whose group is in already is in itself.
    if (!all.has(id)) groupOf(document, id).forEach((each) => all.add(each));
  }
  return [...all];
}

/** The group that all of some shapes are in, or `null`. */
export function commonGroup(
  document: Document,
  ids: readonly string[],
): string | null {
  const group = document.shapes.get(ids[0] ?? "")?.shape.groupId ?? null;
  if (group === null) return null;
  return ids.every((id) => document.shapes.get(id)?.shape.groupId === group)
    ? group
    : null;
}

/** The group that one has gone into: not all of its members are selected, and nothing else. */
export function insideOf(
  document: Document,
  selection: readonly string[],
): string | null {
  const group = commonGroup(document, selection);
  return group !== null &&
      membersOf(document, group).length > selection.length
    ? group
    : null;
}

/** The group whose members are what is selected, all of them, or `null`. */
export function wholeGroup(
  document: Document,
  selection: readonly string[],
): string | null {
  if (selection.length < 2) return null;
  const group = commonGroup(document, selection);
  return group !== null &&
      membersOf(document, group).length === selection.length
    ? group
    : null;
}

/** The members of a group, from back to front. */
export function membersOf(
  document: Document,
  group: string,
): readonly string[] {
  let groups = known.get(document);
  if (groups === undefined) {
    groups = collect(document);
    known.set(document, groups);
  }
  return groups.get(group) ?? [];
}

function collect(document: Document): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { id } of document.order) {
    const { groupId } = document.shapes.get(id)!.shape;
    if (groupId === null) continue;
    const members = groups.get(groupId);
    if (members === undefined) groups.set(groupId, [id]);
    else members.push(id);
  }
  return groups;
}
