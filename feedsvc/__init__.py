"""feedsvc turns folders of articles into Atom, RSS and JSON feeds.

    file -> document -> article (with what it declares about companies) -> store -> mentions
    request -> selection -> feed page -> bytes -> response

Each stage is one module named after it, in this order:

    sites               whose site a source is part of: generator, configuration (siteroots; as it was, where it cannot
                        be read: sitememory), dates of commits (gitdates), what Hugo's sections hand down (sections),
                        what files of data beside articles say (datafiles)
    scan                which files of a source are articles (found); what is said of those that are none (unread)
    changes, survey     a scan against what the store knows: to build, gone (withdrawals), renamed
    builders            processes that build, each file within its time (timelimit), forked from one that is warm
    articles/build      the stages of one article, joined:
      document          bytes -> head (strings only) and body; decoding, heads and their forms, keys in Chinese
                        (chinesekeys) and English labels (englishhead), Nikola's fields (nikolahead), what saved
                        pages (savedpages), exports (mediumpages, movabletype), web interfaces (apihead) and programs
                        in MDX (mdxhead) say, what plain text means by its lines (plaintext), conflicts of Git's
                        (conflicts), beside it
      defaults          what its site says under a head, for the articles of a folder or a collection (cascade,
                        globs); its texts are made clean (headtexts), Hugo's parameters taken for keys (params)
      visibility        what its author keeps from the public: drafts, protected and unlisted articles
      publication       which of a file's dates counts: head (by Hugo's own keys: datekeys), name, address, text
                        (datelines, datelineforms, datemarks, headlabels; wechat), commit; times of YAML (yamltimes);
                        posts without a day in their name (postnames)
      dates             a date as written -> aware UTC datetime, and what had to be assumed; its forms beside it, and
                        months without a day (datemonths), other languages (datewords)
      taxonomy          categories, tags, authors: key (keys) and label, by generator (generators)
      identity          permanent id, canonical link (addresses); the id that readers know from another server (oldids,
                        by copies of old feeds: oldfeeds, moving)
      site              what a source says of its files: recipe, link targets, labels; its site (siteconfig,
                        hugoconfig, hexoconfig, pelicanconfig, pythonvalues, substack, scriptedconfig,
                        scriptvalues, docusaurus, eleventy, quarto, nikolaconfig, mkdocs, blogs, ablog, configvalues,
                        places, permalinks, routes, elevenpaths, hexonames, hugonames);
                        its generator's ways (dialects); what it leaves out (leftout)
      markup            Markdown (gfm, codeblocks, codelines, atlinks, kramdown, passthrough, htmlblocks, htmlcontent,
                        headingmarks, listmarks, definitionlists, destinations, tables, callouts, admonitions,
                        containers, cells, codemarks, bracketcodes, wikilinks, pandoc, pymdown, mdx, inlinenotes,
                        myst, mystforms, ablogposts, chinese, emphasis, embedded, embeds), Liquid (liquid, liquidvalues,
                        templatetags, includes, templatecode, zolacodes), links within a source (references, lookups,
                        targets), HTML -> HTML; reStructuredText as HTML before all that (rst, rstforms, rsthtml)
      repair            structure, addresses, hidden parts (cut, tokens, growth, tree, shown, words, blocks, hiding,
                        paragraphs, footnotes, formulas, frames, players, programs, drawnlines, components, buttons,
                        gluedlinks, darkpictures); emoji by their names (emojinames)
      pictures          lazy, proxied, chosen (placeholders); those that heads name (headpictures)
      enclosures        files that come with it: an episode of a podcast, a film
      boilerplate       footers (footlines, backlinks), buttons (copybuttons, sharelinks), live charts (quotes),
                        WeChat's own words (wechat), by named rules; what repeats (feet)
      zones             title, lead, body, caption, byline (bylines) as text, with annotations
      tracking          what addresses tell trackers (lists/tracking.txt)
      headline, titles  the title that a body gives itself, else what Jekyll makes of the file's name, else its first
                        words (firstwords); marks that a scraper lost
      bodies            a body after these stages, and what is told of it
      tongue            the language that the text is in, told by letters or small words (alphabets, smallwords,
                        english)
      summary           the author's own, else the first sentences, without a release's dateline (wires); cut where
                        no word or number is parted (shortening)
      sanitize          repaired HTML -> safe HTML; the last to touch it (settled, characters)
    companies/evidence  names and codes that the article itself declares (heads, codes, quotepages, markets, funds,
                        venues, naming, legal, nearcodes, halves, latin, latinforms, clauses, careers, disclaimers,
                        initials, leftends, behindwords, foreignwords, headlines, kinds, smallnames, japanese, places,
                        repeated, signoffs, symbols, bourses)
    prepared            a new article as the store has it: columns, JSON, words of the index
    batch, intake       results of one transaction: new articles together, whatever is more one by one; the same article
                        twice (articles/twins)
    ingest              one run: sources, what goes, what is new, in short transactions, between which memory goes back
                        (heap)
    registries          the registry files (companies/formats, merging, registry, otherforms; exchanges' lists: exports,
                        securities, marks; starter)
    companies/matcher   registry + stored text + evidence -> mentions (folding, hanzi, gazetteer, abridged, barecodes,
                        brands, citations, context, doubts, elisions, enumerations, homes, moves, namesakes, persons,
                        phrases, platforms, abroad, raters, salience, sharing, shortnames, taught, topics, vehicles,
                        scenes, standins, dotted, byname, verbs, offices,
                        measures, similes)
    learner             what articles teach (companies/lessons), and what companies that makes (companies/learning,
                        ends, crosslistings, glosses, occurrences); which goes on as which (companies/succession)
    rematch             articles that a change of names or code concerns are matched again
    listener, watch     what changes, heard while a run is under way, and done in order; the release timer
    upkeep              the word index, removals that need not be told any more
    selection           request arguments -> Selection (words to search by: fulltext; alternatives)
    store               articles, terms (spellings), companies, mentions, problems; the only place that knows SQL; what
                        pages ask: trends, paging, beside, naming, facets, near, directory (readings), desk (runs);
                        what learning asks: pursuits; which company a spelling means: meanings; what
                        mends a fault: mends; whose slug an address has: slugs
    render              (FeedInfo, FeedPage) -> bytes
    web                 addresses, also those of other servers (moved), validators, pages; what may still come
                        (readiness); around them the rate limit (limiting; store/counts), the number of readers
                        (readership; subscribers, store/readers) and the path of base_url (prefix)
    server, supervisor  gunicorn (worker) or granian (granianserver), and the ingester beside the workers (sidecar,
                        background), with the settings of its master (handover), and those of its start (pinned); what
                        asks for others while it starts (hangup)
    export              the same bytes as files
    inspection          what files become; how good the companies found are (evaluation, companies/evaluation)
    cli and siblings    the commands (invocation, output), and the settings of all (config, options, variables, paths)
"""

__version__ = "0.1.0"
