import Glibc
import Ledger
import Platform
import TestKit
import Testing

@Suite("Writers wait for each other, and a killed one is completed")
struct TwoWritersTests {
  @Test func `two imports at once both end well and nothing is lost`() throws {
    let desk = try Desk()
    let pages = try (0..<2).map { half in
      try desk.write(
        SalesPage.page((0..<600).map { SalesPage.row(half * 500 + $0) }), to: "\(half).json")
    }
    let running = try pages.map {
      try desk.start([
        "import", $0, "--connection", "wb-main", "--fetched-at", "2026-03-20T00:00:00Z",
      ])
    }
    for outcome in try running.map({ try $0.end() }) {
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    #expect(
      try desk.done("sql", "SELECT count(*) AS n FROM p900", "--format", "csv") == "n\r\n1100\r\n")
    #expect(try desk.position() == "1102")
    try desk.expectSound()
  }

  @Test func `who does not want to wait is told who holds the book`() throws {
    let desk = try Desk(filled: true)
    let page = Desk.fixture("wb-sales/1-sales-page-3.json")
    let nomenclature = "7d1c0000-0000-4000-8000-000000000001"
    let lock = try Book(desk.book).lock()
    for words in [
      ["import", page, "--connection", "wb-main"],
      ["connect", "add", "other", "--marketplace", "OZON"],
      ["match", "set", "wb-main", "1", nomenclature, "--reason", "x"],
      ["payload", "erase", "1", "--reason", "x"],
    ] {
      try desk.expectRefusal(
        words, 75, environment: ["SVOD_LOCK_SECONDS": "0"], saying: "process \(getpid())")
    }
    for words in [["status"], ["query", "p900"], ["log"], ["verify"], ["sql", "SELECT 1"]] {
      #expect(try desk.run(words).code == 0, "\(words) only reads")
    }
    withExtendedLifetime(lock) {}
  }

  @Test func `who waits takes the book when it is free`() throws {
    let desk = try Desk(filled: true)
    let page = Desk.fixture("wb-sales/1-sales-page-3.json")
    var lock: FileLock? = try Book(desk.book).lock()
    let running = try desk.start(["import", page, "--connection", "wb-main"])
    usleep(200_000)
    let before = try desk.position()
    withExtendedLifetime(lock) {}
    lock = nil
    #expect(try running.end().code == 0)
    #expect(try desk.position() != before)
  }

  @Test func `an import killed at any moment is completed by running it again`() throws {
    let page = SalesPage.page(of: Nightly.count(3_000, nightly: 30_000))
    let undisturbed = try Desk()
    let started = Machine.seconds
    try Self.take(page, undisturbed)
    let duration = Machine.seconds - started
    let expected = try undisturbed.tables()
    var random = SeededRandom(9)
    var killed = 0
    for _ in 0..<Nightly.count(6, nightly: 60) {
      let desk = try Desk()
      let file = try desk.write(page, to: "page.json")
      let running = try desk.start(Self.words(file))
      usleep(UInt32(Double.random(in: 0..<duration, using: &random) * 1_000_000))
      running.kill()
      if try running.end().code == -SIGKILL { killed += 1 }
      #expect(["2", "3002", "30002"].contains(try desk.position()), "all or nothing")
      try Self.take(page, desk)
      #expect(try desk.tables() == expected)
      #expect(try desk.position() == undisturbed.position())
      try desk.expectSound()
    }
    #expect(killed > 0)
  }

  private static func words(_ file: String) -> [String] {
    ["import", file, "--connection", "wb-main", "--fetched-at", "2026-03-20T00:00:00Z"]
  }

  private static func take(_ page: String, _ desk: Desk) throws {
    let outcome = try desk.run(words(desk.write(page, to: "page.json")))
    #expect(outcome.code == 0, "\(outcome.errors)")
  }
}
