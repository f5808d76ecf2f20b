import EventLog
import Platform
import Projecting

/// Whether the book's folders hold what a book holds: a file beside the tables, or a link to somewhere
/// else, makes other tools read what Svod never wrote.
struct FolderCheck {
  let book: Book
  let tables: TableFolder

  func run(_ findings: inout Findings) throws {
    let databases = ["log.sqlite", "payloads.sqlite"]
    for name in try Files.names(in: book.path) {
      for database in databases
      where name.hasPrefix(database + "-")
        && ![database + "-wal", database + "-shm"].contains(name)
      {
        findings.find(name, "it is not a file of a book", "look where it comes from, remove it")
      }
    }
    guard try Files.kind(book.readFolder) == .folder else { return }
    for name in try Files.names(in: book.readFolder) where !isKnown(name) {
      findings.find(
        "read/\(name)", "it is not a file of the tables", "look where it comes from, remove it")
    }
    for projector in Projectors.all { checkLink(type(of: projector).alias, &findings) }
  }

  private func checkLink(_ alias: String, _ findings: inout Findings) {
    let remedy = "svod rebuild \(alias)"
    let place = "read/\(alias).sqlite"
    let link = tables.link(alias)
    guard let target = Files.target(of: link) else {
      if Files.exists(link) { findings.find(place, "it is a file where a link should be", remedy) }
      return
    }
    guard let generation = tables.current(alias),
      target == Files.name(tables.file(alias, generation))
    else {
      findings.find(place, "it points to \(target), out of the folder", remedy)
      return
    }
    // Two switches may have removed it since.
    if !Files.exists(tables.file(alias, generation)), tables.current(alias) == generation {
      findings.find(place, "it points to \(target), which is missing", remedy)
    }
  }

  /// Tables, their links, what SQLite puts beside them, and what a crash leaves for the next command.
  private func isKnown(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let alias = parts.first,
      Projectors.all.contains(where: { type(of: $0).alias == alias })
    else {
      let ends = [".run", ".lines", ".lines.new"]
      return ends.contains(where: name.hasSuffix)
        || [BuildTimes.name, BuildTimes.name + ".new", "lookups.building"].contains(name)
        || name.hasPrefix(LookupIndex.name)
    }
    let ends: [Substring] = ["sqlite", "sqlite-wal", "sqlite-shm", "sqlite-journal"]
    switch parts.count {
    case 2:
      return parts[1] == "sqlite" || ["finished", "run"].contains(parts[1])
        || parts[1].hasPrefix("building")
    case 3:
      let isGeneration = parts[1].first == "g" && Int(parts[1].dropFirst()) != nil
      return isGeneration && ends.contains(parts[2]) || parts[2] == "new" || parts[2] == "run"
    default: return name.hasSuffix(".run")
    }
  }
}
