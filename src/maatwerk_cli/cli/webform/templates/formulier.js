// Keeps the verdict beside the form up to date, and lets a file be dropped on the page. All works without it.
"use strict";
const form = document.querySelector("form[data-levend]");
const panel = document.getElementById("uitkomst");
const spoken = document.getElementById("gezegd");
if (form && panel) {
  let waiting = 0;
  let asked = 0;
  const follow = async () => {
    const number = ++asked;
    const answers = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.dataset.levend + "?" + answers);
      const text = await answer.text();
      if (!answer.ok || number !== asked) return;
      panel.innerHTML = text;
      const short = document.getElementById("uitkomst-kop").dataset.kort; // the whole verdict is too much to hear
      if (spoken.textContent !== short) spoken.textContent = short;
    } catch { /* the page still has its button */ }
  };
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(follow, 400); });
}
const file = document.querySelector("input[type=file]");
if (file) {
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      file.files = event.dataTransfer.files;
      file.focus();
    }
  });
}
const faults = document.getElementById("fouten") || document.querySelector("[aria-invalid=true], .met-fout input");
if (faults) faults.focus();
