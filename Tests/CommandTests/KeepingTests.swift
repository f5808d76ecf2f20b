import Foundation
import Platform
import TestKit
import Testing

@Suite("Backups, evidence and erasures by the command")
struct KeepingTests {
  @Test func `a backup made while imports run is restored as a sound book`() throws {
    let desk = try Desk(filled: true)
    let file = Desk.fixture("wb-sales/1-sales-page-1.json")
    let importing = try desk.start([
      "import", file, "--connection", "wb-main", "--fetched-at", "2026-03-05T05:00:00Z",
    ])
    try desk.done("backup", "copy")
    #expect(try importing.end().code == 0)
    try desk.done("restore", "copy", "again")
    let outcome = try desk.run(["verify", "--book", "again", "--deep"])
    #expect(outcome.code == 0, "\(outcome.text)")
    #expect(try desk.run(["verify", "--book", "copy"]).code == 0)
    try desk.expectRefusal(["backup", "copy"], 73, saying: "there already")
    try desk.expectRefusal(["backup", "nowhere/copy"], 73, saying: "there is no folder")
    try desk.expectRefusal(["backup", desk.book + "/copy"], 64, saying: "inside the book")
    try desk.expectRefusal(["restore", "copy", "again"], 73, saying: "there already")
    try desk.expectRefusal(["restore", "nowhere", "other"], 66)
    try desk.expectRefusal(["restore", desk.book, "other"], 65, saying: "not a finished backup")
  }

  @Test func `a backup that was killed does not pass`() throws {
    let desk = try Desk(filled: true)
    for number in 0..<6 {
      let backup = try desk.start(["backup", "copy"])
      usleep(UInt32(number) * 4_000)
      backup.kill()
      _ = try backup.end()
      let name = Files.exists(desk.folder + "/copy") ? "copy" : "copy.partial"
      let outcome = try desk.run(["restore", name, "again"])
      if outcome.code == 0 {
        #expect(try desk.run(["verify", "--book", "again"]).code == 0)
      } else {
        #expect(outcome.complaints.count == 1, "\(outcome.errors)")
        #expect(!Files.exists(desk.folder + "/again"))
      }
      for left in ["copy", "again"] where Files.exists(desk.folder + "/" + left) {
        try Files.removeFolder(desk.folder + "/" + left)
      }
    }
    try desk.done("backup", "copy")
    #expect(!Files.exists(desk.folder + "/copy.partial"))
  }

  @Test func `evidence of a row is a file that is the same every time`() throws {
    let desk = try Desk(filled: true)
    let key = ["wb-main", "WB_Sales", "59007b10be46c15f6cc82bc0045357f4"]
    for name in ["one.zip", "two.zip"] {
      #expect(try desk.run(["evidence", "p900"] + key + ["--into", name]).code == 0)
    }
    let one = try Files.read(desk.folder + "/one.zip", sizeMax: 1 << 30)
    #expect(try Files.read(desk.folder + "/two.zip", sizeMax: 1 << 30) == one)
    try desk.expectRefusal(
      ["evidence", "p900"] + key + ["--into", "one.zip"], 73, saying: "there already")
    try desk.expectRefusal(["evidence", "p900", "nobody", "--into", "x.zip"], 66)
    try desk.expectRefusal(["evidence", "p999", "nobody", "--into", "x.zip"], 64)
    #expect(!Files.exists(desk.folder + "/x.zip"))
  }

  @Test func `payloads that mention a subject are listed, and erased when that is meant`() throws {
    let desk = try Desk(filled: true)
    let subject = "59007b10be46c15f6cc82bc0045357f4"
    let listed = try desk.run(["payload", "erase", subject, "--reason", "asked"])
    #expect(listed.code == 0)
    #expect(listed.text.contains("1-sales-page-2.json"))
    #expect(listed.errors.contains("nothing was erased"))
    #expect(try desk.run(["payload", "bytes", "2"]).code == 0)
    let erased = try desk.run(["payload", "erase", subject, "--reason", "asked", "--yes"])
    #expect(erased.code == 0)
    #expect(erased.errors.contains("backups made before now still hold it"))
    #expect(try desk.run(["payload", "bytes", "2"]).code == 65)
    try desk.expectSound()
    try desk.expectRefusal(
      ["payload", "erase", "nobody at all", "--reason", "asked"], 66, saying: "none mentions it")
    try desk.expectRefusal(["payload", "erase", "--reason", "asked"], 64)
  }

  @Test func `what verify finds can be read by a program`() throws {
    let desk = try Desk(filled: true)
    try Files.replace(
      desk.book + "/checkpoints", with: Array("nothing\n".utf8))
    let outcome = try desk.run(["verify", "--format", "json"])
    #expect(outcome.code == 1)
    let findings = try ExactJSON(outcome.text).elements
    #expect(findings.first?["place"]?.text == "checkpoints line 1")
    #expect(try desk.run(["verify", "--against", "absent"]).code == 66)
    let empty = try desk.write("", to: "empty")
    #expect(try desk.run(["verify", "--against", empty]).code == 65)
  }
}
