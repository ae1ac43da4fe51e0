/* What search and filters share: files of the index, words folded as separata/search/words.py folds them,
   counts in words, marks in text. The files of the index are scripts that hand their content to
   separata.hand, for a page that is opened from disk may load scripts but not read files. */
var separata = (function () {
  var letters = {ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ħ: "h", ı: "i", ß: "ss", ς: "σ"};
  var small = ("no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " +
    "sixteen seventeen eighteen nineteen").split(" ");
  var tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

  /* The words of a text in order, without capitals, marks on letters and punctuation. */
  function words(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/[łøđðþæœħıßς]/g, function (letter) { return letters[letter]; })
      .match(/[\p{L}\p{N}]+/gu) || [];
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

  /* A text as nodes, the words asked for marked. */
  function marked(text, asked) {
    return text.split(/([\p{L}\p{N}\p{M}]+)/u).map(function (run, at) {
      return at % 2 && words(run).some(function (word) { return matches(word, asked); })
        ? element("mark", {}, run) : run;
    });
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

  return {load: load, hand: hand, words: words, isBeginning: isBeginning, matches: matches, number: number, counted: counted,
    opening: opening, element: element, marked: marked};
})();
