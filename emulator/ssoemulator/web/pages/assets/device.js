// The address is /start/#/device?user_code=XXXX-XXXX: only the browser knows the code.
"use strict";

const follow = () => {
  const query = location.hash.split("?")[1];
  const code = new URLSearchParams(query).get("user_code");
  if (code) location.replace(`/device?user_code=${encodeURIComponent(code)}`);
};

addEventListener("hashchange", follow);
follow();
