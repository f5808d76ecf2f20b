import Foundation
import Hostile
import Platform
import Testing

@Suite("Paths lead nowhere that they should not")
struct PathTests {
  private static let page = Array("[\(HostileDesk.sale(1))]".utf8)

  @Test func `what is no file is refused, and nothing is waited for`() throws {
    let desk = try HostileDesk()
    #expect(mkfifo(desk.folder + "/pipe", 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: desk.folder + "/loop", withDestinationPath: "loop")
    try FileManager.default.createSymbolicLink(
      atPath: desk.folder + "/gone", withDestinationPath: "nowhere")
    for path in [
      "pipe", "/dev/zero", "/dev/tty", "loop", "gone", "/proc/self/mem", "book/../absent",
    ] {
      let taken = try desk.run(["import", path, "--connection", "wb"])
      #expect(Bomb.faults(taken, saying: "", codes: [66, 74, 77]) == [], "\(path)")
      let matched = try desk.run(["match", "import", path])
      #expect(Bomb.faults(matched, saying: "", codes: [65, 66, 74, 77]) == [], "\(path)")
    }
    #expect(try desk.run(["verify"]).code == 0)
  }

  @Test func `a book of pipes and devices is refused, and nothing is waited for`() throws {
    for file in ["log.sqlite", "payloads.sqlite", "checkpoints", "writer.lock"] {
      let desk = try HostileDesk()
      try Files.remove(desk.book + "/" + file)
      #expect(mkfifo(desk.book + "/" + file, 0o600) == 0)
      try desk.write(Self.page, to: "a.json")
      for words in [["status"], ["verify"], ["import", "a.json", "--connection", "wb"]] {
        let child = try desk.run(words)
        #expect(child.code != nil, "\(words) with \(file) a pipe")
        #expect(child.code.map { $0 >= 0 } ?? false, "\(words) with \(file) a pipe")
      }
    }
  }

  @Test func `folders that lead into each other are counted`() throws {
    let desk = try HostileDesk()
    // Fifteen folders, in each of which ten links lead to the next: 10^15 ways.
    for level in 0..<15 {
      try Files.makeFolder(desk.folder + "/d\(level)")
      for link in 0..<10 {
        try FileManager.default.createSymbolicLink(
          atPath: desk.folder + "/d\(level)/\(link)",
          withDestinationPath: desk.folder + "/d\(level + 1)")
      }
    }
    try Files.makeFolder(desk.folder + "/d15")
    let wide = try desk.run(["import", "d0", "--connection", "wb"])
    #expect(Bomb.faults(wide, saying: "more than 10000 folders") == [])
    try Files.makeFolder(desk.folder + "/round")
    try FileManager.default.createSymbolicLink(
      atPath: desk.folder + "/round/again", withDestinationPath: ".")
    let round = try desk.run(["import", "round", "--connection", "wb"])
    #expect(Bomb.faults(round, saying: "is nested too deep") == [])
  }

  private static let names = [
    "a\nsvod: all is well.json", "\u{1B}[31mred.json", "a\rb.json", "a\u{9B}31m.json", "a\tb.json",
    "a\u{202E}nosj.json", "a\u{2028}b.json", "-x.json", "=cmd.json", "a'b\"c.json",
  ]

  @Test func `a name is told without what moves a terminal`() throws {
    let desk = try HostileDesk()
    // One row is taken, one is not, one member is unknown and named as badly.
    for (index, name) in Self.names.enumerated() {
      let rows = [
        HostileDesk.sale(index, ["\\u001b[2J\\nsvod: x": "1"]),
        HostileDesk.sale(-1, ["forPay": "\"\\u001b[2J\\u009b\""]),
      ]
      try desk.write(Array("[\(rows.joined(separator: ","))]".utf8), to: name)
      try expectStill(["import", "./\(name)", "--connection", "wb", "--no-update"], desk)
      try expectStill(["import", "./absent\(name)", "--connection", "wb"], desk)
    }
    for words in [["payload", "list"], ["status"], ["status", "--drift"], ["log"]] {
      try expectStill(words, desk)
    }
    for name in Self.names.prefix(2) {
      for words in [
        ["import", "./\(name)", "--connection", "wb"], ["match", "import", "./\(name)"],
        ["import", "./\(name)", "--connection", name], ["query", name], ["history", name],
        ["init", "./made\(name)"], ["sql", "SELECT 1 AS \"\(name)\""], [name],
      ] {
        try expectStill(words, desk)
      }
    }
  }

  private func expectStill(_ words: [String], _ desk: HostileDesk) throws {
    let child = try desk.run(words)
    #expect(child.code.map { $0 >= 0 } ?? false, "\(words)")
    for line in (child.text + child.complaint).split(separator: "\n") {
      #expect(
        !line.unicodeScalars.contains(where: Self.moves), "\(words): \(line.debugDescription)")
      #expect(!line.hasPrefix("svod: all is well"), "\(words)")
    }
  }

  /// As terminals are moved; a tab only stands in what a program reads.
  private static func moves(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return value < 0x20 || (0x7F..<0xA0).contains(value) || (0x2028...0x202E).contains(value)
  }
}
