type Options = {
  readonly action: string;
  readonly email?: string;
  readonly error?: string;
  readonly hint?: { readonly email: string; readonly password: string };
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The sign-in page: two fields, a plain message when they do not match, no scripts. */
export const signInPage = ({ action, email = '', error, hint }: Options): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in</title>
<link rel="icon" href="data:,">
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { min-height: 100vh; margin: 0; display: grid; place-items: center; background: #f4f5f7; color: #1c1f24; }
  main { box-sizing: border-box; width: min(24rem, 92vw); padding: 2rem; border-radius: 12px; background: #fff;
    box-shadow: 0 1px 3px #0003; }
  h1 { margin: 0 0 1rem; font-size: 1.4rem; }
  label { display: block; margin-top: 1rem; font-weight: 600; }
  input { box-sizing: border-box; width: 100%; margin-top: .25rem; padding: .6rem; font: inherit;
    border: 1px solid #6b7280; border-radius: 6px; background: inherit; color: inherit; }
  button { width: 100%; margin-top: 1.5rem; padding: .7rem; font: inherit; font-weight: 600; cursor: pointer;
    border: 0; border-radius: 6px; background: #1d4ed8; color: #fff; }
  input:focus-visible, button:focus-visible { outline: 3px solid #60a5fa; outline-offset: 1px; }
  .error { padding: .6rem .8rem; border-radius: 6px; background: #fde8e8; color: #9b1c1c; }
  .hint { margin-top: 1.5rem; font-size: .9rem; color: #4b5563; }
  @media (prefers-color-scheme: dark) {
    body { background: #111418; color: #e6e8eb; }
    main { background: #1b2026; }
    .hint { color: #a8b0ba; }
  }
</style>
</head>
<body>
<main>
  <h1>Sign in</h1>
  ${error === undefined ? '' : `<p class="error" role="alert" id="error">${escaped(error)}</p>`}
  <form method="post" action="${escaped(action)}">
    <label for="email">E-mail</label>
    <input id="email" name="email" type="email" autocomplete="username" required value="${escaped(email)}"
      ${error === undefined ? 'autofocus' : 'aria-describedby="error"'}>
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required
      ${error === undefined ? '' : 'autofocus aria-invalid="true" aria-describedby="error"'}>
    <button type="submit">Sign in</button>
  </form>
  ${hint === undefined ? '' : `<p class="hint">Demo sign-in: <b>${escaped(hint.email)}</b> with password <b>${escaped(hint.password)}</b></p>`}
</main>
</body>
</html>
`;
