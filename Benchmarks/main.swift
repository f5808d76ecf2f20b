import Domain
import Ledger
import Platform

// How fast a book takes payloads in and builds its tables, on made-up data of a real shape.
//
//     swift run -c release Benchmarks [w0.1|w1|w10]
//     swift run -c release Benchmarks why [w0.1|w1]    traces, explanations, histories
//     swift run -c release Benchmarks pages [ROWS]     one table's file, page by page and by statements

let size = CommandLine.arguments.dropFirst().first ?? "w0.1"
if size == "pages" {
  try PageWriting(rows: CommandLine.arguments.dropFirst(2).first.flatMap(Int.init) ?? 100_000)
    .report()
  Machine.exit(0)
}
let asksWhy = size == "why"
guard let workload = Workload(asksWhy ? CommandLine.arguments.dropFirst(2).first ?? "w0.1" : size)
else {
  print("the size is w0.1, w1 or w10")
  Machine.exit(64)
}
let folder = try Files.makeTemporaryFolder(prefix: "svod-benchmark")
defer { try? Files.removeFolder(folder) }
let ledger = try Ledger(Book.make(at: folder + "/book"))
var book = MadeUpBook(workload, ledger, folder)
try book.fill()

if asksWhy {
  _ = try ledger.rebuild(Projectors.all)
  try Answers(ledger: ledger).report()
  Machine.exit(0)
}
let status = try Status(ledger)
let events = status.position
print("log: \(status.logSize >> 20) MB, \(status.logSize / Int(events)) bytes an event")
for jobs in [1, 1, 1, 2, 2, 2] {
  let measure = try Measure { _ = try ledger.rebuild(Projectors.all, Rebuild.Options(jobs: jobs)) }
  Report.line(
    "rebuild of all tables, \(jobs == 1 ? "one worker" : "two workers")", measure, events: events)
}
for alias in ["p905", "p908"] {
  let projector = try ledger.projector(alias)
  Report.line(
    "rebuild of \(alias) alone", try Measure { _ = try ledger.rebuild([projector]) }, events: events
  )
}
for _ in 0..<3 { try book.addLittle(1_000) }
Report.line("status", try Measure { _ = try Status(ledger) }, events: 1)
