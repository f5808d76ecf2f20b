package import Hostile
import Platform

/// How the command is run with the library of `Tests/CrashShim` between it and its files.
///
/// What the library does and writes is said in `CrashShim.h`.
package struct Shim: Sendable {
  /// What happens to one call, or from one call on.
  package enum Cut: String, CaseIterable, Sendable {
    case kill, tear, short, eio, enospc, full, dead

    /// Whether the process is ended by it.
    package var isDeadly: Bool { self == .kill || self == .tear }
  }

  /// What a sync or a lock only pretends to do.
  package enum Lie: String, Sendable { case sync, lock }

  /// What the library counted.
  package struct Tally: Sendable, Equatable {
    /// Calls that change files below the watched folder.
    package let calls: Int

    /// Calls that were cut.
    package let cuts: Int

    /// Bytes that were written to standard output after the first cut.
    package let acknowledged: Int
  }

  /// The folder that is watched.
  package var folder: String
  package var cut: (at: Int, Cut)?

  /// Only calls of this kind are counted, a letter of the record's: `S` for syncs.
  package var only: String?
  package var lie: Lie?

  /// Where the wall clock stands, in seconds since 1970.
  package var clock: Int?

  /// The file to which a record of each call is appended.
  package var record: String?

  package init(folder: String) { self.folder = folder }

  /// `libCrashShim.so`, which is built with the tests, beside them.
  package static let library = Files.parent(Child.svod) + "/libCrashShim.so"

  /// What the process has to find in its environment; the tally goes to a file.
  package func environment(tally: String) -> [String: String] {
    var variables = [
      "LD_PRELOAD": Self.library, "SVOD_SHIM_FOLDER": folder, "SVOD_SHIM_TALLY": tally,
    ]
    if let cut {
      variables["SVOD_SHIM_AT"] = "\(cut.at)"
      variables["SVOD_SHIM_CUT"] = cut.1.rawValue
    }
    variables["SVOD_SHIM_ONLY"] = only
    variables["SVOD_SHIM_LIE"] = lie?.rawValue
    variables["SVOD_SHIM_CLOCK"] = clock.map(String.init)
    variables["SVOD_SHIM_RECORD"] = record
    return variables
  }

  /// Runs the command with these words in the watched folder's own place; no file of it may grow beyond
  /// so many kibibytes.
  package func run(
    _ words: [String], in place: String, fileSizeMax: Int? = nil, secondsMax: Int = 60
  ) throws -> (child: Child, tally: Tally) {
    let path = try Files.makeTemporaryFolder(prefix: "svod-shim")
    defer { try? Files.removeFolder(path) }
    let limited = fileSizeMax.map { ["/usr/bin/prlimit", "--fsize=\($0 << 10)"] } ?? []
    let child = try Child(
      limited + [Child.svod] + words, in: place, environment: environment(tally: path + "/tally"),
      secondsMax: secondsMax)
    return (child, try Self.tally(path + "/tally"))
  }

  private static func tally(_ path: String) throws -> Tally {
    let bytes = try Files.read(path, sizeMax: 1 << 10)
    let numbers = stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    return Tally(calls: numbers[0], cuts: numbers[1], acknowledged: numbers[2])
  }
}
