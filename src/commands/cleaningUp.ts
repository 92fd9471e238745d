import * as vscode from 'vscode';
import { tellImages, tellNumber, tellSize } from '../host/numbers.ts';
import { libraryLimit } from '../host/settings.ts';
import {
  bytesOf,
  groupsOf,
  mayGo,
  together,
  type Group,
  type GroupName,
} from '../library/cleaning.ts';
import { imagesIn, removeLeftOver, takeStock, type Stock } from '../library/stock.ts';
import { deleteWithUndo } from './deleting.ts';
import type { LibraryDeps } from './library.ts';

/** `jimeng.cleanUpLibrary`: shows what takes how much, and deletes what the user chooses of it. */
export async function cleanUpLibrary(deps: LibraryDeps): Promise<void> {
  const { library } = deps;
  const now = Date.now();
  const stock = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking at the library…') },
    () => takeStock(library, { now }),
  );
  const groups = groupsOf(stock, { now, limit: libraryLimit() });
  if (groups.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'There is nothing to clean up. {0}: favourites, what is under way and what is new stay.',
        tellStock(stock),
      ),
    );
    return;
  }
  const chosen = await choose(groups, stock);
  if (!chosen || !(await isConfirmed(chosen))) return;
  const { generations, leftOver } = chosen;
  await removeLeftOver(leftOver, library, { now });
  // One that has become a favourite while the question stood stays.
  const records = (await library.some(generations.map(({ record }) => record.id))).filter(
    (record) => mayGo(record, now),
  );
  if (records.length > 0) await deleteWithUndo(records, deps);
  else {
    vscode.window.setStatusBarMessage(vscode.l10n.t('{0} freed', tellSize(bytesOf(chosen))), 5000);
  }
}

type Chosen = Omit<Group, 'name'>;

async function choose(groups: readonly Group[], stock: Stock): Promise<Chosen | undefined> {
  const items = groups.map((group) => ({
    group,
    label: nameOf(group.name),
    description: `${tellContent(group)} · ${tellSize(bytesOf(group))}`,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Clean Up Library: {0}', tellStock(stock)),
    placeHolder: vscode.l10n.t('What to delete; favourites and what is under way always stay'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked && picked.length > 0 ? together(picked.map(({ group }) => group)) : undefined;
}

async function isConfirmed(chosen: Chosen): Promise<boolean> {
  const remove = vscode.l10n.t('Delete');
  const detail = [
    vscode.l10n.t('This frees {0}.', tellSize(bytesOf(chosen))),
    ...(chosen.generations.length > 0
      ? [vscode.l10n.t('What is in the gallery can be brought back for five minutes.')]
      : []),
    ...(chosen.leftOver.length > 0
      ? [vscode.l10n.t('Left-over files cannot be brought back.')]
      : []),
  ].join(' ');
  const question = vscode.l10n.t('Delete {0}?', tellContent(chosen));
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(question, options, remove)) === remove;
}

/** Such as `12.3 GB in 4,120 images`. */
function tellStock({ bytes, images }: Stock): string {
  return vscode.l10n.t('{0} in {1}', tellSize(bytes), tellImages(images));
}

/** Such as `120 images, 3 entries without images, 14 files`. */
function tellContent({ generations, leftOver }: Chosen): string {
  const records = generations.map(({ record }) => record);
  const images = imagesIn(records);
  const empty = records.filter((record) => record.images.length === 0).length;
  return [
    ...(images > 0 ? [tellImages(images)] : []),
    ...(empty > 0 ? [tellEmpty(empty)] : []),
    ...(leftOver.length > 0 ? [tellFiles(leftOver.length)] : []),
  ].join(', ');
}

function tellEmpty(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 failure')
    : vscode.l10n.t('{0} failures', tellNumber(count));
}

function tellFiles(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 left-over file')
    : vscode.l10n.t('{0} left-over files', tellNumber(count));
}

function nameOf(name: GroupName): string {
  switch (name) {
    case 'failed':
      return vscode.l10n.t('Failed, without an image');
    case 'overLimit':
      return vscode.l10n.t('The oldest, until the library is within its limit');
    case 'olderThanYear':
      return vscode.l10n.t('Older than a year');
    case 'olderThanQuarter':
      return vscode.l10n.t('Older than three months');
    case 'olderThanMonth':
      return vscode.l10n.t('Older than a month');
    case 'notInserted':
      return vscode.l10n.t('Never inserted into a document');
    case 'leftOver':
      return vscode.l10n.t('Files that belong to nothing');
  }
}
