import { execFileSync, spawnSync } from 'node:child_process';
import { parse as parseJson, type ParseError } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { parseDocument } from 'yaml';
import type { FoundImage, LanguageProof } from '../languageProof.ts';
import { readStrings } from './treeSitter.ts';

/** All strings in data, without keys. */
function listStrings(value: unknown): readonly FoundImage[] {
  if (typeof value === 'string') return [{ path: value, alt: undefined }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(listStrings);
}

function readJson(text: string): readonly FoundImage[] {
  const errors: ParseError[] = [];
  const value: unknown = parseJson(text, errors);
  return errors.length > 0 ? [] : listStrings(value);
}

function readYaml(text: string): readonly FoundImage[] {
  const document = parseDocument(text);
  return document.errors.length > 0 ? [] : listStrings(document.toJS());
}

function readToml(text: string): readonly FoundImage[] {
  try {
    return listStrings(parseToml(text));
  } catch {
    return [];
  }
}

const pythonScript = `
import ast, json, sys
nodes = list(ast.walk(ast.parse(sys.stdin.read())))
calls = [{each.arg: each.value for each in node.keywords} for node in nodes if isinstance(node, ast.Call)]
alts = {call["filename"]: call["alt"] for call in calls if "filename" in call and "alt" in call}
images = [{"path": node.value, "alt": alts[node].value if node in alts else None} for node in nodes
          if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in alts.values()]
print(json.dumps(images))
`;
// The interpreter itself: what is called `python3` can be a slow script.
const interpreter = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], {
  encoding: 'utf8',
});
const pythonPath = interpreter.status === 0 ? interpreter.stdout.trim() : '';

async function readPython(text: string): Promise<readonly FoundImage[]> {
  try {
    if (pythonPath === '') return await readLiterals('python', ['string'], text);
    const output = execFileSync(pythonPath, ['-X', 'utf8', '-I', '-S', '-c', pythonScript], {
      input: text,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const images = JSON.parse(output) as readonly { path: string; alt: string | null }[];
    return images.map(({ path, alt }) => ({ path, alt: alt ?? undefined }));
  } catch {
    return [];
  }
}

/** The string literals of a program. One after `semanticLabel:` and the like is the alt text of the one before it. */
async function readLiterals(
  language: string,
  types: readonly string[],
  text: string,
): Promise<readonly FoundImage[]> {
  const images: FoundImage[] = [];
  for (const { startIndex, text: literal } of await readStrings(language, text, types)) {
    const value = literal.slice(1, -1).replace(/\\(.)/g, '$1');
    const last = images.at(-1);
    const isAlt = /(?:semanticLabel|contentDescription|\balt)\s*[:=]\s*$/.test(
      text.slice(0, startIndex),
    );
    if (isAlt && last !== undefined) images[images.length - 1] = { path: last.path, alt: value };
    else if (!value.startsWith('package:')) images.push({ path: value, alt: undefined });
  }
  return images;
}

function readLiteralsOf(language: string, ...types: readonly string[]) {
  return async (text: string): Promise<readonly FoundImage[]> => {
    try {
      return await readLiterals(language, types, text);
    } catch {
      return [];
    }
  };
}

function prove(
  languageId: string,
  fileName: string,
  tool: string,
  places: Readonly<Record<string, string>>,
  read: LanguageProof['read'],
  placesWithAlt: readonly string[] = [],
): LanguageProof {
  const placesWithoutAlt = Object.keys(places).filter((place) => !placesWithAlt.includes(place));
  return { languageId, fileName, tool, places, placesWithoutAlt, read };
}

const flutter = "import 'package:flutter/material.dart';\n";

/** The proofs of programming languages and data formats. */
export const codeProofs: readonly LanguageProof[] = [
  prove(
    'python',
    'a.py',
    'ast of Python 3',
    {
      value: 'x = ‸\n',
      string: "x = '‸'\n",
      formatted: 'x = f"./‸"\n',
      argument: 'f(a, ‸)\n',
      list: 'x = [\n    a\n    ‸\n]\n',
      start: '‸#!/usr/bin/env python\nfrom __future__ import annotations\nx = 1\n',
      body: 'def f():\n‸\n    return 1\n',
      clause: 'if a:\n    b\n‸else:\n    c\n',
    },
    readPython,
  ),
  prove(
    'dart',
    'a.dart',
    'tree-sitter-dart',
    {
      value: 'var x = ‸;\n',
      string: "var x = '‸';\n",
      argument: 'void f() {\n  g(a, ‸);\n}\n',
      statement: 'void f() {\n  ‸\n}\n',
      member: 'class A {\n  ‸\n}\n',
      child: `${flutter}f() {\n  return Center(child: ‸);\n}\n`,
      children: `${flutter}f() {\n  return Column(children: [\n    ‸\n  ]);\n}\n`,
    },
    readLiteralsOf('dart', 'string_literal'),
    ['child', 'children'],
  ),
  prove(
    'swift',
    'a.swift',
    'tree-sitter-swift',
    {
      value: 'let a = ‸\n',
      string: 'let a = "‸"\n',
      argument: 'f(a, ‸)\n',
      list: 'let a = [\n    b,\n    ‸\n]\n',
      statement: 'func f() {\n    ‸\n}\n',
      start: '‸import UIKit\n\nlet a = 1\n',
    },
    readLiteralsOf('swift', 'line_string_literal'),
  ),
  prove(
    'kotlin',
    'a.kt',
    'tree-sitter-kotlin',
    {
      value: 'val a = ‸\n',
      string: 'val a = "‸"\n',
      argument: 'val a = f(b, ‸)\n',
      statement: 'fun f() {\n    ‸\n}\n',
      start: '‸package a\n\nimport b\n\nfun f() {}\n',
      member: 'class A {\n    ‸\n}\n',
    },
    readLiteralsOf('kotlin', 'string_literal'),
  ),
  prove(
    'json',
    'a.json',
    'jsonc-parser 3',
    {
      string: '{"a": "‸"}',
      value: '{"a": ‸}',
      list: '[‸]',
      property: '{\n  "a": 1‸\n}',
      line: '{\n  "a": 1,\n  ‸\n}',
      empty: '‸',
      start: '‸{"a": 1}',
    },
    readJson,
  ),
  prove(
    'yaml',
    'a.yaml',
    'yaml 2',
    {
      value: 'a: ‸\n',
      single: "a: '‸'\n",
      double: 'a: "‸"\n',
      item: 'a:\n  - b\n  - ‸\n',
      list: 'a: [b, ‸]\n',
      map: 'a: {b: 1, ‸}\n',
      line: 'a:\n  b: 1\n  ‸\n',
      start: '‸---\na: 1\n',
      empty: '‸',
    },
    readYaml,
  ),
  prove(
    'toml',
    'a.toml',
    'smol-toml 1',
    {
      value: 'a = ‸\n',
      basic: 'a = "‸"\n',
      literal: "a = '‸'\n",
      list: 'a = ["b", ‸]\n',
      table: '[t]\na = 1\n‸\n',
      inline: 'a = { b = 1, ‸ }\n',
      start: '‸[t]\na = 1\n',
    },
    readToml,
  ),
];
