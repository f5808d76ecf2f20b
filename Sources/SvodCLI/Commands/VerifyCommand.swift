import ArgumentParser
import EventLog
import Ledger
import Platform

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Prove that the book is what was written.",
    discussion: """
      Each finding is a line with place and remedy; exit code 1. Tables that were updated in place since
      they were built are compared with a rebuild, --deep does so with all. --against compares with a
      copy of the file checkpoints, or of a line of it, that was kept elsewhere.

        svod verify --book books/main
        svod verify --deep --against /mnt/elsewhere/checkpoints --book books/main
      """)

  @OptionGroup var book: BookOption
  @Flag(help: "Compare every table with a rebuild.") var deep = false
  @Option(help: "A copy of the checkpoints.") var against: String?
  @OptionGroup var format: FormatOption

  func run() throws {
    let result = try Verification(book.ledger(), deep: deep, against: against)
    switch format.chosen {
    case .table:
      for line in result.checked { Machine.write("sound: \(line)\n", to: 1) }
      for finding in result.findings {
        Machine.write(
          AnswerTable.visible("\(finding.place): \(finding.problem): \(finding.remedy)") + "\n",
          to: 1)
      }
    case .json, .ndjson, .csv:
      format.write(
        Answer(
          columns: ["place", "problem", "remedy"],
          rows: result.findings.map {
            [.text($0.place), .text($0.problem), .text($0.remedy)]
          }))
    }
    if result.furtherFindings > 0 {
      Machine.write("and \(result.furtherFindings) more findings\n", to: 2)
    }
    if !result.findings.isEmpty { throw ExitCode(1) }
  }
}
