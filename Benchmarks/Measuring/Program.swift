import Foundation
import Ledger

/// Another program, run to its end.
enum Program {
  /// What it prints; its errors go where ours go.
  static func run(_ path: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw LedgerError(.unavailable, "\(path) ended with \(process.terminationStatus)")
    }
    return String(decoding: output, as: UTF8.self)
  }
}
