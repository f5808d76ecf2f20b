import Domain
import Importing
import Platform

/// Finds and reads the files that an import names.
struct PayloadFiles {
  /// A folder with more files than this is not one answer of anything.
  static let filesMax = 10_000

  /// The files behind `paths`, folders opened, in order of name; litter of desktops is left out.
  static func list(_ paths: [String]) throws -> [String] {
    var files: [String] = []
    var folders = 0
    for path in paths {
      if path == "-" {
        files.append(path)
        continue
      }
      switch try Files.kind(path) {
      case nil: throw LedgerError(.noInput, "there is no file \(path)")
      case .file: files.append(path)
      case .folder: try addFolder(path, to: &files, &folders, depth: 0)
      case .other:
        throw LedgerError(
          .noInput, "\(path) is neither a file nor a folder: give its bytes with svod import -")
      }
    }
    guard !files.isEmpty else {
      throw LedgerError(.noInput, "no files in \(paths.joined(separator: ", "))")
    }
    return files
  }

  /// Links are followed, so that few folders can be reached on very many ways: the ways are counted.
  private static func addFolder(
    _ folder: String, to files: inout [String], _ folders: inout Int, depth: Int
  ) throws {
    guard depth < 16 else { throw LedgerError(.data, "\(folder) is nested too deep") }
    folders += 1
    guard folders <= filesMax else {
      throw LedgerError(.data, "\(folder) is one of more than \(filesMax) folders")
    }
    for name in try Files.names(in: folder) where !isLitter(name) {
      let path = folder + "/" + name
      switch try Files.kind(path) {
      case .file: files.append(path)
      case .folder: try addFolder(path, to: &files, &folders, depth: depth + 1)
      case .other, nil: continue
      }
      guard files.count <= filesMax else {
        throw LedgerError(.data, "\(folder) holds more than \(filesMax) files")
      }
    }
  }

  /// What desktops leave in folders: hidden files, their notes on the folder, locks of open documents.
  private static func isLitter(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$")
      || ["thumbs.db", "desktop.ini", "ehthumbs.db"].contains(name.lowercased())
  }

  /// What gzip packed for the way is archived as it was before: its rows have places in it.
  private static func unpacked(_ bytes: [UInt8], _ path: String) throws -> [UInt8] {
    let name = path == "-" ? "standard input" : Files.name(path)
    guard path == "-" || path.lowercased().hasSuffix(".gz") else {
      throw LedgerError(
        .data,
        "\(name) is packed by gzip, which its name does not say: unpack it, or name it \(name).gz")
    }
    do throws(PayloadError) {
      return try bytes.borrowed { (bytes) throws(PayloadError) in try GZIPFile.read(bytes) }
    } catch { throw LedgerError(.data, "\(name): \(error.reason)") }
  }

  static func read(_ path: String) throws -> [UInt8] {
    do {
      let bytes =
        path == "-"
        ? try Files.readStandardInput(sizeMax: Payload.sizeMax)
        : try Files.read(path, sizeMax: Payload.sizeMax)
      guard bytes.borrowed({ GZIPFile.begins($0) }) else { return bytes }
      return try unpacked(bytes, path)
    } catch let error as PlatformError {
      if error.code == 27 {
        throw LedgerError(
          .data, "\(path) is larger than \(Payload.sizeMax >> 20) MiB: import it page by page")
      }
      if error.isNoFile {
        throw LedgerError(.noInput, "\(path) is neither a file nor a folder")
      }
      if error.isFolder { throw LedgerError(.noInput, "\(path) is a folder") }
      throw error
    }
  }
}
