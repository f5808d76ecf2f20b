import Domain
import SQLite

/// The versions of every stream: what an append is compared with.
///
/// Pages of many streams are read when a stream of them is asked for, changed in memory, and written
/// back together: a statement for each event would take longer than all else about it.
final class StreamIndex {
  private final class Page {
    let source: Int64

    /// Streams of this and greater natural ids are here, up to those of the page that follows.
    let first: [UInt8]

    /// The first natural id of the page that follows; `nil` when this is the source's last.
    var next: [UInt8]?
    var entries: [StreamPage.Entry]
    var isChanged = false

    init(source: Int64, first: [UInt8], next: [UInt8]?, entries: [StreamPage.Entry]) {
      self.source = source
      self.first = first
      self.next = next
      self.entries = entries
    }

    func holds(_ naturalID: Bytes) -> Bool {
      guard !(first.borrowed { naturalID < $0 }) else { return false }
      return next?.borrowed { naturalID < $0 } ?? true
    }

    /// Where the stream stands, or where it would.
    func place(of naturalID: Bytes) -> (index: Int, isThere: Bool) {
      var low = 0
      var high = entries.count
      // New documents come at the end more often than not.
      if let last = entries.last, last.naturalID.borrowed({ $0 < naturalID }) { low = high }
      while low < high {
        let middle = (low + high) / 2
        if entries[middle].naturalID.borrowed({ $0 < naturalID }) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return (low, low < entries.count && naturalID == entries[low].naturalID)
    }
  }

  private let selectPage: Statement
  private let selectNext: Statement
  private let selectScope: Statement
  private let put: Statement

  /// The pages in memory by source, in order.
  private var pages: [Int64: [Page]] = [:]
  private var latest: Page?
  private var entryCount = 0

  /// Streams in memory before all is written back: some 20 MB.
  private static let entriesMax = 200_000

  /// Streams of one page in memory: an insertion moves them.
  private static let pageEntriesMax = 2_048

  init(_ connection: Connection) throws {
    selectPage = try connection.prepare(
      """
      SELECT first_id, body FROM stream_pages WHERE source = ?1 AND first_id <= ?2
      ORDER BY first_id DESC LIMIT 1
      """)
    selectNext = try connection.prepare(
      """
      SELECT first_id FROM stream_pages WHERE source = ?1 AND first_id > ?2
      ORDER BY first_id LIMIT 1
      """)
    selectScope = try connection.prepare(
      "SELECT body FROM stream_pages WHERE source = ?1 AND first_id >= ?2 ORDER BY first_id")
    put = try connection.prepare(
      """
      INSERT INTO stream_pages (source, first_id, body) VALUES (?1, ?2, ?3)
      ON CONFLICT (source, first_id) DO UPDATE SET body = excluded.body
      """)
  }

  /// The versions of a stream in the order of their positions; none when it is new.
  func versions(_ source: Int64, _ naturalID: Bytes) throws -> [StreamVersion] {
    let page = try page(source, naturalID)
    let (index, isThere) = page.place(of: naturalID)
    return isThere ? page.entries[index].versions : []
  }

  /// Adds the newest version of a stream.
  func add(_ source: Int64, _ naturalID: Bytes, _ version: StreamVersion) throws {
    let page = try page(source, naturalID)
    let (index, isThere) = page.place(of: naturalID)
    page.isChanged = true
    if isThere {
      page.entries[index].versions.append(version)
      return
    }
    page.entries.insert(
      StreamPage.Entry(naturalID: naturalID.array, versions: [version]), at: index)
    entryCount += 1
    if page.entries.count > Self.pageEntriesMax {
      // A page that grows at its end is left whole.
      split(page, at: index == page.entries.count - 1 ? index : page.entries.count / 2)
    }
  }

  /// The natural ids of a source that begin with `prefix`.
  func naturalIDs(_ source: Int64, prefix: [UInt8]) throws -> [[UInt8]] {
    var ids: [[UInt8]] = []
    try forEach(source, prefix: prefix) { naturalID, _ in ids.append(naturalID) }
    return ids
  }

  /// Calls `body` with each stream of a source whose natural id begins with `prefix`, in order.
  func forEach(
    _ source: Int64, prefix: [UInt8], while isWanted: () -> Bool = { true },
    _ body: ([UInt8], [StreamVersion]) throws -> Void
  ) throws {
    try flush()
    let start = try prefix.borrowed { (prefix) throws in try page(source, prefix).first }
    selectScope.reset()
    selectScope.bind(1, source)
    selectScope.bind(2, blob: start)
    defer { selectScope.reset() }
    var goesOn = true
    while goesOn, try selectScope.step() {
      try StreamPage.forEach(selectScope.bytes(0)) { naturalID, versions in
        if naturalID.starts(with: prefix) {
          try body(naturalID, try versions.all())
          goesOn = isWanted()
        } else if prefix.lexicographicallyPrecedes(naturalID) {
          goesOn = false
        }
        return goesOn
      }
    }
  }

  /// Writes every changed page, and forgets all: they are stored in other pieces than they were
  /// changed in.
  func flush() throws {
    for source in pages.keys.sorted() {
      for page in pages[source] ?? [] where page.isChanged {
        let stored = StreamPage.cut(page.entries, first: page.first, isLast: page.next == nil)
        for (first, bytes) in stored {
          put.bind(1, source)
          put.bind(2, blob: first)
          try bytes.borrowed { (bytes) throws in
            put.bindBorrowed(3, blob: bytes)
            try put.run()
          }
        }
      }
    }
    pages = [:]
    latest = nil
    entryCount = 0
  }

  private func page(_ source: Int64, _ naturalID: Bytes) throws -> Page {
    if let latest, latest.source == source, latest.holds(naturalID) { return latest }
    if entryCount > Self.entriesMax { try flush() }
    let known = pages[source] ?? []
    let index = Self.place(of: naturalID, in: known)
    if index > 0, known[index - 1].holds(naturalID) {
      latest = known[index - 1]
      return known[index - 1]
    }
    let page = try load(source, naturalID)
    pages[source, default: []].insert(page, at: index)
    entryCount += page.entries.count
    latest = page
    return page
  }

  /// How many of the pages begin at the natural id or before.
  private static func place(of naturalID: Bytes, in pages: [Page]) -> Int {
    var low = 0
    var high = pages.count
    while low < high {
      let middle = (low + high) / 2
      if pages[middle].first.borrowed({ naturalID < $0 }) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  private func load(_ source: Int64, _ naturalID: Bytes) throws -> Page {
    selectPage.reset()
    selectPage.bind(1, source)
    selectPage.bindBorrowed(2, blob: naturalID)
    defer { selectPage.reset() }
    guard try selectPage.step() else {
      return Page(source: source, first: [], next: nil, entries: [])
    }
    let first = selectPage.bytes(0).array
    let entries = try StreamPage.entries(selectPage.bytes(1))
    selectNext.reset()
    selectNext.bind(1, source)
    selectNext.bind(2, blob: first)
    let next = try selectNext.step() ? selectNext.bytes(0).array : nil
    selectNext.reset()
    return Page(source: source, first: first, next: next, entries: entries)
  }

  /// Makes two pages of one.
  private func split(_ page: Page, at index: Int) {
    let upper = Page(
      source: page.source, first: page.entries[index].naturalID, next: page.next,
      entries: Array(page.entries[index...]))
    upper.isChanged = true
    page.entries.removeSubrange(index...)
    page.next = upper.first
    let place = upper.first.borrowed { Self.place(of: $0, in: pages[page.source] ?? []) }
    pages[page.source, default: []].insert(upper, at: place)
    latest = nil
  }
}
