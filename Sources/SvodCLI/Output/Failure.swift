import Archive
import ArgumentParser
import Domain
import EventLog
import Importing
import Ledger
import Platform
import Projecting
import SQLite

/// Ends the program with one line that says what went wrong and the exit code for its kind.
enum Failure {
  static func end(with error: any Error) -> Never {
    if let code = error as? ExitCode { Machine.exit(code.rawValue) }
    if let (code, line) = told(error) {
      Machine.write("svod: \(oneLine(line))\n", to: 2)
      Machine.exit(code.rawValue)
    }
    endOfParsing(error)
  }

  /// The parser's own words: help on stdout with 0, mistakes in one line with 64.
  private static func endOfParsing(_ error: any Error) -> Never {
    if Svod.exitCode(for: error) == .success {
      Machine.write(Svod.fullMessage(for: error) + "\n", to: 1)
      Machine.exit(0)
    }
    let message = Svod.message(for: error)
    Machine.write("svod: \(oneLine(message))\(suggestion(message)); see svod --help\n", to: 2)
    Machine.exit(LedgerError.Code.usage.rawValue)
  }

  /// The nearest command for a word that is none.
  private static func suggestion(_ message: String) -> String {
    let names = Svod.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard message.contains("nexpected argument") || message.contains("Unknown") else { return "" }
    let words = message.split(separator: "'")
    guard words.count > 1, let near = Nearest.word(to: String(words[1]), in: names) else {
      return ""
    }
    return ": did you mean svod \(near)?"
  }

  private static func told(_ error: any Error) -> (LedgerError.Code, String)? {
    switch error {
    case let error as LedgerError: (error.code, error.message)
    case let error as PlatformError:
      (code(error), error.description + (error.remedy.map { ": \($0)" } ?? ""))
    case let error as SQLiteError: told(error)
    case let error as EventLogError: told(error)
    case let error as ArchiveError:
      (error == .held ? .tryAgain : .data, error.description)
    case let error as ProjectionError: (.data, error.description)
    case let error as CodecError:
      (.data, "an event does not decode: \(error); svod verify tells where")
    case let error as RowError: (.data, "\(error.field): \(error.reason)")
    case let error as PayloadError: (.data, error.reason)
    case is Decimal4.Overflow: (.data, "a sum is larger than 64 bits of ten-thousandths hold")
    default: nil
    }
  }

  private static func told(_ error: EventLogError) -> (LedgerError.Code, String) {
    switch error {
    case .absent: (.noInput, error.description)
    case .newer: (.unavailable, error.description)
    case .brokenIndex: (.data, error.description)
    case .sqlite(let error): told(error)
    case .foreign, .damaged, .unknownType, .unfit: (.data, error.description)
    }
  }

  private static func told(_ error: SQLiteError) -> (LedgerError.Code, String) {
    if error.isBusy { return (.tryAgain, "the book is busy: try again (\(error.message))") }
    if error.isDamage { return (.data, "a file of the book is damaged: svod verify tells where") }
    if error.isOfOtherSchema {
      return (.data, "a file of the book is damaged (\(error.message)): svod verify tells where")
    }
    if error.isFull {
      return (.inputOutput, "the disk is full: make room and run the same command again")
    }
    if error.isOutOfMemory {
      return (
        .unavailable, "SQLite got no more memory: make room in it and run the same command again"
      )
    }
    if error.isFailedRead {
      return (
        .inputOutput, "a file of the book could not be read (input/output error): check the disk"
      )
    }
    if error.isInputOutput {
      // SQLite does not tell a full disk from a broken one everywhere.
      return (
        .inputOutput,
        "a file of the book cannot be read or written (\(error.message), code \(error.code)): "
          + "see that the disk has room and is sound, and run the same command again"
      )
    }
    if error.isReadOnly { return (.noPermission, "the book is read-only: \(error.message)") }
    if error.cannotOpen {
      return (.noPermission, "a file of the book cannot be opened: \(error.sql)")
    }
    return (.inputOutput, error.description)
  }

  private static func code(_ error: PlatformError) -> LedgerError.Code {
    if error.isAbsent { return .noInput }
    if error.isForbidden { return .noPermission }
    return .inputOutput
  }

  /// What is told comes from outside in part: names of files, words of payloads.
  private static func oneLine(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return AnswerTable.visible(Secrets.hidden(in: line))
  }
}
