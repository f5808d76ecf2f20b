import ArgumentParser
import Ledger
import Platform

/// The command `svod`.
@main
struct Svod: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "svod",
    abstract: "An event-sourced ledger for sellers on marketplaces who keep their books in 1C.",
    discussion: """
      Payloads become events, events become tables; every number can be traced to its bytes.

        svod init books/main
        svod connect add wb-main --marketplace WB --book books/main
        svod import sales.json --connection wb-main --book books/main
        svod query p900 --sum amount_line --by sale_date --book books/main
        svod trace p903 wb-main 307401554 1232610467 --book books/main

      The book is --book PATH, else the environment's SVOD_BOOK, else the current folder.
      Exit codes follow sysexits: 0 done, 3 differences, 64 usage, 65 data, 66 no input, 69 unavailable,
      73 cannot create, 74 input/output, 75 try again, 77 no permission.
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self,
      ConnectCommand.self,
      ImportCommand.self,
      UpdateCommand.self,
      RebuildCommand.self,
      RollbackCommand.self,
      StatusCommand.self,
      QueryCommand.self,
      SQLCommand.self,
      ExportCommand.self,
      MatchCommand.self,
      LogCommand.self,
      ShowCommand.self,
      HistoryCommand.self,
      ReimportCommand.self,
      TestCommand.self,
      WhatIfCommand.self,
      TraceCommand.self,
      ExplainCommand.self,
      RestatedCommand.self,
      DiffCommand.self,
      VerifyCommand.self,
      EvidenceCommand.self,
      BackupCommand.self,
      RestoreCommand.self,
      PayloadCommand.self,
      TourCommand.self,
    ])

  static func main() {
    Machine.ignoreSignalsOfWrites()
    DiagnosticLog.begin()
    do {
      try Secrets.refuse(in: CommandLine.arguments.dropFirst())
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Failure.end(with: error)
    }
  }
}
