/// Adds up the pages of one kind that are given together, and says what they lack.
///
/// Only what the answers themselves say is held against them: that there is more, how many rows or
/// pages there are. Order does not matter, and a page that is given twice is one page.
package struct AnswerTally {
  private struct Entry {
    let file: String
    let told: Told
    var scopes: [String] { told.scopes }
    var page: AnswerPage { told.page }
  }

  /// What makes a page the same as another one.
  private struct Told: Hashable {
    let scopes: [String]
    let page: AnswerPage
  }

  private let marks: [ExtentMark]
  private var entries: [Entry] = []
  private var known: Set<Told> = []

  package init(_ marks: [ExtentMark]) { self.marks = marks }

  /// Adds the pages of a file, which are of the answers that cover `scopes`.
  package mutating func add(_ pages: [AnswerPage], of file: String, scopes: [String]) {
    for page in pages {
      let told = Told(scopes: scopes, page: page)
      if known.insert(told).inserted { entries.append(Entry(file: file, told: told)) }
    }
  }

  /// What is missing, a line each; none when the pages say nothing of the kind.
  package var missing: [String] {
    var groups: [(key: [String], entries: [Entry])] = []
    for entry in entries {
      let key = [entry.page.list] + entry.scopes.sorted()
      if let place = groups.firstIndex(where: { $0.key == key }) {
        groups[place].entries.append(entry)
      } else {
        groups.append((key, [entry]))
      }
    }
    return groups.flatMap { group in held(group.entries) + missing(in: group.entries) }
  }

  /// Pages that do not hold the rows that they say they hold.
  private func held(_ entries: [Entry]) -> [String] {
    marks.flatMap { mark -> [String] in
      guard case .held(let name) = mark else { return [] }
      return entries.compactMap { entry in
        guard let said = entry.page.said[name].flatMap(Int.init), said != entry.page.rows else {
          return nil
        }
        return "«\(entry.file)» says \(name) \(said) and holds \(Self.rows(entry.page.rows))"
      }
    }
  }

  private func missing(in entries: [Entry]) -> [String] {
    var lines: [String] = []
    var counted = false
    for case .total(let name) in marks {
      for total in Set(entries.compactMap { Self.count($0, name) }).sorted() {
        counted = true
        let own = entries.filter { Self.count($0, name) ?? total == total }
        lines += missing(total, name, own)
      }
    }
    if !counted || !lines.isEmpty {
      for case .pages(let name) in marks { lines += missingPages(name, entries) }
    }
    let open = entries.compactMap { entry in
      more(entry, isCounted: counted).map { (entry: entry, mark: $0) }
    }
    if let last = open.last, open.count == entries.count, !isEnded(entries) {
      lines.append(
        "«\(last.entry.file)» says that there is more (\(last.mark)), and the page after it is not "
          + "given")
    }
    return lines
  }

  /// Rows that the answer counts and that are not given, or more rows than it counts.
  private func missing(_ total: Int, _ name: String, _ entries: [Entry]) -> [String] {
    let given = Self.distinct(entries)
    if given < total {
      return [
        "the answer says \(name) \(total), and \(Self.rows(given)) of it are given"
          + numbers(entries)
      ]
    }
    guard entries.count == 1, given > total else { return [] }
    return ["«\(entries[0].file)» says \(name) \(total) and holds \(Self.rows(given))"]
  }

  private func missingPages(_ name: String, _ entries: [Entry]) -> [String] {
    Set(entries.compactMap { Self.count($0, name) }).sorted().compactMap { pages in
      let own = entries.filter { Self.count($0, name) == pages }
      guard own.count < pages else { return nil }
      return
        "the answer says \(name) \(pages), and \(own.count == 1 ? "1 page is" : "\(own.count) pages are") given"
        + numbers(own)
    }
  }

  /// The numbers of the pages that are given, where they have numbers.
  private func numbers(_ entries: [Entry]) -> String {
    for case .number(let name) in marks {
      let numbers = Set(entries.compactMap { $0.page.said[name].flatMap(Int.init) }).sorted()
      if !numbers.isEmpty {
        return ": page " + numbers.map(String.init).joined(separator: ", ")
      }
    }
    return ""
  }

  /// The mark by which a page says that another one comes after it.
  private func more(_ entry: Entry, isCounted: Bool) -> String? {
    for mark in marks {
      let said = entry.page.said[mark.name] ?? ""
      switch mark {
      case .more(let name) where !Self.isUnfilled(said): return name
      case .cursor(let name) where !isCounted && !Self.isUnfilled(said): return name
      case .full(let name, let rows) where Int(said) ?? 0 >= rows: return "\(name) \(said)"
      default: continue
      }
    }
    return nil
  }

  /// Whether an empty last page, which names no scope, ends the answer of these pages.
  private func isEnded(_ entries: [Entry]) -> Bool {
    self.entries.contains { entry in
      entry.page.rows == 0 && entry.scopes.isEmpty && entry.page.list == entries[0].page.list
        && more(entry, isCounted: false) == nil
    }
  }

  private static func isUnfilled(_ said: String) -> Bool {
    ["", "false", "0", "null"].contains(said)
  }

  /// A count that a page says; zero is what some sources say behind the last page.
  private static func count(_ entry: Entry, _ name: String) -> Int? {
    guard let count = entry.page.said[name].flatMap(Int.init), count > 0 || entry.page.rows > 0
    else { return nil }
    return count
  }

  private static func distinct(_ entries: [Entry]) -> Int {
    var keys: Set<UInt64> = []
    var unnamed = 0
    for entry in entries {
      keys.formUnion(entry.page.keys)
      unnamed += entry.page.unnamed
    }
    return keys.count + unnamed
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
