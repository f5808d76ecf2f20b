import Domain
import Ledger
import Platform
import Projecting

/// How long it takes to say why: a row traced and explained, an event shown, a stream's history.
struct Answers {
  let ledger: Ledger

  func report() throws {
    let head = try Status(ledger).position
    for alias in ["p900", "p903", "p904", "p906", "p907"] {
      let projector = try ledger.projector(alias)
      let table = type(of: projector).tables[0]
      for order in ["last_seq", "-last_seq"] {
        var query = Query()
        query.columns = table.key
        query.order = order
        query.limit = 1
        guard let row = try query.answer(projector, table: alias, in: ledger.tables).rows.first
        else { continue }
        let key = row.map { cell in
          switch cell {
          case .text(let text): text
          case .number(let digits): digits
          case .null: ""
          }
        }
        let place = order == "last_seq" ? "earliest" : "latest"
        try line("trace of the \(place) row of \(alias)") {
          _ = try Trace(ledger, projector, key: key)
        }
        try line("explanation of the \(place) row of \(alias)") {
          _ = try Explanation(ledger, projector, table: alias, key: key)
        }
      }
    }
    for position in [1, head / 2, head] {
      try line("show \(position)") { _ = try ledger.event(at: position) }
    }
    let stream = try ledger.event(at: head).stream
    try line("history of \(stream)") { _ = try ledger.history(stream) }
  }

  private func line(_ name: String, _ body: () throws -> Void) throws {
    let start = Machine.seconds
    try body()
    let first = Machine.seconds - start
    let again = Machine.seconds
    try body()
    Report.say("\(name): \(Self.shown(first)) ms, again \(Self.shown(Machine.seconds - again)) ms")
  }

  private static func shown(_ seconds: Double) -> String {
    "\(Int((seconds * 10_000).rounded()) / 10).\(Int((seconds * 10_000).rounded()) % 10)"
  }
}
