import * as vscode from 'vscode';
import { formatPlaceRule } from '../../host/messages/placeRules.ts';
import { showError } from '../../host/ui/notifications.ts';
import { pickItem, type PickItem } from '../../host/ui/quickPick.ts';
import { toUri, type Place, type PlaceFinder } from '../../insert/index.ts';
import type { LibraryImage } from '../../library/record.ts';
import { maxPathCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import type { Services } from '../services.ts';
import { insertImages } from './insert.ts';
import { formatObstacle } from './insertMessages.ts';

type InsertIntoServices = Pick<
  Services,
  'insertions' | 'lastActiveEditor' | 'library' | 'workspaceState'
>;

/** The folder that was chosen last, as a URI. */
const lastFolderKey = 'insertInto.lastFolder';

interface FolderItem extends PickItem {
  /** Absent for Browse…. */
  readonly place?: Place;
}

/** Inserts images into the document, from a folder that the user chooses. */
export async function insertInto(
  libraryImages: readonly LibraryImage[],
  services: InsertIntoServices,
): Promise<void> {
  const { workspaceState } = services;
  await insertImages(libraryImages, services, async (places, finder) => {
    const place = await chooseFolder(places, finder, workspaceState);
    if (place) await workspaceState.update(lastFolderKey, toUri(place.folder).toString());
    return place;
  });
}

async function chooseFolder(
  places: readonly Place[],
  finder: PlaceFinder,
  workspaceState: vscode.Memento,
): Promise<Place | undefined> {
  const lastFolder = workspaceState.get<unknown>(lastFolderKey);
  const isLast = ({ folder }: Place) => toUri(folder).toString() === lastFolder;
  const last = places.some(isLast) ? undefined : await createLastPlace(lastFolder, finder);
  const known = last ? [...places, last] : places;
  const ordered = [...known.filter(isLast), ...known.filter((each) => !isLast(each))];
  const items: FolderItem[] = ordered.map((place) => ({
    label: formatFolder(toUri(place.folder)),
    iconPath: vscode.ThemeIcon.Folder,
    description: isLast(place) ? vscode.l10n.t('last used') : (formatPlaceRule(place.rule) ?? ''),
    place,
  }));
  const browse: FolderItem = {
    label: vscode.l10n.t('Browse…'),
    iconPath: new vscode.ThemeIcon('folder-opened'),
  };
  const picked = await pickItem([...items, browse], {
    title: vscode.l10n.t('Insert Into'),
    placeHolder: vscode.l10n.t('Select a folder for the image'),
  });
  if (!picked) return undefined;
  return picked.place ?? browseFolder(finder, ordered[0]?.folder);
}

/** The memento may have the folder of another file system. */
async function createLastPlace(folder: unknown, finder: PlaceFinder): Promise<Place | undefined> {
  if (typeof folder !== 'string') return undefined;
  return finder.createPlace(vscode.Uri.parse(folder));
}

async function browseFolder(
  finder: PlaceFinder,
  defaultFolder: Place['folder'] | undefined,
): Promise<Place | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Insert Into'),
      openLabel: vscode.l10n.t('Insert'),
      canSelectFiles: false,
      canSelectFolders: true,
      ...(defaultFolder && { defaultUri: toUri(defaultFolder) }),
    })) ?? [];
  if (!folder) return undefined;
  const place = await finder.createPlace(folder);
  if (!place) void showError(formatObstacle('unreachable'));
  return place;
}

function formatFolder(folder: vscode.Uri): string {
  return toPlainText(vscode.workspace.asRelativePath(folder), maxPathCharacters);
}
