import Domain
import Projecting

/// Finds what a row's columns were reckoned from: by folding the group again with one value changed.
///
/// A column depends on a field, or on a document that is looked up, when it comes out otherwise
/// without it. So the answer is that of the projector's own rules and cannot drift from them.
struct RowInputs {
  private let story: RowStory
  private let position: Int64
  private let events: [KeptEvent]
  private let consulted: [KeptEvent]
  private let references: References
  private let rows: [FoldedRow]
  private let place: Int

  /// What a column depends on.
  struct Input: Sendable, Equatable {
    let position: Int64

    /// Such as `forPay`, `products[2].price`; for a document that is looked up what it says.
    let name: String

    /// What the field holds; none for a document that is looked up.
    let value: EventDescription.Shown?
  }

  /// Folds that one step may take.
  private static let foldsMax = 6_000

  /// `nil` when there is no such row at the position.
  init?(_ story: RowStory, at position: Int64) throws {
    self.story = story
    self.position = position
    events = story.counting(story.row.events, at: position)
    // What was not asked would hide what was: an article decides though a barcode would too.
    consulted = try story.asked(at: position)
    references = try story.fold.references(consulted)
    rows = try story.fold.rows(events, references)
    guard
      let place = rows.firstIndex(where: {
        $0.table == story.row.table && $0.key == story.row.key
      })
    else { return nil }
    self.place = place
  }

  var row: FoldedRow { rows[place] }

  /// The place under which `all` tells what the row itself depends on: it is not there without.
  static let existence = -1

  /// The inputs of each column, by its place in the row.
  func all(_ describe: (KeptEvent) throws -> String) throws -> [Int: [Input]] {
    var inputs: [Int: [Input]] = [:]
    var left = Self.foldsMax
    func add(_ input: Input, to columns: Set<Int>) {
      for column in columns { inputs[column, default: []].append(input) }
    }
    for index in events.indices {
      for variant in try EventVariants(events[index], isLatest: isLatest(index)).all {
        left -= variant.events.count
        guard left > 0 else { break }
        let input = Input(
          position: events[index].position, name: variant.name, value: variant.value)
        add(input, to: try columns { try changed(index, to: $0) }(variant.events))
      }
    }
    for (stream, latest) in latestConsulted {
      var columns = try changed(without: stream)
      if columns == nil || ProductCards.kinds.contains(latest.schema.kind) {
        // Where there is no row without the document, or the row names itself what its card does,
        // the columns are those that its words change.
        for variant in try EventVariants(latest, isLatest: false).all where left > 0 {
          left -= variant.events.count
          for case let event? in variant.events {
            columns = (columns ?? []).union(try changed(lookingUp: event))
          }
        }
      }
      if try changed(without: stream) == nil {
        columns = (columns ?? []).union([Self.existence])
      }
      guard let columns, !columns.isEmpty else { continue }
      add(Input(position: latest.position, name: try describe(latest), value: nil), to: columns)
    }
    return inputs
  }

  private func columns(
    _ changed: @escaping (KeptEvent?) throws -> Set<Int>
  ) -> ([KeptEvent?]) throws -> Set<Int> {
    { events in
      try events.reduce(into: []) { columns, event in columns.formUnion(try changed(event)) }
    }
  }

  private func isLatest(_ index: Int) -> Bool {
    !events.contains {
      $0.stream == events[index].stream && $0.isAfter(events[index])
    }
  }

  /// The latest version of each document looked up that changes the row, or that `counts` anyway.
  func decidingLookups(_ counts: (KeptEvent) -> Bool) throws -> [KeptEvent] {
    try latestConsulted.filter { stream, latest in
      try counts(latest) || changed(without: stream) != []
    }.map(\.1)
  }

  /// The columns that come out otherwise without a document that is looked up; `nil` when the row is
  /// not there without it.
  private func changed(without stream: KeptEvent.StreamName) throws -> Set<Int>? {
    let others = consulted.filter { $0.stream != stream }
    return changed(try story.fold.rows(events, story.fold.references(others)))
  }

  /// The columns that come out otherwise when a document that is looked up says something else.
  private func changed(lookingUp event: KeptEvent) throws -> Set<Int> {
    let others = consulted.map { $0.position == event.position ? event : $0 }
    guard let rows = try? story.fold.rows(events, story.fold.references(others)) else { return [] }
    return changed(rows) ?? []
  }

  private var latestConsulted: [(KeptEvent.StreamName, KeptEvent)] {
    var latest: [KeptEvent.StreamName: KeptEvent] = [:]
    let own = Set(events.map(\.stream))
    for event in consulted where !own.contains(event.stream) {
      if let known = latest[event.stream], known.isAfter(event) { continue }
      latest[event.stream] = event
    }
    return latest.sorted { $0.value.position < $1.value.position }.map { ($0.key, $0.value) }
  }

  /// The columns that come out otherwise when one event is another, or is not there.
  private func changed(_ index: Int, to event: KeptEvent?) throws -> Set<Int> {
    var others = events
    if let event, event.naturalID != events[index].naturalID {
      for other in others.indices where others[other].stream == events[index].stream {
        others[other].naturalID = event.naturalID
      }
    } else if let event {
      others[index] = event
    } else {
      others.remove(at: index)
    }
    // The row's own document may be looked up too, such as a card.
    let position = events[index].position
    var references = references
    if consulted.contains(where: { $0.position == position }) {
      references = try story.fold.references(
        consulted.compactMap { $0.position == position ? event : $0 })
    }
    // What cannot be folded so is no answer.
    guard let rows = try? story.fold.rows(others, references) else { return [] }
    return changed(rows) ?? [Self.existence]
  }

  private func changed(_ others: [FoldedRow]) -> Set<Int>? {
    // A row that comes out under another key is known by its place.
    guard
      let other = others.first(where: { $0.table == row.table && $0.key == row.key })
        ?? (others.count == rows.count && others[place].table == row.table ? others[place] : nil)
    else { return nil }
    return Set(row.cells.indices.filter { row.cells[$0] != other.cells[$0] })
  }
}
