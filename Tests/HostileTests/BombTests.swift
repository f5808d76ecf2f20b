import Hostile
import Platform
import Testing

@Suite("Bombs are refused at their bounds")
struct BombTests {
  @Test(arguments: Bomb.all)
  func `a bomb ends in one line, in little memory`(_ bomb: Bomb) throws {
    let desk = try HostileDesk()
    try desk.write(bomb.bytes(), to: bomb.file)
    let child = try desk.run(bomb.words)
    #expect(Bomb.faults(child, saying: bomb.saying) == [])
    #expect(try desk.run(["verify"]).code == 0)
  }

  @Test func `the archive believes no size that its pieces do not bear out`() throws {
    let desk = try HostileDesk()
    try desk.write(Array("[{\"saleID\":\"S1\"}]".utf8), to: "a.json")
    _ = try desk.run([
      "import", "a.json", "--connection", "wb", "--kind", "wb.sales", "--no-update",
    ])
    for size in ["-1", "1152921504606846976", "9223372036854775807"] {
      let changed = try desk.tampered(
        "payloads.sqlite", "UPDATE payloads SET size = \(size)", as: "copy")
      let shown = try desk.run(["payload", "bytes", "1"], book: changed)
      #expect(Bomb.faults(shown, saying: "svod: ") == [], "\(size)")
    }
  }

  // MARK: The harness sees what it is for

  @Test func `a reader without bounds would be seen`() throws {
    let desk = try HostileDesk()
    // Holds 600 MB, says nothing, and ends well.
    let hoarder = try Child(
      ["/bin/dd", "if=/dev/zero", "of=/dev/null", "bs=600000000", "count=3", "status=none"],
      in: desk.folder)
    let faults = Bomb.faults(hoarder, saying: "svod: ")
    #expect(faults.contains { $0.hasPrefix("it took") })
    #expect(faults.contains("it ended with 0"))
    #expect(faults.contains { $0.hasPrefix("it said not one line") })
    let endless = try Child(["/bin/sleep", "1000"], in: desk.folder, secondsMax: 1)
    #expect(Bomb.faults(endless, saying: "") == ["it ran on and was killed"])
    let crash = try Child(["/bin/sh", "-c", "kill -SEGV $$"], in: desk.folder)
    #expect(Bomb.faults(crash, saying: "").contains("it ended with -11"))
    let noisy = try Child(
      ["/bin/sh", "-c", "printf 'svod: a\\033[31m\\n' >&2; exit 65"], in: desk.folder)
    #expect(Bomb.faults(noisy, saying: "a") == ["it wrote control characters"])
  }

  /// The same payload one level less deep than the bound is taken: it is the bound that refuses.
  @Test func `one level less is taken`() throws {
    let desk = try HostileDesk()
    for (levels, code) in [(60, 0), (70, 65)] as [(Int, Int32)] {
      let nested = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
      let row =
        #"{"date":"2026-03-01T00:00:00","lastChangeDate":"2026-03-01T00:00:00","saleID":"S1","#
        + #""srid":"x","forPay":1,"x":\#(nested)}"#
      try desk.write(Array("[\(row)]".utf8), to: "a.json")
      let child = try desk.run(["import", "a.json", "--connection", "wb", "--no-update"])
      #expect(child.code == code, "\(child.complaint)")
    }
  }
}
