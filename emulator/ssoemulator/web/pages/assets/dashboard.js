// Keeps the dashboard up to date, unless somebody is at work in it.
"use strict";

const main = document.querySelector("main");

const renew = async () => {
  if (document.hidden || main.contains(document.activeElement)) return;
  const response = await fetch("/").catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  main.replaceChildren(...page.querySelector("main").childNodes);
};

setInterval(renew, 2000);
