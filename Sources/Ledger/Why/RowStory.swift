import Domain
import EventLog
import Projecting

/// Everything that a row came from: the events of its group, and those that it looks up.
struct RowStory {
  private(set) var row: RowEvents

  /// What was taken back by and by.
  private let takenBack: TakenBack

  /// Every version of every document that the row looks up, or looked up at some position.
  private(set) var consulted: [KeptEvent] = []

  /// The questions that each document looked up takes part in answering, by any of its versions.
  private var lookups: [KeptEvent.StreamName: Set<Lookup>] = [:]
  let fold: GroupFold

  /// What was asked at the last position, with its answers.
  private(set) var answers: [LookupWitness.Answer] = []

  private init(_ row: RowEvents, _ log: EventLog) throws {
    self.row = row
    takenBack = try log.takenBack(asOf: row.position)
    fold = GroupFold(row.projector)
  }

  /// The look-ups of the row as it stands, found by names where that is enough to fold it again.
  static func latest(_ row: RowEvents, _ log: EventLog, _ folder: TableFolder) throws -> RowStory {
    var story = try RowStory(row, log)
    let cells = row.found.answer.rows[0]
    try story.consult(
      NamedReferenceStreams(
        log, through: row.position, items: cells.texts.filter(Self.isRef),
        cards: cards(of: row, log, folder)), log, at: { _ in [row.position] })
    if try story.row(at: row.position)?.cells == cells { return story }
    story = try RowStory(row, log)
    try story.consult(
      AllReferenceStreams(row.projector, log, through: row.position), log,
      at: { _ in [row.position] })
    return story
  }

  /// The look-ups of the row at every position at which it may have changed.
  static func whole(_ row: RowEvents, _ log: EventLog) throws -> RowStory {
    var story = try RowStory(row, log)
    if !story.takenBack.isEmpty { try story.row.addTakenBack(log) }
    try story.consult(
      AllReferenceStreams(row.projector, log, through: row.position), log, at: \.positions)
    return story
  }

  /// Whether a text is a Ref_Key of 1C.
  private static func isRef(_ text: String) -> Bool {
    text.utf8.count == 36 && text.split(separator: "-").map(\.utf8.count) == [8, 4, 4, 4, 12]
  }

  /// The events of the cards that p901 knows of the row's product.
  private static func cards(
    of row: RowEvents, _ log: EventLog, _ folder: TableFolder
  ) throws -> [Int64] {
    let answer = row.found.answer
    guard let index = answer.columns.firstIndex(of: "marketplace_product_ref"),
      case .text(let product) = answer.rows[0][index],
      let connection = try folder.open("p901"),
      let barcodes = Projectors.all.first(where: { type(of: $0).alias == "p901" }),
      let cabinet = answer.columns.firstIndex(of: "connection_mp_ref")
    else { return [] }
    guard case .text(let name) = answer.rows[0][cabinet] else { return [] }
    var query = Query()
    query.columns = ["last_seq"]
    query.limit = 20
    var last: Set<Int64> = []
    for source in ["WB", "OZON", "YM", "LEMANA"] {
      query.filters = [("source", source), ("connection_mp_ref", name), ("owner_ref", product)]
        .map { (column: $0.0, value: $0.1) }
      let table = type(of: barcodes).tables[0]
      for row in try query.rows(of: table, connection).rows {
        if case .number(let digits) = row[0], let position = Int64(digits) { last.insert(position) }
      }
    }
    return try log.kept(at: last.filter { $0 <= row.position }).flatMap { event in
      try event.naturalID.borrowed { (id) throws in
        try log.positions(ofStream: id, in: event.source, through: row.position)
      }
    }
  }

  /// Positions at which the row may have changed, ascending.
  var positions: [Int64] {
    Set(row.events.map(\.position)).union(consulted.map(\.position)).union(takenBack.positions)
      .sorted()
  }

  /// Asks until the answers raise no more questions.
  private mutating func consult(
    _ streams: any ReferenceStreams, _ log: EventLog, at places: (RowStory) -> [Int64]
  ) throws {
    var asked: Set<Lookup> = []
    var known: Set<Int64> = []
    while true {
      var fresh: Set<Lookup> = []
      for position in places(self) {
        let witness = LookupWitness()
        _ = try rows(at: position, witness)
        answers = witness.answers
        fresh.formUnion(witness.answers.map(\.lookup))
      }
      fresh.subtract(asked)
      if fresh.isEmpty { return }
      asked.formUnion(fresh)
      var found: Set<Int64> = []
      for lookup in fresh { found.formUnion(try streams.positions(for: lookup)) }
      found.subtract(known)
      known.formUnion(found)
      let more = try log.kept(at: found)
      for event in more {
        lookups[event.stream, default: []].formUnion(try fold.lookups(of: event))
      }
      consulted = (consulted + more).sorted { $0.position < $1.position }
    }
  }

  /// The events of the documents that take part in answering what is asked at a position.
  func asked(at position: Int64) throws -> [KeptEvent] {
    let witness = LookupWitness()
    _ = try rows(at: position, witness)
    let asked = Set(witness.answers.map(\.lookup))
    return counting(consulted, at: position).filter { event in
      !(lookups[event.stream]?.isDisjoint(with: asked) ?? true)
    }
  }

  /// The rows of the group as of a position.
  func rows(at position: Int64, _ witness: LookupWitness? = nil) throws -> [FoldedRow] {
    try fold.rows(
      counting(row.events, at: position),
      fold.references(counting(consulted, at: position), witness))
  }

  /// The events that counted at a position: there already, and not taken back.
  func counting(_ events: [KeptEvent], at position: Int64) -> [KeptEvent] {
    let gone = takenBack.isEmpty ? takenBack : takenBack.asOf(position)
    return events.filter { $0.position <= position && !gone.contains($0.position) }
  }

  /// The row as of a position, if it was there.
  func row(at position: Int64) throws -> FoldedRow? { own(try rows(at: position)) }

  /// The latest version of every document looked up without which the row would be another, and of
  /// the decisions and cards that were found: a row may say itself what its card does.
  func deciding() throws -> [KeptEvent] {
    let found = Set(
      answers.compactMap { answer -> Lookup? in
        switch answer.lookup {
        case .decision, .card: answer.found.isEmpty ? nil : answer.lookup
        default: nil
        }
      })
    return try RowInputs(self, at: row.position)?.decidingLookups { event in
      !(lookups[event.stream]?.isDisjoint(with: found) ?? true)
    } ?? []
  }

  /// The row among those of its group.
  func own(_ rows: [FoldedRow]) -> FoldedRow? {
    rows.first { $0.table == row.table && $0.key == row.key }
  }
}
