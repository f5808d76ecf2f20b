import Domain
import Ledger
import Platform

// How fast a book takes payloads in and builds its tables, on made-up data of a real shape.
//
//     swift run -c release Benchmarks [w0.1|w1|w10] [--book FOLDER] [--peers] [--json]
//     swift run -c release Benchmarks make [w0.1|w1|w10] --book FOLDER    a book, to be kept
//     swift run -c release Benchmarks rebuild [w0.1|w1|w10] [--jobs N] [--book FOLDER]    rebuilds alone
//     swift run -c release Benchmarks growth [w1 w10] --book FOLDER    of a book and one ten times as long
//     swift run -c release Benchmarks update [w0.1|w1]    updates after small imports, rebuilds beside them
//     swift run -c release Benchmarks day [w0.1|w1]    what a morning brings, rebuilds beside it
//     swift run -c release Benchmarks reimport [w0.1|w1]    payloads read again, beside their imports
//     swift run -c release Benchmarks verify [w0.1|w1]    proofs of a book, rebuilds beside them
//     swift run -c release Benchmarks why [w0.1|w1]    traces, explanations, histories
//     swift run -c release Benchmarks append [ROWS]    an import against plain INSERTs of its events
//     swift run -c release Benchmarks pages [ROWS]     one table's file, page by page and by statements
//
// --book keeps the made-up book and uses it again; --peers measures other engines on the same rows;
// --json prints an object a line.

var words = Words(CommandLine.arguments)
let kept = words.option("--book")
let jobs = words.option("--jobs").flatMap(Int.init) ?? 1
let hasPeers = words.flag("--peers")
_ = words.flag("--json")
let subject = words.rest.first ?? "w0.1"
let further = words.rest.dropFirst().first
if subject == "pages" {
  try PageWriting(rows: further.flatMap(Int.init) ?? 100_000).report()
  Machine.exit(0)
}
if subject == "append" {
  try AppendRatio(rows: further.flatMap(Int.init) ?? 100_000).report()
  Machine.exit(0)
}
if subject == "growth" {
  guard let kept else {
    Report.say("growth keeps its books: --book FOLDER")
    Machine.exit(64)
  }
  let sizes = Array(words.rest.dropFirst())
  try Growth(folder: kept, sizes: sizes.count == 2 ? sizes : ["w1", "w10"]).report()
  Machine.exit(0)
}
let isSized = ["make", "rebuild", "update", "day", "why", "reimport", "verify"].contains(subject)
guard let workload = Workload(isSized ? further ?? "w0.1" : subject) else {
  Report.say("the size is w0.1, w1 or w10, not \(subject)")
  Machine.exit(64)
}
try Report.machine()
let folder = try kept ?? Files.makeTemporaryFolder(prefix: "svod-benchmark")
defer { if kept == nil { try? Files.removeFolder(folder) } }
try Files.makeFolder(folder)
let isNew = !Files.exists(folder + "/book")
let ledger = try Ledger(isNew ? Book.make(at: folder + "/book") : Book(folder + "/book"))
var book = MadeUpBook(workload, ledger, folder)
book.keepsPayloads = hasPeers
if isNew { try book.fill() }
// What was held to make the book does not count.
Machine.forgetPeakMemory()
if subject == "make" {
  Report.say("\(try Status(ledger).position) events at \(folder)")
} else if subject == "reimport" {
  guard isNew else {
    Report.say("reimport measures the imports too: give it a new folder")
    Machine.exit(64)
  }
  try ReimportRatios(ledger: ledger, imports: book.spent, rounds: workload.rounds).report()
} else if subject == "verify" {
  let ratios = VerifyRatios(ledger: ledger, rounds: workload.rounds)
  try ratios.report()
  try book.addOnce(1_000)
  try ratios.report(updated: true)
} else if subject == "why" {
  _ = try ledger.rebuild(Projectors.all)
  try Answers(ledger: ledger).report()
} else if subject == "day" {
  var day = DayOfWork(
    ledger: ledger, folder: folder, rounds: workload.rounds,
    payloads: MorningPayloads(Products(workload.items)))
  try day.report()
} else if subject == "update" {
  _ = try ledger.rebuild(Projectors.all)
  try book.addLittle(1_000, rounds: workload.rounds)
} else if subject == "rebuild" {
  let events = try Status(ledger).position
  for _ in 0..<workload.rounds {
    let options = Rebuild.Options(jobs: jobs)
    let measure = try Measure { _ = try ledger.rebuild(Projectors.all, options) }
    let workers = jobs == 1 ? "one worker" : "\(jobs) workers"
    Report.line("rebuild of all tables, \(workers)", measure, events: events)
  }
} else {
  let status = try Status(ledger)
  let events = status.position
  Report.say(
    "\(events) events, \(status.logSize >> 20) MB, \(status.logSize / Int(events)) bytes each")
  try RebuildRatios(ledger: ledger, folder: folder, rounds: workload.rounds).report()
  if hasPeers { try Peers(ledger: ledger, folder: folder, rounds: workload.rounds).report() }
  try book.addLittle(1_000, rounds: workload.rounds)
  Report.line("status", try Measure { _ = try Status(ledger) }, events: 1)
}
