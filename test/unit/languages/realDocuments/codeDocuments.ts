import type { RealDocument } from './realDocument.ts';

const everyPlace = [1, 2, 3, 4, 5];

/** Styles, code, and configuration, by what they are. */
export const codeDocuments: Readonly<Record<string, RealDocument>> = {
  'CSS theme': {
    file: 'code/theme.css',
    languageId: 'css',
    fileName: 'style.css',
    pathPlaces: everyPlace,
    after: '&display=swap");',
  },
  'SCSS with mixins': {
    file: 'code/components.scss',
    languageId: 'scss',
    fileName: 'scss/_banner.scss',
    pathPlaces: everyPlace,
  },
  'Less theme': {
    file: 'code/variables.less',
    languageId: 'less',
    fileName: 'less/theme.less',
    pathPlaces: everyPlace,
  },
  'Flutter app': {
    file: 'code/main.dart',
    languageId: 'dart',
    fileName: 'lib/main.dart',
    pathPlaces: [1, 4, 5],
  },
  'SwiftUI view': {
    file: 'code/ContentView.swift',
    languageId: 'swift',
    fileName: 'Harbor/ContentView.swift',
    pathPlaces: everyPlace,
  },
  'Compose screen': {
    file: 'code/StationScreen.kt',
    languageId: 'kotlin',
    fileName: 'app/src/main/java/com/example/harbor/ui/StationScreen.kt',
    pathPlaces: everyPlace,
  },
  'Python module': {
    file: 'code/plots.py',
    languageId: 'python',
    fileName: 'tidepool/plots.py',
    pathPlaces: everyPlace,
    after: '# -*- coding: utf-8 -*-',
  },
  'code cell of a notebook': {
    file: 'code/notebook-code-cell.py',
    languageId: 'python',
    fileName: 'tides.ipynb',
    isCodeCell: true,
    pathPlaces: [4],
  },
  'YAML configuration': {
    file: 'code/config.yaml',
    languageId: 'yaml',
    fileName: 'hugo.yaml',
    pathPlaces: everyPlace,
  },
  'TOML configuration': {
    file: 'code/config.toml',
    languageId: 'toml',
    fileName: 'hugo.toml',
    pathPlaces: everyPlace,
  },
  'JSON configuration': {
    file: 'code/theme.json',
    languageId: 'json',
    fileName: 'theme.json',
    pathPlaces: everyPlace,
  },
};
