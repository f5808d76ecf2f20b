import Hostile
import Glibc
import Platform
import Testing
import Trust

@Suite("The shim sees, counts and cuts what the command does to files")
struct ShimTests {
  @Test func `what a book is made of is recorded, and what is said`() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-shim-test")
    defer { try? Files.removeFolder(folder) }
    try Files.makeFolder(folder + "/watched")
    var shim = Shim(folder: folder + "/watched")
    shim.record = folder + "/record"
    let (child, tally) = try shim.run(["init", "book"], in: shim.folder)
    #expect(child.code == 0, "\(child.complaint)")
    #expect(tally.calls > 20 && tally.cuts == 0 && tally.acknowledged == 0)
    let (status, _) = try shim.run(
      ["status", "--format", "json", "--book", "book"], in: shim.folder)
    let record = try Files.read(folder + "/record", sizeMax: 1 << 24)
    #expect(record.starts(with: [0x4D, 4, 0, 0, 0] + Array("book".utf8)))
    let length = [UInt8(status.output.count & 0xFF), UInt8(status.output.count >> 8), 0, 0]
    let said = [0x41, 0, 0, 0, 0] + length + status.output
    #expect(!status.output.isEmpty && record.contains(said))
  }

  @Test func `the call that is named is cut, and no other`() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-shim-test")
    defer { try? Files.removeFolder(folder) }
    var shim = Shim(folder: folder)
    shim.cut = (1, .kill)
    var (child, tally) = try shim.run(["init", "book"], in: folder)
    #expect(child.code == -SIGKILL)
    #expect(tally.calls == 1 && tally.cuts == 1 && tally.acknowledged == 0)
    #expect(!Files.exists(folder + "/book"))
    shim.cut = (1, .enospc)
    (child, tally) = try shim.run(["init", "book"], in: folder)
    #expect(child.complaint.hasSuffix("No space left on device\n"))
    #expect(tally.cuts == 1)
  }
}
