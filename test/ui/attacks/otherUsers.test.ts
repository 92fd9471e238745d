import assert from 'node:assert/strict';
import { openVsCode } from '../driver/index.ts';

describe('A window in the browser', () => {
  it('shows other users of the machine nothing but a login page', async () => {
    const { server } = await openVsCode();
    for (const path of [
      '',
      '?folder=/',
      'vscode-remote-resource?path=/etc/hostname',
      'proxy/22/',
    ]) {
      const response = await fetch(new URL(path, server.url));
      const page = await response.text();
      assert.ok(
        response.status === 401 || new URL(response.url).pathname === '/login',
        `${path}: ${response.status} ${response.url}`,
      );
      assert.ok(!page.includes('monaco-workbench'), path);
    }
    const wrongPassword = await fetch(new URL('login', server.url), {
      method: 'POST',
      body: new URLSearchParams({ password: 'password' }),
      redirect: 'manual',
    });
    assert.equal(wrongPassword.status, 200);
    assert.equal(wrongPassword.headers.get('set-cookie'), null);
  });
});
