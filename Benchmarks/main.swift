import Domain
import Ledger
import Platform

// How fast a book takes payloads in and builds its tables, on made-up data of a real shape.
//
//     swift run -c release Benchmarks [w0.1|w1|w10]

let size = CommandLine.arguments.dropFirst().first ?? "w0.1"
guard let workload = Workload(size) else {
  print("the size is w0.1, w1 or w10")
  Machine.exit(64)
}
let folder = try Files.makeTemporaryFolder(prefix: "svod-benchmark")
defer { try? Files.removeFolder(folder) }
let ledger = try Ledger(Book.make(at: folder + "/book"))
try MadeUpBook(workload, ledger, folder).fill()

let events = try Status(ledger).position
let size1 = try Status(ledger).logSize
print("log: \(size1 >> 20) MB, \(size1 / Int(events)) bytes an event")
for _ in 0..<3 {
  Report.line(
    "rebuild of all tables", try Measure { _ = try ledger.rebuild(Projectors.all) }, events: events)
}
