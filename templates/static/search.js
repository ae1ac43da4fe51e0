/* Search over an index that is cut into small files; separata/pages/search.py writes them. */
(function () {
  var STEP = 10, WAIT = 120, SNIPPET = 220, PARTS = 4, MOST = 12, AHEAD = 4, INITIALS = 96;
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var FILTERS = ["year", "topic", "kind"];
  var words = separata.words, load = separata.load, element = separata.element, counted = separata.counted;
  var form = document.getElementById("search"), found = document.getElementById("found");
  var results = document.getElementById("results"), title = document.title;
  var turn = 0, timer = 0, bounds;

  /* The index */

  async function directory() {
    var known = await load("directory", Date.now());
    if (!bounds) {
      bounds = known.bounds.split(" ");
      known.blocks = known.blocks.map(function (line) {
        var count = line[2].reduce(function (sum, year) { return sum + year[1]; }, 0);
        return {name: line[0], files: line[1], years: line[2], count: count};
      });
      known.rolls.forEach(function (group) {
        group[1] = group[1].map(function (line) { return {name: line[0], files: line[1], count: line[2]}; });
      });
    }
    return known;
  }

  function fileOf(word, files) {
    var at = bounds.findIndex(function (bound) { return bound > word; });
    return Math.floor((at < 0 ? bounds.length : at) * files / (bounds.length + 1));
  }

  /* The files that hold a word, or also those of all words that begin with it. */
  function filesFor(word, begins, group, files, version) {
    var wanted = [], at = fileOf(word, files), last = begins ? fileOf(word + "\uffff", files) : at;
    for (; at <= last; at++) wanted.push(load(group + "/" + at, version));
    return Promise.all(wanted);
  }

  /* Adds to the best score that each paper has for a word: by the part it stands in, then whole words first. */
  function decode(digits, whole, scores) {
    var paper = 0, value = 0, shift = 0, digit, at;
    for (at = 0; at < digits.length; at++) {
      digit = DIGITS.indexOf(digits[at]);
      value += (digit & 31) << shift;
      shift += 5;
      if (digit > 31) continue;
      paper += value >> 2;
      scores[paper] = Math.max(scores[paper], 2 * (PARTS - (value & 3)) + (whole ? 1 : 0));
      value = shift = 0;
    }
  }

  /* The word under which a DOI or an arXiv id stands, if a query is one or an address that ends in it; as
     separata/search/ids.py makes it. */
  function idWord(query) {
    var text = query.trim().toLowerCase(), sum = -1, word, at;
    var doi = /^(?:([a-z]\S*?\/)|doi:\s*)?(10\.\d{4,9}\/[^\s"{}|\\^`]+)$/.exec(text);
    var id = doi && (doi[1] ? decoded(doi[2]) : doi[2]).replace(/[.,;]+$/, "");
    var arxiv = /^(?:(?:https?:\/\/)?(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/|arxiv:\s*|10\.48550\/arxiv\.)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?$/.exec(id || text);
    if (arxiv) id = arxiv[1].replace(/\.[a-z]+/, "");
    if (!id) return "";
    /* CRC-32 */
    new TextEncoder().encode(id).forEach(function (byte) {
      for (sum ^= byte, at = 0; at < 8; at++) sum = sum & 1 ? sum >>> 1 ^ 0xEDB88320 : sum >>> 1;
    });
    var beginnings = Array.from(new Set(bounds.join(" ").match(/\b[a-z]{2}/g)));
    word = beginnings[(sum = ~sum >>> 0) % beginnings.length] + "~";
    for (sum = Math.floor(sum / beginnings.length), at = 0; at < 5; at++, sum = Math.floor(sum / 26)) {
      word += String.fromCharCode(97 + sum % 26);
    }
    return word;
  }

  function decoded(text) {
    try { return decodeURIComponent(text).toLowerCase(); } catch (error) { return text; }
  }

  /* How well a word stands in the papers of a block, or in the names of a roll; where it `begins`, as part of a word, too. */
  async function scoresOf(word, block, begins) {
    var scores = new Uint8Array(block.count);
    (await filesFor(word, begins, block.name, block.files, block.count)).forEach(function (text) {
      text.split(",").forEach(function (line) {
        var gap = line.indexOf(" "), whole = gap === word.length;
        if (line.startsWith(word) && (whole || begins)) decode(line.slice(gap + 1), whole, scores);
      });
    });
    return scores;
  }

  /* The same of a word that may be an initial: it also stands for the names that it is `meant` to begin. */
  async function scoresOfMeant(word, block, meant) {
    var each = await Promise.all([scoresOf(word, block, separata.isBeginning(word))].concat(
      (meant[word] || []).map(function (name) { return scoresOf(name, block, false); })));
    return each.reduce(function (best, scores) {
      return best.map(function (score, number) { return Math.max(score, scores[number]); });
    });
  }

  /* The papers of a block that pass the filters, with how many of the words each has, and its score. */
  async function papersOf(block, asked, meant, filters, year) {
    var scored = await Promise.all(asked.map(function (word) { return scoresOfMeant(word, block, meant); }));
    var passed = await Promise.all(filters.map(function (word) { return scoresOf(word, block, false); }));
    var papers = [], number = 0;
    block.years.forEach(function (line) {
      var end = number + line[1], has, score;
      for (; number < end; number++) {
        if (year && line[0] !== year) continue;
        if (!passed.every(function (scores) { return scores[number]; })) continue;
        has = score = 0;
        scored.forEach(function (scores) { has += scores[number] ? 1 : 0; score += scores[number]; });
        if (has || !asked.length) papers.push({block: block, number: number, has: has, score: score});
      }
    });
    return papers.reverse();
  }

  /* Papers that have every word, else those that have any; the best first, of equals the newest. Of a large
     library the newest papers are looked at first, and the others with `whole` or where those have too few. */
  async function search(known, asked, meant, state, whole) {
    var filters = FILTERS.slice(1).filter(function (name) { return state[name]; })
      .map(function (name) { return "~" + name + "/" + state[name]; });
    var year = Number(state.year), blocks = known.blocks.filter(function (block) {
      return !year || block.years.some(function (line) { return line[0] === year; });
    }).reverse();
    var papers = [], all = [], looked = 0, next;
    while (looked < blocks.length && all.length < STEP) {
      next = blocks.slice(looked, whole ? blocks.length : looked + known.first);
      papers = papers.concat.apply(papers, await Promise.all(next.map(function (block) {
        return papersOf(block, asked, meant, filters, year);
      })));
      all = papers.filter(function (paper) { return paper.has === asked.length; });
      looked += next.length;
    }
    return {
      all: all.length > 0,
      newest: looked < blocks.length ? sizeOf(blocks.slice(0, looked)) : 0,
      papers: (all.length ? all : papers).sort(function (a, b) { return b.has - a.has || b.score - a.score; })
    };
  }

  function sizeOf(blocks) {
    return blocks.reduce(function (sum, block) { return sum + block.count; }, 0);
  }

  /* Whether a letter is an initial: it stands beside a word. */
  function isInitial(word, asked) {
    return /^[a-z]$/.test(word) && asked.some(function (other) { return other.length > 1; });
  }

  /* What of a roll has every word asked for in its names, or begins one with an initial; where `some` will do,
     also what may have no other words than those: a score tells how many words a name has. */
  async function namedIn(roll, asked, some) {
    var scored = [], those = [], word;
    /* Most words are in no name, long ones in fewest: behind one that is in none no other need be loaded. */
    for (word of asked.slice().sort(function (a, b) { return b.length - a.length; })) {
      scored.push(await scoresOf(word, roll, separata.isBeginning(word) || (!some && isInitial(word, asked))));
      if (!some && !scored[scored.length - 1].some(Boolean)) return those;
    }
    scored[0].forEach(function (_, number) {
      var had = scored.map(function (scores) { return scores[number]; }).filter(Boolean);
      var enough = some && had.length ? Math.min(asked.length, PARTS + 1 - (had[0] >> 1)) : asked.length;
      if (had.length < enough) return;
      those.push({roll: roll, number: number, has: had.length,
        score: had.reduce(function (sum, score) { return sum + score; }, 0)});
    });
    return those;
  }

  /* Who or what is best named so in some rolls: pages, names, numbers of papers. An initial takes many files of a
     roll, so with one the newest rolls are looked at first, and older ones where those name too few. */
  async function named(rolls, asked, known, some) {
    var few = !some && asked.some(function (word) { return isInitial(word, asked); });
    var left = rolls.slice(), those = [], next;
    while (left.length && those.length < MOST) {
      next = left.splice(few ? -AHEAD : 0);
      those = (await Promise.all(next.map(function (roll) { return namedIn(roll, asked, some); }))).flat().concat(those);
    }
    those.sort(function (a, b) { return b.has - a.has || b.score - a.score; });
    return Promise.all(those.slice(0, MOST).map(function (one) {
      return load(one.roll.name + "/r" + Math.floor(one.number / known.names), one.roll.count)
        .then(function (piece) { return piece[one.number % known.names]; });
    }));
  }

  /* The given names that each initial asked for may stand for, those of who is so named: as many as do not take too
     many files. */
  async function meanings(known, asked) {
    var meant = {}, initials = asked.filter(function (word) { return isInitial(word, asked); }), given;
    if (!initials.length) return meant;
    given = (await named(known.rolls[0][1], asked, known, false)).flatMap(function (item) { return words(item[1]); });
    initials.forEach(function (initial) {
      meant[initial] = Array.from(new Set(given)).filter(function (word) {
        return word.startsWith(initial) && !separata.matches(word, asked);
      }).slice(0, Math.ceil(INITIALS / Math.min(known.blocks.length, known.first)));
    });
    return meant;
  }

  /* Whether a name has every word asked for, or nothing but such words. */
  function fits(item, asked) {
    var own = words(item[1]);
    return own.every(function (word) { return separata.matches(word, asked); }) ||
      asked.every(function (one) { return separata.spellings(item[1]).some(function (word) { return separata.matches(word, [one]); }); });
  }

  /* The page */

  function link(url, text, asked) {
    return element("a", {href: url}, separata.marked(text, asked));
  }

  function entry(result, asked) {
    var line = result[4], name = element("span", {"class": "vh"}, " for " + result[1]);
    var where = element("span", {}, result[3], result[3] && (line[0] || line[2]) ? " · " : "", line[0] ? element("span", {"class": "sc"},
      separata.marked(line[0], asked)) : "", line[1], line[2] ? element("time", {datetime: line[3]}, line[2]) : "");
    var acts = result[5].concat([["Cite", result[0] + "#cite"]]).map(function (act) {
      return element("a", {href: act[1]}, act[0], name.cloneNode(true));
    });
    return element("li", {"class": "entry"},
      element("h3", {"class": "t"}, link(result[0], result[1], asked)),
      element("p", {"class": "by"}, result[2].map(function (run) {
        if (typeof run === "string") return separata.marked(run.replace(/and ([\d,]+) others$/, "and\u00a0$1\u00a0others"), asked);
        var us = link(run[1], run[0], asked);
        us.className = "us";
        return us;
      }).flat()),
      element("p", {"class": "at"}, where, " ", element("span", {"class": "acts"}, acts)),
      snippet(result[6], asked));
  }

  /* The stretch of an abstract in which most of the words stand; nothing where none does. */
  function snippet(text, asked) {
    var hits = [], best = 0, most = 0;
    for (var run of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      if (words(run[0]).some(function (word) { return separata.matches(word, asked); })) hits.push(run.index);
    }
    if (!hits.length) return "";
    hits.forEach(function (start) {
      var near = hits.filter(function (hit) { return hit >= start && hit < start + SNIPPET * 0.7; }).length;
      if (near > most) { most = near; best = start; }
    });
    var start = best < SNIPPET / 3 ? 0 : text.indexOf(" ", best - SNIPPET / 3) + 1;
    var end = start + SNIPPET < text.length ? text.lastIndexOf(" ", start + SNIPPET) : text.length;
    if (end <= start) end = start + SNIPPET; /* writing without blanks */
    return element("p", {"class": "snip"}, start ? "… " : "",
      separata.marked(text.slice(start, end), asked), end < text.length ? " …" : "");
  }

  function section(id, heading, list) {
    return element("section", {"class": "row", "aria-labelledby": id},
      element("h2", {"class": "side", id: id}, heading), list);
  }

  /* Lists papers a step at a time. */
  async function list(papers, asked, known) {
    var items = element("ol", {"class": "list"}), more = element("button", {"class": "go", type: "button"}, "More papers");
    var box = element("div", {}, items), shown = 0;
    async function step() {
      var next = papers.slice(shown, shown + STEP);
      var ready = await Promise.all(next.map(function (paper) {
        return load(paper.block.name + "/r" + Math.floor(paper.number / known.piece), paper.block.count)
          .then(function (piece) { return entry(piece[paper.number % known.piece], asked); });
      }));
      shown += next.length;
      items.append.apply(items, ready);
      more.parentNode.hidden = shown >= papers.length;
      return ready[0];
    }
    box.append(element("p", {"class": "more"}, more));
    more.addEventListener("click", async function () { (await step()).querySelector("a").focus(); });
    await step();
    return section("papers", "Papers", box);
  }

  function quoted(asked, joint) {
    return separata.typed(asked).map(function (word) { return "“" + word + "”"; }).join(joint);
  }

  function chosen() {
    return FILTERS.map(function (name) {
      var field = form.elements[name];
      if (!field || !field.value) return "";
      var text = field.selectedOptions[0].text;
      if (name === "kind") return " among " + text.charAt(0).toLowerCase() + text.slice(1);
      return {year: " from ", topic: " on "}[name] + text;
    }).join("");
  }

  /* What is said where no paper has any of the words, and what to do. */
  function none(asked, stop) {
    var advice = ". Try " + (asked.some(function (word) { return word.length > 3 || word > "\x7f"; }) ? "fewer" : "more") + " letters.";
    var common = asked.every(function (word) { return stop.includes(word); });
    if (common) return quoted(asked, " and ") + (asked.length > 1 ? " are" : " is") + " too common to search for.";
    return "No paper" + chosen() + " has " + quoted(asked, " or ") + (idWord(asked[0]) ? "." : advice);
  }

  function summary(outcome, asked, stop) {
    var count = separata.opening(counted(outcome.papers.length, "paper")), have = outcome.papers.length === 1 ? " has " : " have ";
    if (outcome.newest) count += " of the newest " + separata.number(outcome.newest);
    if (!asked.length) return count + chosen() + ".";
    if (outcome.all) return count + chosen() + have + quoted(asked, " and ") + ".";
    if (!outcome.papers.length) return none(asked, stop);
    return "No paper" + chosen() + " has all of these words; " + counted(outcome.papers.length, "paper") + have + quoted(asked, " or ") + ".";
  }

  function names(id, heading, items, asked) {
    return section(id, heading, element("ul", {"class": "co"}, items.map(function (item) {
      return element("li", {}, link(item[0], item[1], asked), item[2] ? element("span", {}, "\u00a0" + item[2]) : "");
    })));
  }

  /* The words of a query, each once; those that are too common only where there are no others. A last word
     of one or two letters waits for the next letter while somebody types. */
  function wordsOf(query, known, typing) {
    var asked = Array.from(new Set(words(query)));
    if (typing && asked.length > 1 && !separata.isBeginning(asked[asked.length - 1])) asked.pop();
    var rare = asked.filter(function (word) { return !known.stop.split(" ").includes(word); });
    return rare.length ? rare : asked;
  }

  /* People, topics and venues that the words name; people have every word in one of their names. */
  async function others(known, asked) {
    if (!asked.length) return [];
    var groups = await Promise.all(known.rolls.map(async function (group) {
      var some = group[0] !== "People", items = await named(group[1], asked, known, some);
      return [group[0], some ? items.filter(function (item) { return fits(item, asked); }) : items];
    }));
    return groups.filter(function (group) { return group[1].length; }).map(function (group) {
      return names(group[0].toLowerCase(), group[0], group[1], asked);
    });
  }

  /* A button that has all papers looked at where only the newest were. */
  function older() {
    var button = element("button", {"class": "go", type: "button"}, "Search older papers, too");
    button.addEventListener("click", async function () {
      await run(false, true);
      results.querySelector("#papers ~ div a").focus();
    });
    return element("p", {"class": "more"}, button);
  }

  /* Answers the form as it now stands; an answer that comes after a newer question is dropped. */
  async function show(typing, whole) {
    var mine = ++turn, state = read(), known = await directory(), id = idWord(state.q);
    var asked = id ? [id] : wordsOf(state.q, known, typing);
    var made = [], said = state.q ? "Nothing here is a word or a number." : "", outcome, meant;
    if (asked.length || FILTERS.some(function (name) { return state[name]; })) {
      meant = await meanings(known, asked);
      outcome = await search(known, asked, meant, state, whole);
      said = summary(outcome, id ? [state.q] : asked, known.stop.split(" "));
      made = id ? [] : await others(known, asked);
      /* People first, for who types a name looks for them; what topics and venues are called is less exact. */
      if (outcome.papers.length) made.splice(made.length && made[0].firstChild.id === "people" ? 1 : 0, 0, await list(outcome.papers, asked.concat(Object.values(meant).flat()), known));
      if (outcome.newest) made.push(older());
    }
    if (mine !== turn) return;
    document.title = (state.q ? state.q + " · " : "") + title;
    results.replaceChildren.apply(results, made);
    found.textContent = said;
  }

  /* The address */

  function read() {
    var state = {};
    ["q"].concat(FILTERS).forEach(function (name) {
      state[name] = form.elements[name] ? form.elements[name].value.trim() : "";
    });
    return state;
  }

  function address() {
    var state = read(), query = new URLSearchParams();
    Object.keys(state).forEach(function (name) { if (state[name]) query.set(name, state[name]); });
    return String(query) ? "?" + query : location.pathname;
  }

  function restore() {
    var query = new URLSearchParams(location.search);
    ["q"].concat(FILTERS).forEach(function (name) {
      if (form.elements[name]) form.elements[name].value = query.get(name) || "";
    });
    run();
  }

  function run(typing, whole) {
    clearTimeout(timer);
    return show(typing, whole).catch(function () { found.textContent = "The index could not be loaded. Try again."; });
  }

  form.addEventListener("input", function (event) {
    if (event.target.name !== "q") return;
    clearTimeout(timer);
    timer = setTimeout(function () { history.replaceState(null, "", address()); run(true); }, WAIT);
  });
  form.addEventListener("change", function (event) {
    if (event.target.name === "q") return;
    history.pushState(null, "", address());
    run();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (address() !== location.search) history.pushState(null, "", address());
    run();
  });
  addEventListener("popstate", restore);
  /* What somebody typed before this script was there stays. */
  if (!location.search && form.elements.q.value) {
    history.replaceState(null, "", address());
    run(true);
  } else restore();
})();
