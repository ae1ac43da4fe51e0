/* What search and filters share: files of the index, words folded as separata/search/words.py folds them,
   counts in words, marks in text. The files of the index are scripts that hand their content to
   separata.hand, for a page that is opened from disk may load scripts but not read files. */
var separata = (function () {
  var letters = {ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ħ: "h", ı: "i", ß: "ss", ς: "σ"};
  var spelt = {ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa"};
  var small = ("no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " +
    "sixteen seventeen eighteen nineteen").split(" ");
  var tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

  /* Chinese and Japanese have no blanks between words: every two neighbours are one. */
  var UNPARTED = "々-〇ぁ-ゖゝ-ゟァ-ヺー-ヿㇰ-ㇿ㐀-䶿一-鿿\u{20000}-\u{3ffff}";
  var WORD = new RegExp("[" + UNPARTED + "]+|(?:(?![" + UNPARTED + "])[\\p{L}\\p{N}])+", "gu");
  var PAIR = new RegExp("^[" + UNPARTED + "]{2}", "u");

  /* The words of a text in order, without capitals, marks on letters and punctuation. */
  function words(text) {
    return (text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/[łøđðþæœħıßς]/g, function (letter) { return letters[letter]; })
      .match(WORD) || []).flatMap(function (word) { return PAIR.test(word) ? pairs(Array.from(word)) : word; });
  }

  /* The same with those of German and Nordic names as they are spelt where there are no such letters. */
  function spellings(text) {
    return words(text).concat(words(text.normalize("NFC").replace(/[äöüøå]/gi, function (letter) {
      return spelt[letter.toLowerCase()];
    })));
  }

  function pairs(signs) {
    return signs.slice(1).map(function (sign, at) { return signs[at] + sign; });
  }

  /* Short words must be whole; longer ones may be the beginning of a word. */
  function isBeginning(word) {
    return word.length > 2 || word > "\x7f";
  }

  function matches(word, asked) {
    return asked.some(function (one) { return word === one || (isBeginning(one) && word.startsWith(one)); });
  }

  function number(count) {
    if (count < 20) return small[count];
    if (count > 99) return count === 100 ? "a hundred" : count.toLocaleString("en");
    return tens[Math.floor(count / 10) - 2] + (count % 10 ? "-" + small[count % 10] : "");
  }

  function counted(count, noun) {
    return number(count) + " " + noun + (count === 1 ? "" : "s");
  }

  function opening(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /* An element with its children, which are nodes or texts. */
  function element(name, attributes) {
    var made = document.createElement(name), at;
    for (at in attributes) made.setAttribute(at, attributes[at]);
    made.append.apply(made, [].slice.call(arguments, 2).flat());
    return made;
  }

  /* A text as nodes, the words asked for marked; of writing without blanks the signs asked for. */
  function marked(text, asked) {
    return text.split(/([\p{L}\p{N}\p{M}]+)/u).flatMap(function (run, at) {
      if (at % 2 === 0 || !spellings(run).some(function (word) { return matches(word, asked); })) return run;
      var signs = Array.from(run), parts = [];
      var found = pairs(signs).map(function (pair) { return PAIR.test(pair) && matches(pair, asked); });
      if (!found.some(Boolean)) return element("mark", {}, run);
      signs.forEach(function (sign, at) {
        var hit = !!(found[at - 1] || found[at]), last = parts[parts.length - 1];
        if (last && last.hit === hit) last.text += sign;
        else parts.push({hit: hit, text: sign});
      });
      return parts.map(function (part) { return part.hit ? element("mark", {}, part.text) : part.text; });
    });
  }

  /* The words of a query as somebody typed them: pairs of neighbours are a run again. */
  function typed(asked) {
    return asked.reduce(function (told, word) {
      var last = told[told.length - 1];
      if (last && PAIR.test(last) && PAIR.test(word) && last.slice(-1) === word[0]) told.push(told.pop() + word.slice(1));
      else told.push(word);
      return told;
    }, []);
  }

  var pieces = {}, waiting = {};

  /* What a file of the index hands over, loaded once; `version` changes when the file may have. */
  function load(name, version) {
    if (!pieces[name]) {
      pieces[name] = new Promise(function (resolve, reject) {
        var script = element("script", {src: "search/" + name + ".js" + (version ? "?" + version : "")});
        waiting[name] = resolve;
        script.onload = function () { script.remove(); };
        script.onerror = function () { script.remove(); delete pieces[name]; reject(new Error(name)); };
        document.head.append(script);
      });
    }
    return pieces[name];
  }

  function hand(name, value) {
    waiting[name](value);
  }

  return {load: load, hand: hand, words: words, spellings: spellings, isBeginning: isBeginning, matches: matches, number: number, counted: counted,
    opening: opening, element: element, marked: marked, typed: typed};
})();
