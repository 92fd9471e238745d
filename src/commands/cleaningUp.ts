import * as vscode from 'vscode';
import { tellSize } from '../host/numbers.ts';
import { formatImageCount, plural } from '../host/plural.ts';
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
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Calculating library size…') },
    () => takeStock(library, { now }),
  );
  const groups = groupsOf(stock, { now, limit: libraryLimit() });
  if (groups.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Nothing to clean up ({0}). Favorites, running tasks, and recent images are kept.',
        tellStock(stock),
      ),
    );
    return;
  }
  const chosen = await choose(groups, stock);
  if (!chosen || !(await isConfirmed(chosen))) return;
  const { generations, leftOver } = chosen;
  await removeLeftOver(leftOver, library, { now });
  // One that has become a favorite while the question stood stays.
  const records = (await library.some(generations.map(({ record }) => record.id))).filter(
    (record) => mayGo(record, now),
  );
  if (records.length > 0) await deleteWithUndo(records, deps);
  else {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Freed {0}', tellSize(bytesOf(chosen))), 5000);
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
    placeHolder: vscode.l10n.t(
      'Select what to delete (favorites and running tasks are always kept)',
    ),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked && picked.length > 0 ? together(picked.map(({ group }) => group)) : undefined;
}

async function isConfirmed(chosen: Chosen): Promise<boolean> {
  const remove = vscode.l10n.t('Delete');
  const detail = [
    vscode.l10n.t('This will free {0}.', tellSize(bytesOf(chosen))),
    ...(chosen.generations.length > 0
      ? [vscode.l10n.t('Deleted images can be restored for 5 minutes.')]
      : []),
    ...(chosen.leftOver.length > 0 ? [vscode.l10n.t('Orphaned files cannot be restored.')] : []),
  ].join(' ');
  const question = vscode.l10n.t('Are you sure you want to delete {0}?', tellContent(chosen));
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(question, options, remove)) === remove;
}

/** Such as `12.3 GB in 4,120 images`. */
function tellStock({ bytes, images }: Stock): string {
  return vscode.l10n.t('{0} in {1}', tellSize(bytes), formatImageCount(images));
}

/** Such as `120 images, 3 failed tasks, 14 orphaned files`. */
function tellContent({ generations, leftOver }: Chosen): string {
  const records = generations.map(({ record }) => record);
  const images = imagesIn(records);
  const empty = records.filter((record) => record.images.length === 0).length;
  const parts = [
    ...(images > 0 ? [formatImageCount(images)] : []),
    ...(empty > 0 ? [tellEmpty(empty)] : []),
    ...(leftOver.length > 0 ? [tellFiles(leftOver.length)] : []),
  ];
  // Without a word such as “and”, which would be in the user's language where the texts are English.
  return new Intl.ListFormat(vscode.env.language, { style: 'narrow' }).format(parts);
}

function tellEmpty(count: number): string {
  return plural(count, {
    one: vscode.l10n.t('1 failed task'),
    other: vscode.l10n.t('{0} failed tasks'),
  });
}

function tellFiles(count: number): string {
  return plural(count, {
    one: vscode.l10n.t('1 orphaned file'),
    other: vscode.l10n.t('{0} orphaned files'),
  });
}

function nameOf(name: GroupName): string {
  switch (name) {
    case 'failed':
      return vscode.l10n.t('Failed without an image');
    case 'overLimit':
      return vscode.l10n.t('Oldest, until the library is within its limit');
    case 'olderThanYear':
      return vscode.l10n.t('Older than 1 year');
    case 'olderThanQuarter':
      return vscode.l10n.t('Older than 3 months');
    case 'olderThanMonth':
      return vscode.l10n.t('Older than 1 month');
    case 'notInserted':
      return vscode.l10n.t('Never inserted into a document');
    case 'leftOver':
      return vscode.l10n.t('Orphaned files');
  }
}
