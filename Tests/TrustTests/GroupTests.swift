import Foundation
import Hostile
import Platform
import TestKit
import Testing

@Suite("A book that several users share")
struct GroupTests {
  /// Runs `svod` with a umask.
  private static func svod(_ words: [String], umask: String, in folder: String) throws -> Child {
    try Child(
      ["/bin/sh", "-c", "umask \(umask); exec \"$@\"", "-", Child.svod] + words, in: folder)
  }

  /// A folder in which everything was made that `svod` makes, with a umask.
  private static func folder(umask: String) throws -> String {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-group")
    let page = PackageFolder.path + "/fixtures/wb-sales/1-sales-page-1.json"
    for words in [
      ["init", "book"], ["connect", "add", "wb", "--marketplace", "WB", "--book", "book"],
      ["import", page, "--connection", "wb", "--book", "book"], ["rebuild", "--book", "book"],
      ["backup", "copy", "--book", "book"], ["restore", "copy", "again"],
      ["export", "p900", "--into", "out", "--book", "book"],
      ["update", "--book", "again"],
    ] {
      let child = try svod(words, umask: umask, in: folder)
      #expect(child.code == 0, "\(words): \(child.complaint)")
    }
    return folder
  }

  /// What in the folder lacks rights, or has rights that it should not have.
  private static func faults(
    _ folder: String, file: Int, folder folderMode: Int
  ) throws -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    #expect(names.count > 40)
    return try names.compactMap { name in
      let about = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
      guard let mode = about[.posixPermissions] as? Int else { return name }
      let isLink = about[.type] as? FileAttributeType == .typeSymbolicLink
      let isFolder = about[.type] as? FileAttributeType == .typeDirectory
      let expected = isFolder ? folderMode : file
      return isLink || mode & 0o777 == expected ? nil : "\(name): \(String(mode, radix: 8))"
    }
  }

  @Test func `every file is made with the umask`() throws {
    for (umask, file, inner) in [
      ("002", 0o664, 0o775), ("022", 0o644, 0o755), ("077", 0o600, 0o700),
    ] {
      let folder = try Self.folder(umask: umask)
      defer { try? Files.removeFolder(folder) }
      #expect(try Self.faults(folder, file: file, folder: inner) == [], "umask \(umask)")
    }
  }

  // MARK: Users

  private static let isAllowed = geteuid() == 0 && Files.exists("/usr/bin/setpriv")

  /// A book of one user, in a folder that lets a group in.
  private final class Office {
    let folder: String
    private let program: String

    init(mode: String) throws {
      folder = try Files.makeTemporaryFolder(prefix: "svod-office", in: "/tmp")
      program = folder + "/svod"
      // Copied by a process of its own: what other tests start meanwhile would hold the file open for
      // writing, and nobody could run it.
      #expect(try Child(["/bin/cp", Child.svod, program], in: folder).code == 0)
      for page in 1...3 {
        try FileManager.default.copyItem(
          atPath: PackageFolder.path + "/fixtures/wb-sales/1-sales-page-\(page).json",
          toPath: "\(folder)/\(page).json")
      }
      let shell = "chmod 755 . svod; mkdir sh; chown 64001:65533 sh; chmod \(mode) sh"
      #expect(try Child(["/bin/sh", "-c", shell], in: folder).code == 0)
      try expect(0, 64001, ["init", "sh/book"])
      try expect(0, 64001, ["connect", "add", "wb", "--marketplace", "WB"])
      try expect(0, 64001, ["import", "1.json", "--connection", "wb"])
    }

    deinit { try? Files.removeFolder(folder) }

    func run(_ user: Int, _ words: [String]) throws -> Child {
      let change =
        user == 0
        ? [] : ["/usr/bin/setpriv", "--reuid=\(user)", "--regid=65533", "--clear-groups"]
      let shell = [
        "/bin/sh", "-c", "umask \(user == 0 ? "022" : "002"); exec \"$@\"", "-", program,
      ]
      let book = words[0] == "init" ? [] : ["--book", "sh/book"]
      return try Child(change + shell + words + book, in: folder)
    }

    @discardableResult
    func expect(_ code: Int32, _ user: Int, _ words: [String]) throws -> String {
      let child = try run(user, words)
      #expect(child.code == code, "\(user) \(words): \(child.complaint)")
      return child.complaint
    }

    func give(_ name: String, to user: Int) throws {
      let shell = "chown -h \(user):\(user == 0 ? 0 : 65533) sh/book/\(name)"
      #expect(try Child(["/bin/sh", "-c", shell], in: folder).code == 0)
    }
  }

  @Test(.enabled(if: isAllowed, "only root becomes others"))
  func `every member of its group writes it`() throws {
    let office = try Office(mode: "2775")
    try office.expect(0, 64002, ["import", "2.json", "--connection", "wb"])
    try office.expect(0, 64001, ["import", "3.json", "--connection", "wb"])
    try office.expect(0, 64002, ["rebuild"])
    try office.expect(0, 64001, ["connect", "add", "ym", "--marketplace", "YM"])
    try office.expect(0, 64002, ["verify", "--deep"])
  }

  @Test(.enabled(if: isAllowed, "only root becomes others"))
  func `tables that root built once are built anew by its owner`() throws {
    let office = try Office(mode: "755")
    try office.expect(0, 0, ["rebuild"])
    try office.expect(0, 64001, ["import", "2.json", "--connection", "wb"])
    try office.expect(0, 64001, ["import", "3.json", "--connection", "wb"])
    try office.expect(0, 64001, ["verify", "--deep"])
    let table = try #require(Files.target(of: office.folder + "/sh/book/read/p900.sqlite"))
    let about = try FileManager.default.attributesOfItem(
      atPath: office.folder + "/sh/book/read/" + table)
    #expect(about[.ownerAccountID] as? Int == 64001)
  }

  @Test(
    .enabled(if: isAllowed, "only root becomes others"),
    arguments: ["log.sqlite", "payloads.sqlite", "checkpoints", "read"])
  func `what root made is named with the line that helps`(_ name: String) throws {
    let office = try Office(mode: "755")
    try office.give(name, to: 0)
    let complaint = try office.expect(77, 64001, ["import", "2.json", "--connection", "wb"])
    #expect(complaint.contains("belongs to root and cannot be written"), "\(complaint)")
    #expect(complaint.contains("chown 64001 sh/book/\(name)"), "\(complaint)")
    try office.give(name, to: 64001)
    try office.expect(0, 64001, ["import", "2.json", "--connection", "wb"])
  }

  @Test(.enabled(if: isAllowed, "only root becomes others"))
  func `a member without the right is told the group's line, and a lock of root's is no obstacle`()
    throws
  {
    let office = try Office(mode: "2775")
    #expect(try Child(["/bin/chmod", "g-w", "sh/book/log.sqlite"], in: office.folder).code == 0)
    let complaint = try office.expect(77, 64002, ["import", "2.json", "--connection", "wb"])
    #expect(complaint.contains("chmod g+rw sh/book/log.sqlite"), "\(complaint)")
    try office.give("writer.lock", to: 0)
    #expect(try Child(["/bin/chmod", "644", "sh/book/writer.lock"], in: office.folder).code == 0)
    try office.expect(0, 64001, ["import", "2.json", "--connection", "wb"])
  }
}
