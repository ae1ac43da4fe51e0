/* Remembers light or dark, copies what can be cited, and marks the page as scripted (html.js).
   Without it every page still works. */
(function () {
  var root = document.documentElement, key = "theme", saved = null, script = document.currentScript;
  root.classList.add("js");
  // Asked for early, the faces are there at the first paint and no line moves. Browsers refuse this from disk.
  if (location.protocol !== "file:") script.dataset.fonts.split(" ").forEach(function (name) {
    var link = document.createElement("link");
    link.rel = "preload"; link.as = "font"; link.type = "font/woff2"; link.crossOrigin = "anonymous";
    link.href = new URL("fonts/" + name + ".woff2", script.src).href;
    document.head.append(link);
  });
  try { saved = localStorage.getItem(key); } catch (e) {}
  if (saved === "dark" || saved === "light") root.dataset.theme = saved;

  function dark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function switchTheme(button) {
    function label() {
      button.textContent = dark() ? "Light" : "Dark";
      button.setAttribute("aria-label", "Switch to " + (dark() ? "light" : "dark") + " colours");
    }
    button.hidden = false;
    label();
    button.addEventListener("click", function () {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem(key, root.dataset.theme); } catch (e) {}
      label();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
  }

  /* The fields of an entry are blocks without line ends between them: a line each when copied. */
  function lines(pre) {
    var text = "", node;
    for (node = pre.firstChild; node; node = node.nextSibling) {
      text += node.nodeType === 1 ? "\n  " + node.textContent : (text ? "\n" : "") + node.textContent;
    }
    return text + "\n";
  }

  function copied(text) {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
    /* From disk or plain http there is no clipboard but the old command. */
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "vh";
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject();
  }

  /* What a button copies: text of the page, or the file that is offered beside it. */
  function wanted(button) {
    var shown = document.getElementById(button.dataset.copy);
    if (shown) return Promise.resolve(shown.tagName === "PRE" ? lines(shown) : shown.textContent);
    return fetch(button.dataset.file).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject();
    });
  }

  function copies(button) {
    /* A page opened from disk may not read the files beside it. */
    if (button.dataset.file && location.protocol === "file:") { button.hidden = true; return; }
    var first = button.firstChild, word = first.data, status = document.createElement("span");
    status.className = "vh";
    status.setAttribute("role", "status");
    button.after(status);
    function say(text) {
      first.data = text;
      status.textContent = text;
      setTimeout(function () { first.data = word; status.textContent = ""; }, 2000);
    }
    button.addEventListener("click", function () {
      wanted(button).then(copied).then(
        function () { say("copied"); button.focus(); },
        function () { say("not copied"); }
      );
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".theme").forEach(switchTheme);
    document.querySelectorAll(".copy").forEach(copies);
  });
})();
