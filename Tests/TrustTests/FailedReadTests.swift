import Hostile
import TestKit
import Testing
import Trust

@Suite("A disk that fails a read")
struct FailedReadTests {
  /// Runs a command while one read after another of its book fails, so many at most; gives what it said
  /// where it did not do its work.
  private static func complaints(_ words: [String], _ cut: Shim.Cut) throws -> [String] {
    let bench = try StagedFolder(.imported)
    var complaints: [String] = []
    for at in stride(from: 1, through: 90, by: 4) {
      var shim = Shim(folder: bench.folder)
      shim.only = "P"
      shim.cut = (at, cut)
      let (child, tally) = try shim.run(words + ["--book", "book"], in: bench.folder)
      if tally.cuts == 0 { break }
      if child.code != 0 {
        complaints.append(child.complaint + String(decoding: child.output, as: UTF8.self))
      }
    }
    return complaints
  }

  @Test(arguments: [Shim.Cut.eio, .dead])
  func `is told as that, and the file is not called damaged`(_ cut: Shim.Cut) throws {
    for words in [["query", "p900"], ["log", "--limit", "5"], ["verify"], ["update"]] {
      let complaints = try Self.complaints(words, cut)
      #expect(!complaints.isEmpty, "\(words[0])")
      for complaint in complaints {
        #expect(
          complaint.lowercased().contains("input/output error")
            || complaint.contains("disk I/O error"),
          "\(words[0]): \(complaint)")
        #expect(
          !complaint.contains("damaged") && !complaint.contains("malformed"),
          "\(words[0]): \(complaint)")
      }
    }
  }

  @Test func `where nothing fails nothing is told`() throws {
    #expect(try Self.complaints(["verify"], .short) == [])
  }
}
