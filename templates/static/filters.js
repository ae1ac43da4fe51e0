/* Narrows the list of papers down to words, a year, a topic, a person, a kind; the choice stands in the address. */
(function () {
  var NAMES = ["q", "year", "topic", "person", "kind"];
  var form = document.getElementById("filters"), left = document.getElementById("left"), timer = 0;
  var entries = Array.from(document.querySelectorAll("main .entry")), known;
  var titles = entries.map(function (entry) { return entry.querySelector(".t a").cloneNode(true); });

  function value(name) {
    return form.elements[name] ? form.elements[name].value.trim() : "";
  }

  function passes(own, asked, filters) {
    return filters.every(function (filter) { return own.includes(filter); }) &&
      asked.every(function (word) { return own.some(function (one) { return separata.matches(one, [word]); }); });
  }

  /* What is in a title, the words asked for marked; formulas stay as they are. */
  function marked(title, asked) {
    return Array.from(title.childNodes).map(function (node) {
      if (node.nodeType === Node.TEXT_NODE) return separata.marked(node.data, asked);
      var copy = node.cloneNode(node.nodeName === "math");
      if (!copy.firstChild) copy.append.apply(copy, marked(node, asked));
      return copy;
    }).flat();
  }

  async function show() {
    var asked = separata.words(value("q")), count = 0;
    var filters = NAMES.slice(1).filter(value).map(function (name) { return "~" + name + "/" + value(name); });
    if (!known) {
      if (!asked.length && !filters.length) return;
      known = new Map((await separata.load("papers")).map(function (line) { return [line[0], line[1].split(" ")]; }));
    }
    entries.forEach(function (entry, at) {
      var link = entry.querySelector(".t a"), shown = passes(known.get(link.getAttribute("href")), asked, filters);
      entry.hidden = !shown;
      count += shown ? 1 : 0;
      link.replaceChildren.apply(link, marked(titles[at], shown ? asked : []));
    });
    document.querySelectorAll("main .year").forEach(function (year) {
      var shown = year.querySelectorAll(".entry:not([hidden])").length, said = year.querySelector("small");
      year.hidden = !shown;
      if (said) said.textContent = separata.counted(shown, "paper");
    });
    left.replaceChildren();
    if (!asked.length && !filters.length) return;
    left.append((count ? separata.opening(separata.number(count)) : "None") + " of " + separata.counted(entries.length, "paper") + ". ");
    if (asked.length) left.append(separata.element("a", {href: "search.html" + address()}, "Search abstracts too"), ".");
  }

  function address() {
    var query = new URLSearchParams();
    NAMES.forEach(function (name) { if (value(name)) query.set(name, value(name)); });
    return String(query) ? "?" + query : location.pathname;
  }

  function run() {
    clearTimeout(timer);
    show().catch(function () { left.textContent = "The list could not be filtered. Try again."; });
  }

  function restore() {
    var query = new URLSearchParams(location.search);
    NAMES.forEach(function (name) { if (form.elements[name]) form.elements[name].value = query.get(name) || ""; });
    run();
  }

  form.addEventListener("input", function (event) {
    if (event.target.name !== "q") return;
    clearTimeout(timer);
    timer = setTimeout(function () { history.replaceState(null, "", address()); run(); }, 120);
  });
  form.addEventListener("change", function (event) {
    if (event.target.name === "q") return;
    history.pushState(null, "", address());
    run();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    run();
  });
  addEventListener("popstate", restore);
  /* What somebody typed before this script was there stays. */
  if (!location.search && form.elements.q.value) {
    history.replaceState(null, "", address());
    run();
  } else restore();
})();
