import Domain
import Foundation
package import Ledger
import Platform
package import TestKit

/// Promises 12 to 15, each tried on made-up input: the long forms of what the tests run in short.
package enum HostileTrial {
  /// Promise 12: every decimal comes back from its digits, shares sum to the whole.
  package static func money(
    _ count: Int, _ random: inout some RandomNumberGenerator
  ) -> Tally {
    var tally = Tally()
    for _ in 0..<count {
      let raw =
        Int64(truncatingIfNeeded: random.next() as UInt64)
        >> Int64.random(in: 0..<64, using: &random)
      let text = Decimal4(rawValue: raw).description
      if Array(text.utf8).borrowed({ Decimal4.parse($0) }) != .exact(Decimal4(rawValue: raw)) {
        tally.miss("\(raw) as \(text)")
      }
      let weights = (0..<3).map { _ in Decimal4(rawValue: Int64.random(in: 0...99, using: &random))
      }
      let shares = Decimal4.shares(of: Decimal4(rawValue: raw), by: weights)
      if shares.reduce(Int128(0), { $0 + Int128($1.rawValue) }) != Int128(raw) {
        tally.miss("shares of \(raw) by \(weights.map(\.rawValue))")
      }
      tally.tried += 1
    }
    return tally
  }

  /// Promise 13: `count` mutations of the corpus for each reader of bytes from outside.
  package static func parsers(
    _ count: Int, corpus: String, _ random: inout some RandomNumberGenerator
  ) throws -> Tally {
    var tally = Tally()
    for parser in HostileParser.all {
      let folder = corpus + "/" + parser.name
      let inputs = try Files.names(in: folder).map {
        try Files.read(folder + "/" + $0, sizeMax: 1 << 20)
      }
      var slowest = 0.0
      for _ in 0..<count {
        let input = Mutation.mutated(inputs.randomElement(using: &random) ?? [], &random)
        let start = Machine.processorSeconds
        _ = input.borrowed { parser.reads($0) }
        slowest = max(slowest, Machine.processorSeconds - start)
        tally.tried += 1
      }
      if slowest > 1 { tally.miss("\(parser.name) took \(slowest) s") }
      tally.remarks.append("\(parser.name) slowest \(Int(slowest * 1_000)) ms")
    }
    let peak = Machine.peakMemory >> 20
    if peak > 512 { tally.miss("\(peak) MiB of memory") }
    tally.remarks.append("peak \(peak) MiB")
    return tally
  }

  /// Promise 14: half of `count` are filters compared with the model, half are statements.
  package static func questions(
    _ count: Int, to ledger: Ledger, _ random: inout some RandomNumberGenerator
  ) throws -> Tally {
    var tally = Tally()
    let before = BookFiles(ledger.book.path)
    var filters = try QueryTrial(ledger.tables)
    filters.run(count / 2, &random)
    filters.faults.forEach { tally.miss($0) }
    var statements = StatementTrial(ledger.tables, secondsMax: 0.1)
    statements.run(count - count / 2, &random)
    statements.faults.forEach { tally.miss($0) }
    if BookFiles(ledger.book.path) != before { tally.miss("a file of the book changed") }
    tally.tried = count
    tally.remarks = [
      "filters \(filters.answered) answered \(filters.refused) refused",
      "statements \(statements.answered) answered \(statements.refused) refused "
        + "\(statements.stopped) stopped", "slowest \(Int(statements.slowest * 1_000)) ms",
    ]
    return tally
  }

  /// Promise 15: rows of texts that want to be formulas.
  package static func exports(
    _ count: Int, _ random: inout some RandomNumberGenerator
  ) -> Tally {
    var tally = Tally()
    let letters = ["=", "+", "-", "@", "\t", "\r", "\n", ";", ",", "\"", "'", "a", " ", "ж", "＝"]
    for _ in 0..<count {
      let row = (0..<4).map { _ -> String in
        if Int.random(in: 0..<3, using: &random) == 0 {
          return Formulas.hostile.randomElement(using: &random) ?? ""
        }
        return (0..<Int.random(in: 0...8, using: &random)).map { _ in
          letters.randomElement(using: &random) ?? ""
        }.joined()
      }
      let csv = CSVText.header(row) + CSVText.line(row.map { .text($0) })
      if !Formulas.found(in: csv).isEmpty { tally.miss("a formula in \(row)") }
      let read = Formulas.rows(of: csv, by: ",").last ?? []
      if read != row.map(CSVText.guarded)
        || !zip(read, row).allSatisfy({ $0.filter { $0 != "'" } == $1.filter { $0 != "'" } })
      {
        tally.miss("\(row) came back as \(read)")
      }
      tally.tried += 1
    }
    return tally
  }
}
