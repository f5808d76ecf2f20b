import Domain
import EventLog
import Importing

/// One command's worth of imports: the payloads of a source that were told together.
///
/// The pages of a complete answer are one telling: what none of them had was withdrawn.
struct Telling {
  /// The imports whose payloads were read, in order.
  var pages: [ImportRecord]

  /// When all of them were fetched.
  let fetchedAt: Instant

  /// Whether the pages still are a complete answer.
  var isComplete: Bool
  let confirmsEmpty: Bool

  /// Every telling of a source in the order of the log, imports `without` left out.
  static func all(_ records: [ImportRecord], without: Set<Int64>) throws -> [Telling] {
    let known = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0) })
    var tellings: [Telling] = []
    for record in records {
      let options = try ImportOptions(of: record)
      let answer = try answer(of: record)
      // The last of the imports that one command made tells for all of them.
      if let last = answer.last(where: { known[$0]?.recordedAt == record.recordedAt }),
        last != record.id
      {
        continue
      }
      let pages = answer.compactMap { without.contains($0) ? nil : known[$0] }
      if pages.isEmpty { continue }
      tellings.append(
        Telling(
          pages: pages, fetchedAt: record.fetchedAt,
          isComplete: options.isComplete && pages.count == answer.count,
          confirmsEmpty: options.confirmsEmpty))
    }
    return tellings
  }

  /// The imports whose pages were told together with this one's.
  static func answer(of record: ImportRecord) throws -> [Int64] {
    let ids = try Array(record.summary.utf8).borrowed { (bytes) throws in
      var tape = JSONTape(bytes)
      return try tape.read(at: 0).value["answer"]?.elements.compactMap(\.raw.integer) ?? []
    }
    return ids.isEmpty ? [record.id] : ids
  }
}
