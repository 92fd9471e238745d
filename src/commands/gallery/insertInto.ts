import * as vscode from 'vscode';
import { pickItem, type PickItem } from '../../host/ui/quickPick.ts';
import { createPlace, type InsertPlace } from '../../insert/index.ts';
import type { LibraryImage } from '../../library/record.ts';
import { maxPathCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import type { Services } from '../services.ts';
import { insertImages } from './insert.ts';

type InsertIntoServices = Pick<
  Services,
  'insertions' | 'lastActiveEditor' | 'library' | 'workspaceState'
>;

/** The folder that was chosen last, as a URI. */
const lastFolderKey = 'insertInto.lastFolder';

interface FolderItem extends PickItem {
  /** Absent for Browse…. */
  readonly place?: InsertPlace;
}

/** Inserts images into the document, from a folder that the user chooses. */
export async function insertInto(
  libraryImages: readonly LibraryImage[],
  services: InsertIntoServices,
): Promise<void> {
  const { workspaceState } = services;
  await insertImages(libraryImages, services, async (places, base) => {
    const place = await chooseFolder(places, base, workspaceState);
    if (place) await workspaceState.update(lastFolderKey, place.folder.toString());
    return place;
  });
}

async function chooseFolder(
  places: readonly InsertPlace[],
  base: vscode.Uri,
  workspaceState: vscode.Memento,
): Promise<InsertPlace | undefined> {
  const lastFolder = workspaceState.get<unknown>(lastFolderKey);
  const isLast = ({ folder }: InsertPlace) => folder.toString() === lastFolder;
  const known = places.some(isLast) ? places : [...places, ...createLastPlace(lastFolder, base)];
  const ordered = [...known.filter(isLast), ...known.filter((each) => !isLast(each))];
  const items: FolderItem[] = ordered.map((place) => ({
    label: formatFolder(place.folder),
    iconPath: vscode.ThemeIcon.Folder,
    ...(isLast(place) && { description: vscode.l10n.t('last used') }),
    place,
  }));
  const browse: FolderItem = {
    label: vscode.l10n.t('Browse…'),
    iconPath: new vscode.ThemeIcon('folder-opened'),
  };
  const picked = await pickItem([...items, browse], {
    title: vscode.l10n.t('Insert Into'),
    placeHolder: vscode.l10n.t('Select the folder for the image'),
  });
  if (!picked) return undefined;
  return picked.place ?? browseFolder(base, ordered[0]?.folder);
}

/** The memento may have the folder of another file system. */
function createLastPlace(folder: unknown, base: vscode.Uri): InsertPlace[] {
  if (typeof folder !== 'string') return [];
  const uri = vscode.Uri.parse(folder);
  return uri.scheme === base.scheme ? [createPlace(base, uri)] : [];
}

async function browseFolder(
  base: vscode.Uri,
  defaultUri: vscode.Uri | undefined,
): Promise<InsertPlace | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Insert Into'),
      openLabel: vscode.l10n.t('Insert'),
      canSelectFiles: false,
      canSelectFolders: true,
      ...(defaultUri && { defaultUri }),
    })) ?? [];
  return folder && createPlace(base, folder);
}

function formatFolder(folder: vscode.Uri): string {
  return toPlainText(vscode.workspace.asRelativePath(folder), maxPathCharacters);
}
